"""What the search box finds on this floor: households by their people and numbers, and villages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.identity import tail_hashes
from households.models import Household, HouseholdMember
from households.querysets import DIGITS, LETTERS
from povertyapp.core.context import reverse_or_none
from povertyapp.core.masks import mask_id
from povertyapp.core.models import Area
from povertyapp.core.names import pinyin_key
from povertyapp.core.search import SHOWN, Found, Hit, finder, first_of
from povertyapp.core.views.pages import address

# What is read of a hit; the sealed columns of a household are wide.
SAID = ("household_no", "head_name", "head_pinyin", "poverty_status", "area_id")
SAID_OF_MEMBERS = (
    *("household_id", "person_no", "name", "name_pinyin", "relation"),
    *("id_number", "id_tail_hash"),
)


@finder("households", gettext_lazy("户"), verb="households.view_household", order=1)
def find_households(rows, text):
    """Find households by the rule of the register's own search, the best first, each with why it matched."""
    first, total = first_of(rows(Household).matching(text).best_first(text).only(*SAID))
    people: dict[int, list[HouseholdMember]] = {}
    for member in rows(HouseholdMember).filter(household__in=first).only(*SAID_OF_MEMBERS):
        people.setdefault(member.household_id, []).append(member)
    hits = [
        Hit(
            str(household),
            household.get_absolute_url(),
            why_found(household, people.get(household.pk, []), text),
            household.area_id,
            f"{household.household_no} {household.get_poverty_status_display()}",
        )
        for household in first
    ]
    return Found(hits, total, address(reverse("households:list"), q=text))


def why_found(household, members, text):
    """Say in words what of a household matched; an ID number is shown masked."""
    if DIGITS.fullmatch(text):
        tails = set(tail_hashes(text))
        owner = next((m for m in members if m.id_tail_hash in tails), None)
        if owner and household.household_no != text:
            return _("证件尾号：%(who)s %(number)s") % {
                "who": _who(owner),
                "number": mask_id(owner.id_number),
            }
        return _("户编号 %(number)s") % {"number": household.household_no}
    if LETTERS.fullmatch(text):
        key = text.lower()
        names = [(_("户主"), household.head_name, household.head_pinyin)]
        names += [(_who(m, name=False), m.name, m.name_pinyin) for m in members]
        for role, name, pinyin in names:
            if pinyin.startswith(key) or f" {key}" in pinyin:
                return _("拼音：%(role)s %(name)s") % {"role": role, "name": name}
    if text in household.head_name:
        return _("户主姓名：%(name)s") % {"name": household.head_name}
    found = next((m for m in members if text in m.name), None)
    return _("成员姓名：%(who)s") % {"who": _who(found)} if found else ""


def _who(member, name=True):
    relation = member.get_relation_display()
    return " ".join(filter(None, [member.name if name else "", str(relation)]))


@finder("places", gettext_lazy("村和乡镇"), verb="households.view_household", order=2)
def find_places(rows, text):
    """Find townships and villages by a part of their name or its pinyin; each leads to its page."""
    if DIGITS.fullmatch(text):
        return Found()
    places = rows(Area).filter(valid_to=None).order_by("code")
    if LETTERS.fullmatch(text):
        # Few enough to spell out: the places of one county.
        key = text.lower()
        found = [place for place in places if _sounds_like(place.short_name, key)]
        shown, total = found[:SHOWN], len(found)
    else:
        shown, total = first_of(places.filter(name__contains=text))
    shown.sort(key=lambda place: (not place.short_name.startswith(text), place.code))
    return Found([_place_hit(place) for place in shown], total, "")


def _sounds_like(name, key):
    pinyin = pinyin_key(name)
    return pinyin.startswith(key) or f" {key}" in pinyin


def _place_hit(place):
    url = reverse_or_none("households:area", area=place.code) or address(
        reverse("households:list"), area=place.code
    )
    return Hit(place.short_name, url, _("%(level)s名称") % {"level": place.get_level_display()}, place.code)
