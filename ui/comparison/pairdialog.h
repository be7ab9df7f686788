#pragma once

#include "core/report/comparisonview.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace atlas::ui
{

/// Asks for the partner of a kernel that has none: the kernels of the other side without partner, most alike in time
/// first.
class PairDialog : public QDialog
{
    Q_OBJECT

public:
    /// `row` is a row of `stage` that one side only has.
    PairDialog(const StageComparison &stage, const ComparisonTexts &texts, const ComparisonRow &row,
               QWidget *parent = nullptr);

    /// Raw name of the chosen partner; empty when there is none.
    [[nodiscard]] std::string chosen() const;

private:
    void fill(const QString &text);

    struct Partner
    {
        QString label;
        std::string rawName;
    };
    std::vector<Partner> m_partners;
    QLineEdit *m_text;
    QListWidget *m_list;
    QPushButton *m_pair;
};

} // namespace atlas::ui
