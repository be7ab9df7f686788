#pragma once

#include "core/review/membership.h"
#include "core/table/rowgroups.h"

#include <QWidget>

#include <array>
#include <functional>

class QActionGroup;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace atlas::ui
{

class FieldNote;

class CheckMenu;

/// A column whose texts can be chosen from a list.
enum class FilterColumn : std::uint8_t
{
    Library,
    Op,
    Rule,
    Origin,
    Stage
};
inline constexpr std::size_t kFilterColumnCount = 5;

/// The line above the table: text or /regex/, libraries, review state, minimum share, other columns, groups, how much
/// is left, columns. Below it, a chip for each of the other columns that is filtered by.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    /// A text that can be chosen, and how many kernels of the table have it.
    struct Choice
    {
        std::string value;
        QString label;
        std::size_t count = 0;
    };

    explicit FilterBar(QWidget *parent = nullptr);

    [[nodiscard]] RowFilter filter() const;
    [[nodiscard]] MembershipFilter membership() const;
    /// Shows all that without telling; texts that no kernel has are left out.
    void restore(const RowFilter &filter, MembershipFilter membership, GroupBy by);
    void setChoices(FilterColumn column, const std::vector<Choice> &choices);
    /// Filters by nothing but these texts of one column, as one change.
    void showOnly(FilterColumn column, const std::vector<std::string> &texts);
    [[nodiscard]] GroupBy groupBy() const;
    void setGroupBy(GroupBy by);
    void setCount(const QString &text);
    /// Shows what is wrong with the text where it was typed; empty: nothing is.
    void setError(const QString &message);
    /// Says how the text is understood; empty: as it stands.
    void setHint(const QString &message);
    void focusText();
    /// Filters by nothing; tells once.
    void clear();
    [[nodiscard]] QMenu &columnsMenu() { return *m_columnsMenu; }

Q_SIGNALS:
    /// By typing: may wait a moment for the next key.
    void textEdited();
    void filterChanged();
    void groupChanged();
    /// Opens or closes all groups.
    void groupsOpenRequested(bool open);
    /// Down or Enter in the text: on to the table.
    void leaveRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildText();
    void buildLibraries();
    void buildState();
    void buildShare();
    void buildMore();
    void buildInstances(QMenu &menu);
    void buildMembership(QMenu &menu);
    void buildGroups();
    void layOut();
    void clearQuietly();
    void onChosen();
    void showTitles();
    /// One chip for each filter that no other control shows.
    void showChips();
    void addChip(const QString &column, const QStringList &values, std::function<void()> takeOff);
    [[nodiscard]] CheckMenu &menu(FilterColumn column) const { return *m_menus[static_cast<std::size_t>(column)]; }
    [[nodiscard]] std::vector<std::string> chosen(FilterColumn column) const;
    [[nodiscard]] std::int64_t minimumInstances() const;

    QLineEdit *m_text;
    QPushButton *m_libraries = nullptr;
    QPushButton *m_more = nullptr;
    QPushButton *m_groups = nullptr;
    std::array<CheckMenu *, kFilterColumnCount> m_menus{};
    QActionGroup *m_instances = nullptr;
    QActionGroup *m_membership = nullptr;
    QActionGroup *m_groupBy = nullptr;
    QComboBox *m_state;
    QComboBox *m_share;
    QLabel *m_count;
    QPushButton *m_columns;
    QMenu *m_columnsMenu;
    QWidget *m_chips;
    QHBoxLayout *m_chipLine;
    FieldNote *m_error;
};

} // namespace atlas::ui
