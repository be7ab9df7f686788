#pragma once

#include "ui/comparison/comparisonsession.h"

#include <QWidget>

#include <array>
#include <string_view>
#include <unordered_map>

class QTableView;

namespace atlas::ui
{

class ElidedLabel;
class PlainTableModel;

/// Both runs' tables beside each other, untouched. Choosing a kernel chooses its partner in the other table and brings
/// both to the same height; scrolling one scrolls the other as far. Of several runs a side the first is shown.
class SideBySidePanel : public QWidget
{
    Q_OBJECT

public:
    explicit SideBySidePanel(ComparisonSession &session, QWidget *parent = nullptr);

    void showStage(std::size_t stage);
    /// Chooses the kernels of this pair.
    void showPair(std::string_view baseline, std::string_view candidate);
    [[nodiscard]] QTableView &baselineView() { return *m_sides[0].view; }
    [[nodiscard]] QTableView &candidateView() { return *m_sides[1].view; }
    /// The selected lines of the table with the focus as TSV.
    void copy();

private:
    struct Side
    {
        QWidget *widget = nullptr;
        ElidedLabel *title = nullptr;
        PlainTableModel *model = nullptr;
        QTableView *view = nullptr;
        int scrolledTo = 0;
    };

    [[nodiscard]] Side makeSide(const QString &name, const QString &accessible);
    void link(std::size_t side);
    void fillSide(std::size_t side, const RunSide &runs, const QString &word);
    void onCurrentChanged(std::size_t side, int row);
    void onScrolled(std::size_t side, int value);

    ComparisonSession &m_session;
    std::array<Side, 2> m_sides;
    std::size_t m_stage = 0;
    std::array<std::unordered_map<std::string_view, std::string_view>, 2>
        m_partners; ///< raw name on a side -> on the other
    bool m_isFollowing = false;
};

} // namespace atlas::ui
