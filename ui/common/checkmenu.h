#pragma once

#include <QIcon>
#include <QMenu>

namespace atlas::ui
{

/// A menu of things to choose several of: it stays open while a person ticks them.
class CheckMenu : public QMenu
{
    Q_OBJECT

public:
    struct Item
    {
        QString value;
        QString label; ///< plain text
        QIcon icon = {};
    };

    /// `allText` is the entry that unticks everything.
    CheckMenu(const QString &title, const QString &allText, QWidget *parent = nullptr);

    /// What was ticked before stays ticked where it is still there.
    void setItems(const QList<Item> &items);
    [[nodiscard]] QStringList chosen() const;
    /// The labels of what is ticked.
    [[nodiscard]] QStringList chosenLabels() const;
    /// Ticks exactly those of `values` that are there, without telling.
    void choose(const QStringList &values);

Q_SIGNALS:
    void chosenChanged();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool toggle(QAction *action);

    QString m_allText;
};

} // namespace atlas::ui
