"""What the pages of low-income lists show: figures that lead to rows, two sides beside each other, masked."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from households.choices import MatchClass
from households.identity import OLD_ID_DIGITS, birth_and_sex, normalised_id
from households.likeness import differing_places, digits_apart
from households.querysets import DIFFERING, TO_CONFIRM
from povertyapp.core.masks import mask_id
from povertyapp.core.text import Text
from povertyapp.core.views.pages import address


def figures_of(listing, rows, not_listed):
    """Return the figures above a list, each with the address of exactly the rows that it counts."""
    by_class = {kind: Q(match_class=kind) for kind in MatchClass}
    wanted = {"open": TO_CONFIRM, "differing": DIFFERING, **{str(k): q for k, q in by_class.items()}}
    counts = rows.order_by().aggregate(
        **{name: Count("pk", filter=condition) for name, condition in wanted.items()}
    )
    path = listing.get_absolute_url()
    figures = [
        _figure(_("待人工确认"), "open", counts["open"], address(path, status="open")),
        _figure(_("名单内而属性是一般贫困户"), "differing", counts["differing"], address(path, differs="1")),
        _figure(
            _("登记为低保、名单里没有"),
            "not-listed",
            not_listed,
            reverse("households:low_income_not_listed", args=[listing.pk]),
            _("户"),
        ),
    ]
    return figures + [
        _figure(kind.label, str(kind), counts[str(kind)], address(path, match_class=kind))
        for kind in MatchClass
    ]


def _figure(label, name, value, url, unit=None):
    return {"label": label, "name": name, "value": value, "url": url, "unit": unit or _("人")}


class RowView:
    """One listed person and the proposed member, side by side; numbers are compared, never shown whole."""

    def __init__(self, row, user):
        self.row, self.user = row, user
        self.member = row.member

    @property
    def lines(self):
        """Return label, the list's value, the register's value and whether they differ."""
        row, member = self.row, self.member
        own = self.row.household
        return [
            self._line(_("姓名"), row.name, member and member.name),
            self._line(
                _("证件号码"), mask_id(row.id_number), member and mask_id(member.id_number), self.apart
            ),
            self._line(_("出生年"), _year(row.id_number), member and _year(member.id_number)),
            self._line(_("村"), f"{row.township}{row.village}", own and self._place(own), 0),
            self._line(_("与户主关系"), "", member and member.get_relation_display(), 0),
            self._line(_("贫困户属性"), _("低保对象"), own and own.get_poverty_attribute_display(), 0),
        ]

    @staticmethod
    def _line(label, listed, registered, differs=None):
        if differs is None:
            differs = bool(listed and registered and listed != registered)
        return {"label": label, "listed": listed, "registered": registered, "differs": bool(differs)}

    @staticmethod
    def _place(household):
        return household.area.short_name

    @property
    def apart(self):
        """Return how many characters the two numbers differ in; 0 where there is nothing to compare."""
        if not self.member or not self.row.id_number or not self.member.id_number:
            return 0
        return digits_apart(self._own, normalised_id(self.member.id_number))

    @property
    def _own(self):
        return normalised_id(self.row.id_number)

    @property
    def number_words(self) -> Text:
        """Say how the two numbers compare without showing a digit of either."""
        if self.row.id_fault or not self.row.id_number:
            return _("名单里的号码缺失或被 Excel 截断，只能按姓名和村判断。")
        if not self.member:
            return ""
        if not self.apart:
            is_old = len(self.row.id_number) == OLD_ID_DIGITS
            return _("名单里是 15 位旧号，升为 18 位后两边相同。") if is_old else _("两边是同一个号码。")
        places = differing_places(self._own, normalised_id(self.member.id_number))
        said = ngettext("两个号码有 %(n)d 位不同", "两个号码有 %(n)d 位不同", self.apart) % {"n": self.apart}
        if places:
            said += _("（第 %(places)s 位）") % {"places": "、".join(map(str, places))}
        if birth_and_sex(self._own) is None:
            return _("%(said)s；名单里的号码校验不符。") % {"said": said}
        return _("%(said)s；花名册里的号码校验不符。") % {"said": said}

    @property
    def difference(self):
        """Return what is wrong in the register and where to put it right, or None."""
        row = self.row
        if not type(row).objects.differing().filter(pk=row.pk).exists():
            return None
        may = self.user.has_perm("households.change_household")
        url = reverse("households:edit", args=[row.household.household_no, "basic"]) if may else ""
        return {"label": _("名单内，而花名册登记为一般贫困户。"), "url": url}

    @property
    def household_url(self):
        return self.row.household.get_absolute_url() if self.row.household_id else ""


def _year(id_number):
    known = birth_and_sex(id_number) if id_number else None
    return str(known[0].year) if known else ""
