#include "ui/review/setfieldform.h"

#include "ui/common/appearance.h"
#include "ui/common/flatstyle.h"
#include "ui/common/shapeedit.h"
#include "ui/common/text.h"
#include "ui/common/wrappingedit.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kDescriptionLines = 3;

void setUpLibrary(QComboBox &box, const std::vector<std::string> &libraries)
{
    box.setEditable(true);
    box.setInsertPolicy(QComboBox::NoInsert);
    for (const std::string &library : libraries) {
        box.addItem(librarySquare(library), toQString(library));
    }
    box.completer()->setCaseSensitivity(Qt::CaseInsensitive);
    box.completer()->setCompletionMode(QCompleter::PopupCompletion);
    box.setToolTip(QObject::tr("Where the code comes from; choose one (Alt+Down) or type another"));
}
} // namespace

SetFieldForm::SetFieldForm(const std::vector<std::string> &libraries, QWidget *parent)
    : QWidget(parent), m_field(new QComboBox(this)), m_label(new QLabel(tr("&Value"), this)),
      m_line(new QLineEdit(this)), m_shape(new ShapeEdit(this)), m_library(new QComboBox(this)),
      m_description(new WrappingEdit(kDescriptionLines, kDescriptionLines, LineBreaks::Kept, this))
{
    for (const Field field : kFields) {
        m_field->addItem(words(field), static_cast<int>(field));
    }
    m_field->setCurrentIndex(m_field->findData(static_cast<int>(Field::SourceLib)));
    m_field->setObjectName(u"bulkField"_s);
    m_field->setAccessibleName(tr("Field"));
    m_field->setToolTip(tr("What of each kernel is set"));
    setUpLibrary(*m_library, libraries);
    m_line->setObjectName(u"bulkLine"_s);
    m_shape->setObjectName(u"bulkShape"_s);
    m_shape->setPlaceholderText(tr("none   (for example (M, K), (K, N) -> (M, N))"));
    m_library->setObjectName(u"bulkLibrary"_s);
    m_description->setObjectName(u"bulkDescription"_s);
    m_description->setToolTip(tr("Enter begins a new line, Ctrl+Enter applies"));
    auto *inputs = new QVBoxLayout;
    for (QWidget *input : inputsOfAll()) {
        input->setAccessibleName(tr("Value for all"));
        inputs->addWidget(input);
    }
    m_shape->setName(tr("Value for all"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("F&ield"), m_field);
    form->addRow(m_label, inputs);
    connect(m_field, &QComboBox::currentIndexChanged, this, [this] {
        showInput();
        Q_EMIT fieldChanged();
        Q_EMIT changed();
    });
    connect(m_line, &QLineEdit::textChanged, this, &SetFieldForm::changed);
    connect(m_shape, &ShapeEdit::textChanged, this, &SetFieldForm::onShapeTyped);
    connect(m_library, &QComboBox::editTextChanged, this, &SetFieldForm::changed);
    connect(m_description, &QPlainTextEdit::textChanged, this, &SetFieldForm::changed);
    showInput();
}

Field SetFieldForm::field() const
{
    return static_cast<Field>(m_field->currentData().toInt());
}

QWidget *SetFieldForm::input() const
{
    switch (field()) {
    case Field::SourceLib:
        return m_library;
    case Field::Description:
        return m_description;
    case Field::FriendlyName:
        return m_line;
    default:
        return m_shape;
    }
}

std::array<QWidget *, 4> SetFieldForm::inputsOfAll() const
{
    return {m_line, m_shape, m_library, m_description};
}

void SetFieldForm::showInput()
{
    for (QWidget *one : inputsOfAll()) {
        one->setVisible(one == input());
    }
    m_label->setBuddy(input());
}

void SetFieldForm::onShapeTyped()
{
    m_shape->setProperty(kInvalidProperty, !m_shape->cells().faultText().isEmpty());
    m_shape->update();
    Q_EMIT changed();
}

QString SetFieldForm::text() const
{
    switch (field()) {
    case Field::SourceLib:
        return m_library->currentText();
    case Field::Description:
        return m_description->toPlainText();
    case Field::FriendlyName:
        return m_line->text();
    default:
        return m_shape->text();
    }
}

Result<FieldValue> SetFieldForm::value() const
{
    const bool needsText = field() == Field::FriendlyName || field() == Field::SourceLib;
    if (needsText && text().trimmed().isEmpty()) {
        return failure(toUtf8(tr("Type the value that all of them get.")));
    }
    return fromDisplayText(field(), toUtf8(text()));
}

void SetFieldForm::setValue(const FieldValue &value)
{
    const QString text = toQString(toDisplayText(value));
    m_line->setText(text);
    m_line->selectAll();
    m_shape->setText(isShape(field()) ? text : QString());
    m_library->setCurrentIndex(m_library->findText(text)); // shows the square of a known library
    m_library->setEditText(text);
    m_library->lineEdit()->selectAll();
    m_description->setPlainText(text);
    m_description->selectAll();
}

void SetFieldForm::setSuggestions(const UsedShapes &used)
{
    m_shape->setSuggestions(used);
}

void SetFieldForm::focusValue()
{
    input()->setFocus(Qt::OtherFocusReason);
}

} // namespace atlas::ui
