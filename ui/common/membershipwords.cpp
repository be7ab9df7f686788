#include "ui/common/membershipwords.h"

#include <QCoreApplication>

#include <utility>

namespace atlas::ui
{

namespace
{
struct MembershipText
{
    Q_DECLARE_TR_FUNCTIONS(Appearance)
};
} // namespace

QString words(Membership membership)
{
    switch (membership) {
    case Membership::NotSelected:
        return MembershipText::tr("not selected");
    case Membership::Selected:
        return MembershipText::tr("selected");
    case Membership::Picked:
        return MembershipText::tr("picked");
    case Membership::LeftOut:
        return MembershipText::tr("left out");
    }
    std::unreachable();
}

QString glyph(Membership membership)
{
    switch (membership) {
    case Membership::NotSelected:
        return {};
    case Membership::Selected:
        return QString(u'●');
    case Membership::Picked:
        return QString(u'✚');
    case Membership::LeftOut:
        return QString(u'✕');
    }
    std::unreachable();
}

QString explanation(Membership membership)
{
    switch (membership) {
    case Membership::NotSelected:
        return MembershipText::tr("Not selected: publishing does not add it to the catalog.");
    case Membership::Selected:
        return MembershipText::tr("Selected: publishing brings it into the catalog.");
    case Membership::Picked:
        return MembershipText::tr("Picked by hand: publishing brings it into the catalog.");
    case Membership::LeftOut:
        return MembershipText::tr("Left out by hand: publishing does not add it to the catalog.");
    }
    std::unreachable();
}

Tone tone(Membership membership)
{
    return membership == Membership::LeftOut  ? Tone::Caution
           : membership == Membership::Picked ? Tone::Yours
                                              : Tone::Quiet;
}

} // namespace atlas::ui
