#include "ui/rules/ruleformview.h"

#include "core/inference/vocabulary.h"
#include "ui/common/panelparts.h"
#include "ui/common/syntax.h"
#include "ui/common/text.h"
#include "ui/common/wrappingedit.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
template<class List>
QStringList choicesOf(const List &list)
{
    QStringList choices = {QString()};
    for (const auto &word : list) {
        choices += toQString(word);
    }
    return choices;
}
} // namespace

QWidget *RuleFormView::Input::widget() const
{
    return line != nullptr    ? static_cast<QWidget *>(line)
           : combo != nullptr ? static_cast<QWidget *>(combo)
                              : static_cast<QWidget *>(text);
}

QString RuleFormView::Input::value() const
{
    return line != nullptr ? line->text() : combo != nullptr ? combo->currentText() : text->toPlainText();
}

void RuleFormView::Input::setValue(const QString &value) const
{
    if (value == this->value()) {
        return; // keeps the cursor
    }
    if (line != nullptr) {
        line->setText(value);
        line->setCursorPosition(0);
    } else if (combo != nullptr) {
        combo->isEditable() ? combo->setEditText(value) : combo->setCurrentIndex(combo->findText(value));
    } else {
        text->setPlainText(value);
    }
}

RuleFormView::RuleFormView(const std::vector<std::string> &libraries, QWidget *parent) : QWidget(parent)
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 8, 0);
    form->setVerticalSpacing(5);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addLine(*form, "id", tr("&Id"), tr("The rule's own name, once in its pack"), true);
    addText(*form, "all", tr("&Literals"), tr("Texts that must all be in the name, one a line"), true);
    addLine(*form, "match", tr("E&xpression"),
            tr("A regular expression (RE2) that must match; named groups (?P<M>\\d+) become {M} in the fields"), true);
    addCombo(*form, "confidence", tr("&Confidence"),
             tr("certain: the library says so itself; likely: many names agree; guess: a hint"),
             {u"certain"_s, u"likely"_s, u"guess"_s}, false);
    addCombo(*form, "library", tr("Li&brary"), tr("The library that the kernel comes from"), choicesOf(libraries),
             true);
    setFocusProxy(addLine(*form, "friendly", tr("&Friendly name"),
                          tr("{M} puts in what the group M caught; (…) is left out when not known"), false));
    addCombo(*form, "op", tr("&Operation"), tr("What the kernel does"), choicesOf(kOps), false);
    addCombo(*form, "dtype", tr("Data &type"), tr("Type of the main input data; a capture may say it: {dtype}"),
             choicesOf(kDtypes), true);
    addLine(*form, "generic", tr("&Generic"), tr("Shapes of any call: (M, K), (K, N) -> (M, N)"), true);
    addLine(*form, "fixed", tr("Fi&xed"), tr("What the name enforces; empty for nothing"), true);
    addLine(*form, "tiled", tr("&Tiled"), tr("What one block works on: ({M}, {K}), ({K}, {N}) -> ({M}, {N})"), true);
    addText(*form, "description", tr("&Description"), tr("A sentence or two on what the kernel does"), false);
    addLine(*form, "reason", tr("&Reason"), tr("One sentence on why the rule reads so, for the details"), false);
}

void RuleFormView::setLibraries(const std::vector<std::string> &libraries)
{
    const auto input = std::ranges::find(m_inputs, "library", &Input::key);
    replaceChoices(*input->combo, [&] { input->combo->addItems(choicesOf(libraries)); });
}

void RuleFormView::addRow(QFormLayout &form, std::string_view key, const QString &label, const QString &tip,
                          QWidget *widget)
{
    widget->setObjectName(u"rule-"_s + toQString(key));
    widget->setAccessibleName(QString(label).remove(u'&'));
    widget->setToolTip(plainToolTip(tip));
    auto *title = new QLabel(label, this);
    title->setForegroundRole(QPalette::PlaceholderText);
    title->setBuddy(widget);
    form.addRow(title, widget);
}

QLineEdit *RuleFormView::addLine(QFormLayout &form, std::string_view key, const QString &label, const QString &tip,
                                 bool isCode)
{
    auto *line = new QLineEdit(this);
    if (isCode) {
        line->setFont(codeFont());
    }
    addRow(form, key, label, tip, line);
    m_inputs.push_back({.key = key, .line = line});
    connect(line, &QLineEdit::textEdited, this, [this, at = m_inputs.size() - 1] { tell(m_inputs[at]); });
    return line;
}

void RuleFormView::addCombo(QFormLayout &form, std::string_view key, const QString &label, const QString &tip,
                            const QStringList &choices, bool isFree)
{
    auto *combo = new QComboBox(this);
    combo->setEditable(isFree);
    combo->addItems(choices);
    combo->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    addRow(form, key, label, tip, combo);
    m_inputs.push_back({.key = key, .combo = combo});
    connect(combo, &QComboBox::currentTextChanged, this, [this, at = m_inputs.size() - 1] { tell(m_inputs[at]); });
}

void RuleFormView::addText(QFormLayout &form, std::string_view key, const QString &label, const QString &tip,
                           bool isCode)
{
    auto *text = new WrappingEdit(2, 4, isCode ? LineBreaks::Kept : LineBreaks::BecomeSpaces, this);
    text->setTabChangesFocus(true);
    if (isCode) {
        text->setFont(codeFont());
    }
    addRow(form, key, label, tip, text);
    m_inputs.push_back({.key = key, .text = text});
    connect(text, &QPlainTextEdit::textChanged, this, [this, at = m_inputs.size() - 1] { tell(m_inputs[at]); });
}

void RuleFormView::setForm(const std::optional<RuleForm> &form)
{
    m_isShowing = true;
    setEnabled(form.has_value());
    setToolTip(form ? QString() : tr("The text beside is no rule as yet; its mistake is named below it."));
    for (const Input &input : m_inputs) {
        if (!form) {
            break;
        }
        const RuleFormValue &value = (*form)[ruleFormIndex(input.key)];
        input.widget()->setEnabled(value.isSimple);
        QStringList items;
        for (const std::string &item : value.items) {
            items += toQString(item);
        }
        // The confidence of a rule that does not say it is likely.
        if (input.key == "confidence" && items.isEmpty()) {
            items = {u"likely"_s};
        }
        if (!input.widget()->hasFocus()) {
            input.setValue(value.isSimple ? items.join(u'\n') : tr("see the text"));
        }
    }
    m_isShowing = false;
}

void RuleFormView::tell(const Input &input)
{
    if (!m_isShowing) {
        const QString value = input.value();
        Q_EMIT edited(toQString(input.key), input.key == "all" ? value.split(u'\n', Qt::SkipEmptyParts)
                                            : value.isEmpty()  ? QStringList()
                                                               : QStringList{value});
    }
}

} // namespace atlas::ui
