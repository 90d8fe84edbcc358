"""The accounts of the units that help: they stand beside the places, and only those that owe something have one."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.carried import carried_of
from inspections.filters.account import UnitPartyFilter
from inspections.models import AccountUnitLine, PartyAccount
from inspections.models.account import PartyLevel
from inspections.months import grade, missing_word, rules_of, shown_outcome, shown_score
from inspections.parties import named_lines
from inspections.services.accountability import counties_of_units
from inspections.standings import NOT_MET
from inspections.views.disputes import DisputedParty
from inspections.views.month import MonthPage
from inspections.views.party_lists import PartyList
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.subjects import url_of, word_of
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import Column, DetailPage, address


class HaHelpingUnits(PartyList):
    """The units that help with their verdicts, by their codes."""

    title = gettext_lazy("帮扶单位的硬账")
    level = PartyLevel.COUNTY_UNIT
    filterset_class = UnitPartyFilter
    order = ("code",)

    @property
    def columns(self):
        return (
            Column("name", _("单位名称"), "name"),
            Column("code", _("编号"), "code", order="code"),
            Column("verdict", _("判定"), self.verdict_cell),
            Column("score", _("得分"), lambda party: shown_score(self.account, party.score), numeric=True),
            Column("lines", _("应交（项）"), "lines", numeric=True),
            Column("failed", missing_word(self.account), "failed", numeric=True),
        )

    def get_row_url(self, row):
        return self.url_of("ha_county_unit", row.code)

    def get_question(self):
        return " · ".join([month_text(self.period), str(self.place), _("帮扶单位")])


class HaHelpingUnit(DisputedParty, MonthPage, DetailPage):
    """One unit's account: every line, and the way to the helpers it sent."""

    model = PartyAccount
    template_name = "inspections/ha_county_unit.html"
    key, url_key = "code", "county_unit"
    object_url = "ha_unit_object"

    @cached_property
    def code(self):
        """Return the county that the unit helps; its code begins the unit's."""
        return self.kwargs["county_unit"][:COUNTY_DIGITS]

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.filter(account=self.account, level=PartyLevel.COUNTY_UNIT)

    def get_title(self):
        return _("%(month)s硬账 · %(name)s") % {"month": month_text(self.period), "name": self.object.name}

    def get_actions(self):
        found = self.get_evidence_actions(self.object)
        if self.code in counties_of_units(self.request.user):
            url = reverse("inspections:self_report_unit", args=[self.object.code])
            found = [*found, {"label": _("录入自查报告"), "url": url}]
        return [*found, *self.get_paper_actions("ha_county_unit_pdf", self.object.code)]

    def get_breadcrumbs(self):
        label = _("帮扶单位")
        return [*super().get_breadcrumbs(), {"label": label, "url": self.url_of("ha_county_units")}]

    def get_lines(self):
        """Return an entry a line: the rule as it was that month, the state, what it speaks of and its page."""
        rules = {rule.rule: rule for rule in rules_of(self.account)}
        party = self.object
        own = self.rows(AccountUnitLine).filter(code=party.code)
        lines = named_lines(own).order_by("rule", "subject_code", "pk")
        return [
            {
                "line": line,
                "rule": rules[line.rule],
                "state": shown_outcome(self.account, line.outcome),
                "word": word_of(line.subject_kind) if line.subject_code != line.code else "",
                "url": self.url_of_line(line, rules[line.rule]),
                "is_disputed": self.is_disputed(line),
            }
            for line in lines
        ]

    def url_of_line(self, line, rule):
        """Return the page of what a line speaks of; of a duty about helpers, their list."""
        if rule.is_about_parties:
            return address(self.url_of("ha_helpers"), area=self.code, unit=line.code)
        return "" if line.subject_code == line.code else url_of(line.subject_kind, line.subject_code)

    def get_context(self, **more):
        lines = self.get_lines()
        missed = any(item["rule"].is_hard and item["line"].outcome in NOT_MET for item in lines)
        return super().get_context(
            party=self.object,
            state=grade(self.account, self.object, missed),
            carried=carried_of(self.account, self.object),
            score=shown_score(self.account, self.object.score),
            lines=lines,
            helpers_url=address(self.url_of("ha_helpers"), area=self.code, unit=self.object.code),
            **more,
        )
