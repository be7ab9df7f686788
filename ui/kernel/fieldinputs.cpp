#include "ui/common/appearance.h"
#include "ui/common/panelparts.h"
#include "ui/common/shapeedit.h"
#include "ui/common/shapeinput.h"
#include "ui/common/text.h"
#include "ui/common/wrappingedit.h"
#include "ui/kernel/fieldeditor.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QWheelEvent>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QString placeholder(Field field)
{
    switch (field) {
    case Field::FriendlyName:
        return QObject::tr("What people call this kernel");
    case Field::Generic:
        return QObject::tr("none   (for example (M, K), (K, N) -> (M, N))");
    case Field::Fixed:
        return QObject::tr("none: the name enforces no dimension");
    case Field::Tiled:
        return QObject::tr("none   (for example (128, 32), (32, 64) -> (128, 64))");
    case Field::Description:
        return QObject::tr("What the kernel does and where it is used");
    case Field::SourceLib:
        break;
    }
    return {};
}

class ShapeFieldEditor final : public FieldEditor
{
public:
    ShapeFieldEditor(Field field, QWidget *parent) : FieldEditor(field, parent), m_shape(new ShapeEdit(this))
    {
        m_shape->setPlaceholderText(placeholder(field));
        setUp(&m_shape->line());
        m_shape->setName(words(field));
        connect(m_shape, &ShapeEdit::textChanged, this, [this] { check(); });
    }
    [[nodiscard]] QWidget *input() const override { return m_shape; }
    void setSuggestions(const UsedShapes &used) override { m_shape->setSuggestions(used); }

private:
    [[nodiscard]] QString text() const override { return m_shape->text(); }
    void setText(const QString &text) override { m_shape->setText(text); }

    ShapeEdit *m_shape;
};

/// A combo box that does not change by the wheel of a page that is being scrolled.
class LibraryBox final : public QComboBox
{
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

class LibraryFieldEditor final : public FieldEditor
{
public:
    LibraryFieldEditor(const std::vector<std::string> &libraries, QWidget *parent)
        : FieldEditor(Field::SourceLib, parent), m_box(new LibraryBox(this))
    {
        m_box->setEditable(true);
        m_box->setInsertPolicy(QComboBox::NoInsert);
        m_box->setMinimumContentsLength(10);
        m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        fill(libraries);
        m_box->completer()->setCaseSensitivity(Qt::CaseInsensitive);
        m_box->completer()->setCompletionMode(QCompleter::PopupCompletion);
        m_box->setToolTip(QObject::tr("Where the code comes from; choose one (Alt+Down) or type another"));
        m_box->setFocusPolicy(Qt::StrongFocus);
        setUp(m_box->lineEdit());
        m_box->setFocusProxy(nullptr);
        connect(m_box, &QComboBox::activated, this, [this] { commit(); });
        connect(m_box, &QComboBox::editTextChanged, this, [this] { check(); });
    }
    [[nodiscard]] QWidget *input() const override { return m_box; }
    void setLibraries(const std::vector<std::string> &libraries) override
    {
        replaceChoices(*m_box, [&] { fill(libraries); });
    }

private:
    void fill(const std::vector<std::string> &libraries)
    {
        for (const std::string &library : libraries) {
            m_box->addItem(librarySquare(library), toQString(library));
        }
    }
    [[nodiscard]] QString text() const override { return m_box->currentText(); }
    void setText(const QString &text) override
    {
        const int index = m_box->findText(text);
        m_box->setCurrentIndex(index); // shows the square of a known library
        m_box->setEditText(text);
        m_box->lineEdit()->setCursorPosition(0);
    }

    LibraryBox *m_box;
};

/// Friendly name (Enter keeps) and description (Enter begins a line).
class TextFieldEditor final : public FieldEditor
{
public:
    TextFieldEditor(Field field, QWidget *parent)
        : FieldEditor(field, parent),
          m_edit(field == Field::Description ? new WrappingEdit(3, 8, LineBreaks::Kept, this)
                                             : new WrappingEdit(1, 3, LineBreaks::BecomeSpaces, this))
    {
        m_edit->setPlaceholderText(placeholder(field));
        m_edit->setToolTip(isMultiLine()
                               ? QObject::tr("Ctrl+Enter keeps and accepts, Esc takes back, Enter begins a new line")
                               : QObject::tr("Enter keeps, Ctrl+Enter also accepts, Esc takes back"));
        setUp(m_edit);
        connect(m_edit, &QPlainTextEdit::textChanged, this, [this] { check(); });
    }
    [[nodiscard]] QWidget *input() const override { return m_edit; }

private:
    [[nodiscard]] QString text() const override { return m_edit->toPlainText(); }
    void setText(const QString &text) override { m_edit->setPlainText(text); }
    [[nodiscard]] bool isMultiLine() const override { return field() == Field::Description; }

    WrappingEdit *m_edit;
};
} // namespace

FieldEditor *makeFieldEditor(Field field, const std::vector<std::string> &libraries, QWidget *parent)
{
    switch (field) {
    case Field::SourceLib:
        return new LibraryFieldEditor(libraries, parent);
    case Field::FriendlyName:
    case Field::Description:
        return new TextFieldEditor(field, parent);
    default:
        return new ShapeFieldEditor(field, parent);
    }
}

} // namespace atlas::ui
