#include "ui/start/opendialog.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QPushButton>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

OpenDialog::OpenDialog(const QString &folder, QWidget *parent) : QFileDialog(parent, tr("Open"), folder)
{
    setObjectName(u"openDialog"_s);
    setOption(QFileDialog::DontUseNativeDialog); // those open either files or folders
    setFileMode(QFileDialog::ExistingFile);
    setNameFilters(
        {tr("Tables, captures and catalogs (%1)")
             .arg(u"*.csv *.tsv *.txt *.md *.log *.json *.jsonl *.gz *.zst *.sqlite *.db *.nsys-rep *.yaml *.yml"_s),
         tr("All files (*)")});
    addFolderButton();
}

void OpenDialog::addFolderButton()
{
    auto *buttons = findChild<QDialogButtonBox *>();
    if (buttons == nullptr) {
        return;
    }
    QPushButton *take = buttons->addButton(tr("Open this &folder"), QDialogButtonBox::ActionRole);
    take->setObjectName(u"openFolder"_s);
    take->setToolTip(tr("The folder that is marked, else the one that is shown: a run, a repository, captures"));
    connect(take, &QPushButton::clicked, this, &OpenDialog::takeFolder);
}

void OpenDialog::takeFolder()
{
    const QString marked = selectedFiles().value(0);
    m_chosen = QFileInfo(marked).isDir() ? marked : directory().absolutePath();
    QDialog::accept();
}

void OpenDialog::accept()
{
    const QFileInfo marked(selectedFiles().value(0));
    if (marked.isFile()) {
        m_chosen = marked.absoluteFilePath();
        QDialog::accept();
        return;
    }
    QFileDialog::accept(); // goes into a folder, or says that there is no such file
}

} // namespace atlas::ui
