"""Who has not handed in a month (未交乡镇), and who was urged to (催报)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.bulk import URGE
from inspections.filters.account import MISSING, TownshipPartyFilter
from inspections.models import PartyAccount
from inspections.models.account import PartyLevel
from inspections.months import is_provisional, missing_word, shown_score
from inspections.parties import with_missing
from inspections.views.party_lists import PartyList
from povertyapp.core.templatetags.house import moment_text, month_text, number
from povertyapp.core.views.pages import Column, address

NAMED = 10  # places that a step names; the rest stand in its list


def in_short(counted):
    """Return the first places of many with their figures, for one sentence."""
    named = "、".join(f"{name}（{number(count)}）" for name, count in counted[:NAMED])
    return named + ("…" if len(counted) > NAMED else "")


class HaTownships(PartyList):
    """The townships of a county with what is missing in them, and when they were last urged."""

    title = gettext_lazy("各乡镇交账情况")
    level = PartyLevel.TOWNSHIP
    related = ("account",)
    filterset_class = TownshipPartyFilter
    order = ("code",)

    def rows(self):
        rows = super().rows().defer("account__rules", "account__parameters", "account__counts")
        return with_missing(rows, str(self.period))

    @property
    def columns(self):
        return (
            Column("name", _("乡镇"), "name", order="code"),
            Column("verdict", _("判定"), self.verdict_cell),
            Column("score", _("得分"), lambda party: shown_score(self.account, party.score), numeric=True),
            Column("missing", missing_word(self.account), "missing", numeric=True, order="missing"),
            Column("urged", _("最近催报"), lambda party: moment_text(party.urged_on), order="urged_on"),
        )

    def get_row_url(self, row):
        return self.url_of("ha_unit", row.code)

    def get_question(self):
        return " · ".join([month_text(self.period), str(self.place), _("还差多少，催过没有")])


class HandingInSteps:
    """The steps of closing a month that ask for what has not been handed in."""

    def handing_in_tasks(self):
        """Return who has not handed in, and while entry runs who of them is still to be urged; with their rows."""
        if self.account is None:
            return []
        townships = self.rows(PartyAccount).filter(account=self.account, level=PartyLevel.TOWNSHIP)
        found = list(with_missing(townships, str(self.period)).filter(missing__gt=0).order_by("code"))
        due = self.period.entry_ends(self.value)
        if not found:
            return [self.task(True, _("未交乡镇"), _("各乡镇都交齐了"), due=due)]
        runs, named = is_provisional(self.account), in_short([(row.name, row.missing) for row in found])
        words = _("%(n)s 个乡镇还没有交齐（差几项）：%(named)s")
        if not runs:
            words = _("%(n)s 个乡镇到截止没有交齐（欠几项）：%(named)s")
        task = self.task(False, _("未交乡镇"), words % {"n": len(found), "named": named}, due=due)
        task |= {"url": self._of_townships(), "action_label": _("去看")}
        return [task, self._urging_task(found, due)] if runs else [task]

    def _urging_task(self, found, due):
        """Return the step of urging the townships in which something is missing."""
        waiting = [row for row in found if row.urged_on is None]
        if not waiting:
            last = moment_text(max(row.urged_on for row in found))
            task = self.task(True, _("催报"), _("都催过了，最近一次 %(day)s") % {"day": last}, due=due)
            return task | {"url": self._of_townships(), "action_label": _("去看")}
        task = self.task(
            False, _("催报"), _("%(n)s 个没有交齐的乡镇还没有催过") % {"n": len(waiting)}, due=due
        )
        may_urge = self.request.user.has_perm(URGE)
        label = _("去催报") if may_urge else _("去看")
        return task | {"url": self._of_townships(urged="no"), "action_label": label}

    def _of_townships(self, **query):
        area = self.request.GET.get("area")
        return address(self.url_of("ha_townships"), area=area, handed=MISSING, **query)
