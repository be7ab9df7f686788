#include "ui/review/replaceform.h"

#include "ui/common/appearance.h"
#include "ui/common/text.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

ReplaceForm::ReplaceForm(QWidget *parent)
    : QWidget(parent), m_find(new QLineEdit(this)), m_replacement(new QLineEdit(this)),
      m_isRegex(new QCheckBox(tr("&Regular expression"), this)), m_ignoreCase(new QCheckBox(tr("I&gnore case"), this))
{
    m_find->setObjectName(u"bulkFind"_s);
    m_find->setAccessibleName(tr("Find"));
    m_find->setClearButtonEnabled(true);
    m_replacement->setObjectName(u"bulkReplacement"_s);
    m_replacement->setAccessibleName(tr("Replace with"));
    m_replacement->setToolTip(
        tr("In a regular expression \\1 to \\9 stand for what its parentheses matched, \\0 for all of it"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("&Find"), m_find);
    form->addRow(tr("Re&place with"), m_replacement);
    form->addRow(QString(), buildOptions());
    connect(m_find, &QLineEdit::textChanged, this, &ReplaceForm::changed);
    connect(m_replacement, &QLineEdit::textChanged, this, &ReplaceForm::changed);
}

QLayout *ReplaceForm::buildOptions()
{
    m_isRegex->setObjectName(u"bulkRegex"_s);
    m_isRegex->setToolTip(tr("RE2 syntax, as in the filter; a dot does not match a line break"));
    m_ignoreCase->setObjectName(u"bulkIgnoreCase"_s);
    m_ignoreCase->setToolTip(tr("Find \"gemm\" also in \"GEMM\""));
    auto *line = new QHBoxLayout;
    line->setSpacing(14);
    line->addWidget(m_isRegex);
    line->addWidget(m_ignoreCase);
    line->addWidget(new QLabel(tr("in:"), this));
    const std::vector<Field> first = ReplaceRequest().fields;
    for (const Field field : {Field::FriendlyName, Field::Description, Field::SourceLib}) {
        auto *box = new QCheckBox(words(field), this);
        box->setObjectName(u"bulkIn_"_s + toQString(key(field)));
        box->setToolTip(tr("Look in this field"));
        box->setChecked(std::ranges::find(first, field) != first.end());
        line->addWidget(box);
        m_fields.emplace_back(field, box);
        connect(box, &QCheckBox::toggled, this, &ReplaceForm::changed);
    }
    line->addStretch();
    connect(m_isRegex, &QCheckBox::toggled, this, &ReplaceForm::changed);
    connect(m_ignoreCase, &QCheckBox::toggled, this, &ReplaceForm::changed);
    return line;
}

ReplaceRequest ReplaceForm::request() const
{
    ReplaceRequest request;
    request.find = toUtf8(m_find->text());
    request.replacement = toUtf8(m_replacement->text());
    request.isRegex = m_isRegex->isChecked();
    request.ignoreCase = m_ignoreCase->isChecked();
    request.fields.clear();
    for (const auto &[field, box] : m_fields) {
        if (box->isChecked()) {
            request.fields.push_back(field);
        }
    }
    return request;
}

void ReplaceForm::focusFind()
{
    m_find->setFocus(Qt::OtherFocusReason);
    m_find->selectAll();
}

} // namespace atlas::ui
