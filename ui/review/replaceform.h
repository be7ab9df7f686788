#pragma once

#include "core/review/bulkedit.h"

#include <QWidget>

#include <utility>
#include <vector>

class QCheckBox;
class QLineEdit;

namespace atlas::ui
{

/// What to find, what to write instead, and where.
class ReplaceForm : public QWidget
{
    Q_OBJECT

public:
    explicit ReplaceForm(QWidget *parent = nullptr);

    [[nodiscard]] ReplaceRequest request() const;
    void focusFind();

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QLayout *buildOptions();

    QLineEdit *m_find;
    QLineEdit *m_replacement;
    QCheckBox *m_isRegex;
    QCheckBox *m_ignoreCase;
    std::vector<std::pair<Field, QCheckBox *>> m_fields;
};

} // namespace atlas::ui
