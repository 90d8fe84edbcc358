"""The pages of the hard account (交硬账) that show places: the board and one unit."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from inspections.board import Board
from inspections.board_cells import CellWriter
from inspections.filters.account import MISSING
from inspections.models.account import PartyLevel
from inspections.months import (
    CARRIED,
    EARLIER,
    OF_MONTH,
    counties_of,
    is_provisional,
    late_counts,
    months_of,
    place_of,
    shown_outcome,
    shown_score,
    shown_verdict,
)
from inspections.parties import helpers_of
from inspections.views.month import MonthPage
from inspections.views.projection import Projected
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.period import Period
from povertyapp.core.statuses import cue_for
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import Page, address
from povertyapp.core.views.siblings import siblings_address


class HaNewest(Page):
    """`/hard-account/`: to the board of the newest month."""

    verb = "inspections.view_account"

    def get(self, request, *args, **kwargs):
        place = place_of(request.user)
        accounts = months_of(place.code[:COUNTY_DIGITS]) if place else []
        month = accounts[0].month if accounts else str(Period.current())
        return HttpResponseRedirect(reverse("inspections:ha_board", args=[month]))


class HaBoard(Projected, MonthPage):
    """Who has settled, who owes, by how much (ux P2)."""

    template_name = "inspections/ha_board.html"
    fragment_name = "inspections/_ha_table.html"

    @cached_property
    def board(self):
        return Board(
            *(self.request.user, self.account, self.code),
            previous=self.previous,
            opened=self.request.GET.getlist("open"),
            shown=self.request.GET.get("verdict", ""),
            version=self.asked_version,
        )

    def get_title(self):
        month = month_text(self.period)
        return _("%(month)s交硬账 · %(place)s") % {"month": month, "place": self.board.total.name}

    def get_breadcrumbs(self):
        return []

    def get_actions(self):
        found = [
            {"label": _("日历"), "url": address(self.url_of("ha_calendar"), area=self.code), "style": ""}
        ]
        if self.board.child:
            found.append({"label": _("会议模式"), "url": self.url_of("ha_meeting"), "style": ""})
        if self.board.child == PartyLevel.TOWNSHIP and is_provisional(self.account):
            url = address(self.url_of("ha_townships"), area=self.code, handed=MISSING)
            found.append({"label": _("催报"), "url": url, "style": ""})
        if self.request.user.has_perm("inspections.view_objection"):
            url = address(reverse("inspections:objections"), month=self.period)
            found.append({"label": _("申诉"), "url": url, "style": ""})
        if self.request.user.has_perm("inspections.close_account"):
            found.append({"label": _("月度结账"), "url": self.url_of("ha_close"), "style": ""})
        if self.account and self.account.version > 1:
            url = address(self.url_of("ha_versions"), area=self.code)
            found.append({"label": _("版本"), "url": url, "style": ""})
        if url := self.get_export_url():
            found.append({"label": _("导出"), "url": url, "style": "", "icon": "down"})
            found += self.get_paper_actions("ha_board_pdf")
        return found

    def get_screens(self):
        """Return the boards of the months that have figures, the oldest first."""
        for account in reversed(self.accounts):
            if account.computed_at:
                label = month_text(account.month)
                yield account.month == str(self.period), self.url_of_month(account.month), label

    def get_chips(self):
        chips = [("", _("全部"), len(self.board.units))]
        chips += [
            (str(key), cue_for(key).word, n) for key, n in (*self.board.chips, *self.board.disputed_chip)
        ]
        return [
            {
                "state": key,
                "label": label,
                "count": n,
                "url": self._here(verdict=key),
                "active": key == self.board.shown,
            }
            for key, label, n in chips
        ]

    def _here(self, **changes):
        query = self.request.GET.copy()
        for key, value in changes.items():
            query.setlist(key, value if isinstance(value, list) else [value] if value else [])
        said = query.urlencode()
        return f"{self.request.path}?{said}" if said else self.request.path

    def _toggle(self, row):
        if not row.can_open:
            return ""
        opened = [code for code in self.board.opened if code != row.code]
        return self._here(open=opened if row.is_open else [*opened, row.code])

    def get_counties(self):
        """Return the counties to choose from, for a reader who stands above them."""
        return [
            {
                "label": county.name,
                "url": self._here(area=county.code),
                "active": self.code.startswith(county.code),
            }
            for county in counties_of(self.request.user)
        ]

    def get_late(self):
        """Return the figures of what no account counts: late visits, and lines made up since; each with its list."""
        counts = late_counts(self.request.user, self.account, self.code)
        url = self.url_of("ha_late")
        made_up = {
            "name": "made-up",
            "label": _("补交"),
            "count": counts[CARRIED],
            "url": address(self.url_of("ha_carried"), area=self.code),
        }
        return [
            {
                "name": f"late-{kind}",
                "label": label,
                "count": counts[kind],
                "url": address(url, kind=kind, area=self.code),
            }
            for kind, label in ((OF_MONTH, _("本月补报")), (EARLIER, _("以前月份补报")))
        ] + [made_up]

    def get_context(self, **more):
        board, cells = self.board, CellWriter()
        total = board.total if board.child else None
        return super().get_context(
            late=self.get_late(),
            counties=self.get_counties(),
            conclusion=board.conclusion,
            chips=self.get_chips(),
            projection=self.get_projection(),
            columns=board.rules,
            rows=[(row, cells(row.cells), self._toggle(row)) for row in board.rows],
            total=total,
            total_cells=total and cells(total.cells),
            **more,
        )

    def get(self, request, *args, **kwargs):
        if self.account is None or self.board.total is None:
            return self.render_missing()
        return self.render(self.fragment_name if self.asks_part else None)


class HaUnit(MonthPage):
    """One village, township or county: each rule with its target, what is missing, who stands below."""

    template_name = "inspections/ha_unit.html"

    @cached_property
    def board(self):
        return Board(
            *(self.request.user, self.account, self.code),
            previous=self.previous,
            version=self.asked_version,
        )

    def get_title(self):
        return self.board.total.name

    def get_breadcrumbs(self):
        """Return the board and the places above this one that the reader may see."""
        steps = super().get_breadcrumbs()
        above = self.board.parents
        steps += [{"label": name, "url": self.url_of("ha_unit", code)} for code, name in above]
        siblings = siblings_address(self.request, self.code)
        return [*steps, {"label": self.board.total.name, "url": "", "siblings_url": siblings}]

    @property
    def party(self):
        return self.board.parties[self.account.pk, self.code]

    def get_actions(self):
        papers = self.get_paper_actions("ha_unit_pdf", self.code)
        return [*super().get_actions(), *self.get_evidence_actions(self.party), *papers]

    def get_lines(self):
        """Return an entry a rule: what fell due here, what was done, what is missing, the unit's own line."""
        found = []
        own = self.board.own_lines.get(self.code, {})
        for rule, cell in zip(self.board.rules, self.board.total.cells, strict=True):
            if cell is None:
                continue
            standing = self.board.standings[self.code, rule.rule]
            line = own.get(rule.rule) if rule.party_level == self.board.level else None
            state = line and shown_outcome(self.account, line.outcome)
            found.append({"rule": rule, "cell": cell, "standing": standing, "own": line, "own_state": state})
        return found

    def get_helpers(self):
        """Return the helpers of a village with the state of their verdict, None for a higher place."""
        if self.board.level != PartyLevel.VILLAGE:
            return None
        found = helpers_of(self.request.user, self.account, self.code)
        return [
            helper
            | {
                "state": shown_verdict(self.account, helper["verdict"]),
                "score": shown_score(self.account, helper["score"]),
            }
            for helper in found
        ]

    def get_context(self, **more):
        board = self.board
        return super().get_context(
            party=self.party,
            row=board.total,
            lines=self.get_lines(),
            units=board.units if board.child else [],
            helpers=self.get_helpers(),
            units_url=self.url_of("ha_county_units") if board.level == PartyLevel.COUNTY else "",
            helpers_url=address(self.url_of("ha_helpers"), area=self.code),
            carried_url=address(self.url_of("ha_carried"), area=self.code),
            board_url=address(self.url_of("ha_board"), area=self.code),
            **more,
        )

    def get(self, request, *args, **kwargs):
        if self.account is None or self.board.total is None:
            return self.render_missing()
        return self.render()
