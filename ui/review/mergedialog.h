#pragma once

#include "ui/review/mergequestion.h"

#include <QDialog>

#include <vector>

class QDialogButtonBox;

namespace atlas::ui
{

class ConflictModel;

/// Another text says something else than what was decided here: each such value, and which side stands. Nothing changes
/// before it is accepted; Cancel and Esc leave everything as it was.
class MergeDialog : public QDialog
{
    Q_OBJECT

public:
    explicit MergeDialog(MergeQuestion question, QWidget *parent = nullptr);

    /// What was decided, in the order of the rows.
    [[nodiscard]] const std::vector<MergeSide> &sides() const;

private:
    [[nodiscard]] QWidget *buildConflicts();
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] QString situation() const;
    void addButtons(QDialogButtonBox &buttons);

    MergeQuestion m_question;
    ConflictModel *m_model;
};

} // namespace atlas::ui
