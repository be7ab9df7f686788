#pragma once

#include "core/review/documentmerge.h"

#include <QDialog>

#include <vector>

namespace atlas::ui
{

class ConflictModel;

/// Why two sides have to be brought together.
enum class MergeReason : std::uint8_t
{
    ChangedOnDisk,
    ConflictMarkers ///< git left them in the file
};

/// The catalog was changed by someone else: what changed, and for each field that both sides changed, which one stands.
class MergeDialog : public QDialog
{
    Q_OBJECT

public:
    /// `name` is the catalog's file name.
    MergeDialog(DocumentMerge merge, MergeReason reason, const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] const DocumentMerge &merge() const { return m_merge; }
    /// What was decided, in the order of the conflicts.
    [[nodiscard]] const std::vector<MergeSide> &sides() const;

private:
    [[nodiscard]] QWidget *buildConflicts();
    [[nodiscard]] QString summary(MergeReason reason, const QString &name) const;

    DocumentMerge m_merge;
    ConflictModel *m_model;
};

} // namespace atlas::ui
