#include "ui/help/handbook.h"

#include "ui/help/handbookwindow.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFile>
#include <QPushButton>
#include <QRegularExpression>
#include <QShortcut>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
struct HandbookText
{
    Q_DECLARE_TR_FUNCTIONS(Handbook)
};

Chapter readChapter(const QString &folder, const QString &name)
{
    Chapter chapter;
    chapter.name = name;
    const QString path = u"/docs/handbook/%1/%2.md"_s.arg(folder, name);
    chapter.source = QUrl(u"qrc:"_s + path);
    QFile file(u":"_s + path);
    if (file.open(QIODevice::ReadOnly)) {
        chapter.text = QString::fromUtf8(file.readAll());
        chapter.title = chapter.text.section(u'\n', 0, 0).remove(u"# "_s);
    }
    return chapter;
}
} // namespace

QList<Chapter> handbookChapters()
{
    //: The folder of the handbook in this language: en or zh_CN
    const QString folder = HandbookText::tr("en", "folder of the handbook");
    QList<Chapter> chapters = {readChapter(folder, u"index"_s)};
    static const QRegularExpression link(u"\\]\\(([a-z-]+)\\.md\\)"_s);
    QRegularExpressionMatchIterator links = link.globalMatch(chapters.front().text);
    while (links.hasNext()) {
        chapters.append(readChapter(folder, links.next().captured(1)));
    }
    return chapters;
}

void openHandbook(QWidget &parent, const QString &chapter)
{
    auto *window = parent.findChild<HandbookWindow *>(Qt::FindDirectChildrenOnly);
    if (window == nullptr) {
        window = new HandbookWindow(&parent);
        window->setAttribute(Qt::WA_DeleteOnClose);
    }
    window->showChapter(chapter);
    window->show();
    window->raise();
    window->activateWindow();
}

void addHelp(QDialogButtonBox &buttons, const QString &chapter)
{
    QPushButton *button = buttons.addButton(QDialogButtonBox::Help);
    button->setIcon({});
    button->setAutoDefault(false);
    QWidget *dialog = buttons.window();
    const auto open = [dialog, chapter] { openHandbook(*dialog, chapter); };
    QObject::connect(button, &QPushButton::clicked, dialog, open);
    QObject::connect(new QShortcut(QKeySequence::HelpContents, dialog), &QShortcut::activated, dialog, open);
}

} // namespace atlas::ui
