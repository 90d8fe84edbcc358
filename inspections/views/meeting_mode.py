"""会议模式 (ux P2): one unit a screen: what it owes, what it promised last month, what is decided."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.board import Board
from inspections.forms import DecisionForm
from inspections.models import AccountUnitLine, MeetingDecision, PartyAccount
from inspections.models.account import PartyLevel, Verdict
from inspections.months import grade, rules_of, shown_score
from inspections.parties import named_lines
from inspections.standings import NOT_MET
from inspections.tables.meetings import state_of
from inspections.views.month import MonthPage
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import FormPage, Rows, address

CALLED = (PartyLevel.TOWNSHIP, PartyLevel.COUNTY_UNIT)


class HaMeeting(MonthPage, Rows, FormPage):
    """`/hard-account/<month>/meeting/<unit>/`: townships in the official order, then the county's units."""

    model = PartyAccount
    write_verb = "inspections.change_meeting"
    form_class = DecisionForm
    template_name = "inspections/ha_meeting.html"
    submit_label = gettext_lazy("记下决定")
    success_message = gettext_lazy("决定已记下，责任人在待办里看得到。")

    @cached_property
    def code(self):
        """Return the county: the meeting goes through all of its units that the reader may see."""
        return super().code[:COUNTY_DIGITS]

    @cached_property
    def parties(self):
        """Return the units that are called up, in their order."""
        rows = self.rows().in_area(self.code).filter(account=self.account, level__in=CALLED)
        rows = rows.exclude(verdict=Verdict.NO_ACCOUNT, level=PartyLevel.COUNTY_UNIT)
        found = rows.select_related("account")
        return sorted(found, key=lambda party: (CALLED.index(party.level), party.code))

    @cached_property
    def place_in_order(self):
        codes = [party.code for party in self.parties]
        wanted = self.kwargs.get("unit")
        if not codes or (wanted and wanted not in codes):
            raise Http404
        return codes.index(wanted) if wanted else 0

    @property
    def party(self):
        return self.parties[self.place_in_order]

    @cached_property
    def before(self):
        """Return the party's account of last month, or None."""
        if self.previous is None:
            return None
        rows = self.rows().filter(account=self.previous, level=self.party.level, code=self.party.code)
        return rows.first()

    @cached_property
    def owed(self):
        """Return what the unit has not delivered: dictionaries with rule, figure, gap, gap_url, unit, state."""
        if self.party.level == PartyLevel.COUNTY_UNIT:
            return self._owed_lines()
        board = Board(self.request.user, self.account, self.party.code)
        return [
            {"rule": rule, "cell": cell}
            for rule, cell in zip(board.rules, board.total.cells, strict=True)
            if cell and cell.gap
        ]

    def _owed_lines(self):
        rules = {rule.rule: rule for rule in rules_of(self.account)}
        rows = self.rows(AccountUnitLine).filter(
            account=self.account, level=self.party.level, code=self.party.code, outcome__in=NOT_MET
        )
        return [
            {"rule": rules[line.rule], "line": line}
            for line in named_lines(rows).order_by("rule", "subject_code")
        ]

    def promises(self, month):
        """Return what the unit promised about a month, each beside how its duty stands in this one."""
        rows = self.rows(MeetingDecision).of_parties(month, [(self.party.level, self.party.code)])
        missing = {item["rule"].rule: item for item in self.owed}
        return [
            {"decision": row, "state": state_of(row), "now": missing.get(row.rule) if row.rule else None}
            for row in rows.order_by("due_on", "pk")
        ]

    def get_title(self):
        return _("%(month)s交硬账会议") % {"month": month_text(self.period)}

    def get_form_kwargs(self):
        rules = dict.fromkeys((rule.rule, _(rule.title)) for rule in (item["rule"] for item in self.owed))
        return {**super().get_form_kwargs(), "party": self.party, "rules": tuple(rules)}

    def url_of_unit(self, place):
        """Return the screen of another unit, blank beyond the ends."""
        if not 0 <= place < len(self.parties):
            return ""
        return self.url_of("ha_meeting_unit", self.parties[place].code)

    def get_unit_url(self):
        """Return the unit's own account page."""
        name = "ha_county_unit" if self.party.level == PartyLevel.COUNTY_UNIT else "ha_unit"
        return self.url_of(name, self.party.code)

    def get_context(self, **more):
        party, place = self.party, self.place_in_order
        hard = any(item["rule"].is_hard for item in self.owed)
        return super().get_context(
            party=party,
            state=grade(self.account, party, hard),
            score=shown_score(self.account, party.score),
            before=grade(self.previous, self.before, True) if self.before else None,
            owed=self.owed,
            last_promises=self.promises(self.period.previous),
            promises=self.promises(self.period),
            may_write=self.may_write,
            place=place + 1,
            count=len(self.parties),
            prev_url=self.url_of_unit(place - 1),
            next_url=self.url_of_unit(place + 1),
            unit_url=self.get_unit_url(),
            units=[
                {"name": row.name, "url": self.url_of_unit(n), "active": n == place}
                for n, row in enumerate(self.parties)
            ],
            **more,
        )

    def get_breadcrumbs(self):
        steps = super().get_breadcrumbs()
        return [*steps, {"label": _("会议模式"), "url": ""}]

    def get(self, request, *args, **kwargs):
        if self.account is None:
            return self.render_missing()
        return FormPage.get(self, request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.account is None:
            raise Http404
        return super().post(request, *args, **kwargs)

    def get_success_url(self, saved):
        return address(self.url_of("ha_meeting_unit", self.party.code)) + "#promises"
