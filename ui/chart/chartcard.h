#pragma once

#include <QWidget>

class QLabel;

namespace atlas::ui
{

class ChartView;
class ElidedLabel;

/// A chart with its title, a line on what it shows, and a button that saves it as SVG or PNG.
class ChartCard : public QWidget
{
    Q_OBJECT

public:
    ChartCard(const QString &title, const QString &fileName, QWidget *parent = nullptr);

    [[nodiscard]] ChartView &view() { return *m_view; }
    void setNote(const QString &note);
    /// Adds a row of controls between the title and the chart.
    void addControls(QWidget *controls);

Q_SIGNALS:
    void messageRequested(const QString &message);

private:
    void askWhereToSave();

    QString m_fileName; ///< proposed, without its end
    QLabel *m_note;
    ChartView *m_view;
};

} // namespace atlas::ui
