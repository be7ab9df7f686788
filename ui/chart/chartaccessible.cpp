#include "ui/chart/chartaccessible.h"

#include "ui/chart/chartview.h"
#include "ui/common/text.h"

#include <QAccessibleWidget>

#include <algorithm>
#include <vector>

namespace atlas::ui
{

namespace
{
/// One mark of a chart. Lives as long as the interface of its chart, which registers it.
class MarkInterface final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    MarkInterface(ChartView &view, int rectangle) : m_view(view), m_rectangle(rectangle) {}

    [[nodiscard]] bool isValid() const override { return m_view.isMark(m_rectangle); }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int /*x*/, int /*y*/) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(&m_view);
    }
    [[nodiscard]] QAccessibleInterface *child(int /*index*/) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface * /*child*/) const override { return -1; }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_view.markText(m_rectangle) : QString();
    }
    void setText(QAccessible::Text /*kind*/, const QString & /*text*/) override {}
    [[nodiscard]] QRect rect() const override
    {
        const QRect place = isValid() ? m_view.markRect(m_rectangle).toAlignedRect() : QRect();
        return {m_view.mapToGlobal(place.topLeft()), place.size()};
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::Graphic; }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused = m_view.hasFocus() && m_view.currentMark() == m_rectangle;
        state.invalid = !isValid();
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString &action) override
    {
        if (!isValid()) {
            return;
        }
        m_view.setFocus(Qt::OtherFocusReason);
        m_view.setCurrentMark(m_rectangle);
        if (action == pressAction()) {
            Q_EMIT m_view.markActivated(m_rectangle);
        }
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString & /*action*/) const override { return {}; }

private:
    ChartView &m_view;
    int m_rectangle;
};

/// A chart whose children are its marks, in the order of the chart.
class ChartInterface final : public QAccessibleWidget
{
public:
    explicit ChartInterface(ChartView &view) : QAccessibleWidget(&view, QAccessible::Chart), m_view(view) {}
    ChartInterface(const ChartInterface &) = delete;
    ChartInterface &operator=(const ChartInterface &) = delete;
    ~ChartInterface() override
    {
        for (const QAccessible::Id id : m_ids) {
            QAccessible::deleteAccessibleInterface(id);
        }
    }

    [[nodiscard]] int childCount() const override { return static_cast<int>(m_view.marks().size()); }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        const std::vector<int> marks = m_view.marks();
        if (index < 0 || index >= static_cast<int>(marks.size())) {
            return nullptr;
        }
        const auto rectangle = static_cast<std::size_t>(marks[static_cast<std::size_t>(index)]);
        while (m_ids.size() <= rectangle) {
            m_ids.push_back(QAccessible::registerAccessibleInterface(
                new MarkInterface(m_view, static_cast<int>(m_ids.size())))); // deleted by its id
        }
        return QAccessible::accessibleInterface(m_ids[rectangle]);
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (this->child(i) == child) {
                return i;
            }
        }
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        const std::vector<int> marks = m_view.marks();
        const auto found = std::ranges::find(marks, m_view.markAt(m_view.mapFromGlobal(QPointF(x, y))));
        return found == marks.end() ? nullptr : child(static_cast<int>(found - marks.begin()));
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        const std::vector<int> marks = m_view.marks();
        const auto found = std::ranges::find(marks, m_view.currentMark());
        return found == marks.end() || !m_view.hasFocus() ? nullptr : child(static_cast<int>(found - marks.begin()));
    }

private:
    ChartView &m_view;
    mutable std::vector<QAccessible::Id> m_ids; // by rectangle
};

QAccessibleInterface *makeInterface(const QString &className, QObject *object)
{
    auto *view = className == QLatin1StringView(ChartView::staticMetaObject.className())
                     ? qobject_cast<ChartView *>(object)
                     : nullptr;
    return view != nullptr ? new ChartInterface(*view) : nullptr; // Qt owns it
}
} // namespace

void installChartAccessibility()
{
    QAccessible::installFactory(makeInterface); // the same one twice counts once
}

} // namespace atlas::ui
