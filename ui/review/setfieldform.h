#pragma once

#include "core/base/result.h"
#include "core/kernel/field.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace atlas::ui
{

class WrappingEdit;

/// One field and the value that all get.
class SetFieldForm : public QWidget
{
    Q_OBJECT

public:
    /// `libraries` are offered for the library.
    explicit SetFieldForm(const std::vector<std::string> &libraries, QWidget *parent = nullptr);

    [[nodiscard]] Field field() const;
    /// An error where the text is not well-formed, or where names and libraries would lose theirs.
    [[nodiscard]] Result<FieldValue> value() const;
    /// Begins with a value that one of the kernels has.
    void setValue(const FieldValue &value);
    void focusValue();

Q_SIGNALS:
    void fieldChanged();
    void changed();

private:
    [[nodiscard]] QWidget *input() const;
    void showInput();
    [[nodiscard]] QString text() const;

    QComboBox *m_field;
    QLabel *m_label;
    QLineEdit *m_line;
    QComboBox *m_library;
    WrappingEdit *m_description;
};

} // namespace atlas::ui
