#include "ui/kernel/offerlist.h"

#include "ui/common/appearance.h"
#include "ui/common/text.h"
#include "ui/kernel/offerbutton.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// As many as there are number keys.
constexpr std::size_t kMaxOffers = 9;

QString decisionWords(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Accepted:
        return OfferList::tr("accepted");
    case DecisionKind::ByPerson:
        return OfferList::tr("edited");
    case DecisionKind::InCatalog:
        return OfferList::tr("in the catalog");
    }
    return {};
}

/// Where it is from, in a word for the badge.
QString sourceWord(Offer::Kind kind)
{
    switch (kind) {
    case Offer::Kind::Exact:
        return OfferList::tr("memory");
    case Offer::Kind::Similar:
        return OfferList::tr("similar");
    case Offer::Kind::Rules:
        return OfferList::tr("rules");
    case Offer::Kind::Seed:
        return OfferList::tr("script");
    }
    return {};
}

QString where(const Offer &offer)
{
    switch (offer.kind) {
    case Offer::Kind::Exact:
        return OfferList::tr("%1, %2").arg(toQString(offer.source), decisionWords(offer.decision));
    case Offer::Kind::Similar:
        return OfferList::tr("similar kernel, %1").arg(decisionWords(offer.decision));
    case Offer::Kind::Rules:
        return OfferList::tr("the rules");
    case Offer::Kind::Seed:
        return OfferList::tr("the first script");
    }
    return {};
}

/// "128x128 → 128x64, f16 → bf16": the pieces in which a similar name differs.
QString pieces(const Offer &offer, std::string_view rawName)
{
    QStringList texts;
    for (const TokenDifference &difference : offer.differences) {
        const auto cut = [](std::string_view name, ByteSpan span) {
            return toQString(name.substr(span.begin, span.end - span.begin));
        };
        texts += cut(rawName, difference.mine) + u" → "_s + cut(offer.rawName, difference.theirs);
    }
    return texts.join(u", "_s);
}

QString fieldList(const Offer &offer)
{
    QStringList names;
    std::ranges::transform(offer.fields, std::back_inserter(names), [](Field field) { return words(field); });
    return names.join(u", "_s);
}

/// What would be taken, on one line; a friendly name needs no word for what it is.
QString valuesOnALine(const Offer &offer)
{
    QStringList parts;
    for (const Field field : offer.fields) {
        const QString value = cellText(toDisplayText(offer.info[field]));
        parts += field == Field::FriendlyName ? value : OfferList::tr("%1: %2").arg(words(field), value);
    }
    return parts.join(u" · "_s);
}

QString values(const Offer &offer)
{
    QStringList lines;
    for (const Field field : offer.fields) {
        lines += words(field) + u": "_s + toQString(toDisplayText(offer.info[field]));
    }
    if (!offer.rawName.empty()) {
        lines += toQString(offer.rawName);
    }
    return lines.join(u'\n');
}
} // namespace

OfferList::OfferList(QWidget *parent) : QWidget(parent), m_lines(new QVBoxLayout(this))
{
    setObjectName(u"offers"_s);
    setAccessibleName(tr("What could be taken"));
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(2);
}

void OfferList::setOffers(std::vector<Offer> offers, std::string_view rawName)
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    offers.resize(std::min(offers.size(), kMaxOffers), Offer{Offer::Kind::Rules, {}, {}, {}});
    setVisible(!offers.empty());
    for (std::size_t i = 0; i < offers.size(); ++i) {
        const QString differs = pieces(offers[i], rawName);
        const QString shown = valuesOnALine(offers[i]);
        auto *line = new OfferButton(static_cast<int>(i) + 1, sourceWord(offers[i].kind), shown, this);
        line->setObjectName(u"offer%1"_s.arg(i + 1));
        const QString text = tr("%1  Take %2: %3").arg(QString::number(i + 1), fieldList(offers[i]), where(offers[i]));
        const QString whole = differs.isEmpty() ? text : tr("%1 (%2)").arg(text, differs);
        line->setToolTip(
            plainToolTip(tr("%1\n\n%2\n\nThe number takes it in the table.").arg(whole, values(offers[i]))));
        line->setAccessibleName(tr("%1: %2").arg(whole, shown));
        connect(line, &QToolButton::clicked, this, [this, i] { Q_EMIT taken(static_cast<int>(i) + 1); });
        m_lines->addWidget(line);
    }
}

} // namespace atlas::ui
