#pragma once

#include <QTextBrowser>

namespace atlas::ui
{

/// A page of the handbook: tables with room, pictures no wider than the page, words that were searched for marked.
class HandbookBrowser : public QTextBrowser
{
    Q_OBJECT

public:
    explicit HandbookBrowser(QWidget *parent = nullptr);

    /// Marks every place of `words` and shows the first one; nothing is marked without words.
    void mark(const QString &words);
    [[nodiscard]] int markedPlaces() const { return m_markedPlaces; }

protected:
    QVariant loadResource(int type, const QUrl &name) override;
    void doSetSource(const QUrl &name, QTextDocument::ResourceType type) override;

private:
    void giveTablesRoom();

    int m_markedPlaces = 0;
};

} // namespace atlas::ui
