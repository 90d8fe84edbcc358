"""The lists of the hard account: the rows behind a figure, helpers, late visits; and one helper's account."""

from django.db.models import F
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import Visit
from inspections.carried import carried_of
from inspections.evidence import evidence_of, has_hard_miss, lines_of
from inspections.filters.account import MISSING, FactFilter, HelperPartyFilter, OutcomeFilter
from inspections.models import AccountFact, AccountUnitLine, PartyAccount
from inspections.models.account import PartyLevel, Verdict
from inspections.months import (
    EARLIER,
    OF_MONTH,
    grade,
    late_visits,
    missing_word,
    rule_of,
    rules_of,
    shown_outcome,
    shown_score,
    shown_verdict,
)
from inspections.parties import helper_may_open, named_lines, unsettled
from inspections.standings import NOT_MET, PLACES, missing_in
from inspections.views.disputes import DisputedCell, DisputedParty, mark
from inspections.views.month import MonthPage
from inspections.views.party_lists import PartyList
from povertyapp.core.scoping import stands_over
from povertyapp.core.subjects import url_of
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import Column, DetailPage, ListPage
from povertyapp.core.ways import at, way

# What a row says of its household, its helper and its place; they have some sixty columns.
SHOWN = (
    *("household__household_no", "household__head_name"),
    *("helper__code", "helper__name", "area__name"),
)


def household_url(number):
    """Return the address of the household's own page."""
    return at("households:detail", number)


class HaRows(DisputedCell, MonthPage, ListPage):
    """The list behind a cell of the board: what a place is missing under one rule.

    Households with their helper; for duties of units over other facts, their lines; for duties about the parties
    below (JZ-20), the helpers or villages that did not settle. Its total is the figure of the cell.
    """

    template_name = "inspections/ha_rows.html"

    @cached_property
    def rule(self):
        """Return the rule as it was that month; 404 where the month had none of that code."""
        found = rule_of(self.account, self.kwargs["rule"])
        if found is None:
            raise Http404
        return found

    @property
    def kind(self):
        """Return what the rows are: households, lines of units, helpers of villages, or villages."""
        if self.rule.is_about_units:
            return "lines"
        if not self.rule.is_about_parties:
            return "households"
        return "helpers" if self.rule.party_level == PartyLevel.VILLAGE else "villages"

    @property
    def model(self):
        return {"villages": PartyAccount, "lines": AccountUnitLine}.get(self.kind, AccountFact)

    @property
    def is_kept_whole(self):
        """Say whether all households under the rule were stored: without a helper only the missing are."""
        return self.kind == "households" and self.rule.party_level == PartyLevel.HELPER

    @property
    def filterset_class(self):
        if self.kind == "lines":
            return OutcomeFilter
        return FactFilter if self.is_kept_whole else None

    @property
    def order(self):
        return {
            "households": ("area_id", "household__household_no", "helper__code"),
            "lines": ("area_id", "code", "subject_code", "pk"),
            "helpers": ("area_id", "helper__code"),
            "villages": ("area_id",),
        }[self.kind]

    def seen(self, code=""):
        return super().seen(self.code)

    def rows(self):
        rows = super().rows().filter(account=self.account)
        if self.kind == "lines":
            lines = named_lines(rows.filter(rule=self.rule.rule)).select_related("area")
            return lines.annotate(opens=helper_may_open(self.request.user, self.account, "code"))
        if self.kind == "villages":
            return rows.filter(pk__in=unsettled(self.account, PartyLevel.VILLAGE).values("pk"))
        if self.kind == "helpers":
            owing = unsettled(self.account, PartyLevel.HELPER).values("helper")
            return (
                rows.filter(helper__in=owing).values("area__name", "helper__name", "helper__code").distinct()
            )
        facts = rows.with_outcome(self.rule).select_related("household", "helper", "area").only(*SHOWN)
        if not self.is_kept_whole:
            return facts.filter(outcome__in=NOT_MET)
        return facts.annotate(opens=helper_may_open(self.request.user, self.account, "helper__code"))

    @cached_property
    def columns(self):
        return getattr(self, f"_columns_of_{self.kind}")()

    def get_total(self):
        """Return the figure of the cell, which these rows are: it was stored where the reader sees them all."""
        if not self.is_kept_whole or self.asked("outcome") != MISSING or self.asked("helper"):
            return None
        if not stands_over(self.request.user, self.code):
            return None
        return missing_in(self.account, self.code, self.rule)

    def _columns_of_households(self):
        columns = [
            Column("household", _("户编号"), "household.household_no", order="household__household_no"),
            Column("head", _("户主"), "household.head_name"),
            Column("area", _("村"), "area.short_name", order="area_id"),
            Column("owed", _("应做"), "owed", numeric=True),
            Column("done", _("已做"), "done", numeric=True),
            Column("outcome", _("结果"), self.outcome_cell),
        ]
        if self.is_kept_whole:
            columns.insert(3, Column("helper", _("帮扶责任人"), self.helper_cell, order="helper__name"))
            columns.insert(6, Column("struck", _("核销"), "struck", numeric=True))
        return tuple(columns)

    def _columns_of_lines(self):
        party = Column("party", PartyLevel(self.rule.party_level).label, "party_name", order="code")
        about = Column("subject", _("对象"), "subject_name")
        return (
            *((about, party) if self.owes_for_things else (party,)),
            Column("area", _("所在"), "area.short_name", order="area_id"),
            Column("owed", _("应做"), "required", numeric=True, order="required"),
            Column("done", _("已做"), "delivered", numeric=True, order="delivered"),
            Column("outcome", _("结果"), self.outcome_cell),
        )

    @cached_property
    def owes_for_things(self):
        """Say whether a party owes a line for each of its things, and not one for itself."""
        return self.rows().exclude(subject_code=F("code")).exists()

    def line_url(self, line):
        """Return the page of what a line speaks of, else the account of who owes it."""
        if line.subject_code != line.code and (url := url_of(line.subject_kind, line.subject_code)):
            return url
        if line.level in PLACES:
            return self.url_of("ha_unit", line.code)
        if line.level == PartyLevel.HELPER:
            return self.url_of("ha_helper", line.code) if line.opens else ""
        return self.url_of("ha_county_unit", line.code) if self.sees_units else ""

    @cached_property
    def sees_units(self):
        """Say whether the reader sees the accounts of units that help: they stand at the county."""
        return super().rows(PartyAccount).filter(account=self.account, level=PartyLevel.COUNTY_UNIT).exists()

    def _columns_of_helpers(self):
        return (
            Column("helper", _("帮扶责任人"), lambda pair: pair["helper__name"]),
            Column("code", _("编号"), lambda pair: pair["helper__code"]),
            Column("area", _("村"), lambda pair: pair["area__name"], order="area_id"),
            Column("verdict", _("判定"), lambda pair: mark(shown_verdict(self.account, Verdict.NOT_SETTLED))),
        )

    def _columns_of_villages(self):
        return (
            Column("area", _("村"), "name", order="area_id"),
            Column("verdict", _("判定"), lambda party: mark(*grade(self.account, party, True))),
            Column(
                "score",
                _("得分"),
                lambda party: shown_score(self.account, party.score),
                numeric=True,
                order="score",
            ),
            Column("failed", missing_word(self.account), "failed", numeric=True, order="failed"),
        )

    def helper_cell(self, fact):
        url = way(self.request.user, self.url_of("ha_helper", fact.helper.code)) if fact.opens else ""
        if not url:
            return fact.helper.name
        return format_html('<a href="{}">{}</a>', url, fact.helper.name)

    def get_row_url(self, row):
        if self.kind == "households":
            return household_url(row.household.household_no)
        if self.kind == "lines":
            return self.line_url(row)
        return self.url_of("ha_unit", row.code) if self.kind == "villages" else ""

    def get_title(self):
        return _("%(title)s · %(place)s") % {"title": _(self.rule.title), "place": self.place}

    def get_question(self):
        """Return the sentence that the list answers: `2017年5月 · 绿水镇 · 每月入户 · 差的`."""
        what = {
            "households": _("没有做到的户"),
            "lines": _("没有做到的"),
            "helpers": _("没有交清的帮扶责任人"),
            "villages": _("没有交清的村"),
        }[self.kind]
        if self.filter is not None:
            outcome = self.filter.form["outcome"]
            what = dict(outcome.field.choices).get(outcome.value(), what)
        return " · ".join([month_text(self.period), str(self.place), _(self.rule.title), str(what)])

    def get_breadcrumbs(self):
        unit = {"label": str(self.place), "url": self.url_of("ha_unit", self.code)}
        return [*super().get_breadcrumbs(), unit]

    def get_context(self, **more):
        return super().get_context(rule=self.rule, as_of=self.account.computed_at, **more)


class HaHelpers(PartyList):
    """The helpers whose households all lie in one place, in the official order: no ranking of persons."""

    title = gettext_lazy("帮扶责任人的硬账")
    level = PartyLevel.HELPER
    related = ("area",)
    filterset_class = HelperPartyFilter
    order = ("area_id", "code")

    @property
    def columns(self):
        return (
            Column("name", _("姓名"), "name"),
            Column("code", _("编号"), "code", order="code"),
            Column("area", _("户所在"), "area.short_name", order="area_id"),
            Column("verdict", _("判定"), self.verdict_cell),
            Column("score", _("得分"), lambda party: shown_score(self.account, party.score), numeric=True),
            Column("lines", _("应交（项）"), "lines", numeric=True),
            Column("failed", missing_word(self.account), "failed", numeric=True),
        )

    def get_row_url(self, row):
        return self.url_of("ha_helper", row.code)

    def get_question(self):
        return " · ".join([month_text(self.period), str(self.place), _("帮扶责任人")])


class HaHelper(DisputedParty, MonthPage, DetailPage):
    """One helper's account: every line with the records that counted for it."""

    # Whoever may see visits; a helper reads his own account with that verb, the board is not his.
    verb = "assistance.view_visit"
    model = PartyAccount
    template_name = "inspections/ha_helper.html"
    # Who may take what a party's month rests on may take its account: a helper his own.
    paper_verb = "inspections.export_evidence"
    object_url = "ha_helper_object"

    def rows(self):
        return (
            super()
            .rows()
            .filter(level=PartyLevel.HELPER, code=self.kwargs["helper"])
            .exclude(account__computed_at=None)
            .order_by("-account__month", "-account__version")
        )

    @cached_property
    def known(self):
        """Return the helper's accounts that the reader may see, newest month first; 404 without any."""
        found = list(self.rows().select_related("account", "area"))
        if not found:
            raise Http404
        return found

    @cached_property
    def object(self):
        return next((party for party in self.known if party.account.month == str(self.period)), None)

    @cached_property
    def code(self):
        return self.known[0].area_id

    @cached_property
    def place(self):
        return self.known[0].area

    @cached_property
    def account(self):
        if self.object is None:
            return None
        return next(account for account in self.accounts if account.pk == self.object.account_id)

    def get_title(self):
        return _("%(month)s硬账 · %(name)s") % {"month": month_text(self.period), "name": self.object.name}

    def get_actions(self):
        party = self.object
        papers = self.get_paper_actions("ha_helper_pdf", party.code, verb=self.paper_verb)
        return [*super().get_actions(), *self.get_evidence_actions(party), *papers]

    def get_breadcrumbs(self):
        return super().get_breadcrumbs() if self.request.user.has_perm("inspections.view_account") else []

    def get_context(self, **more):
        party, account, rules = self.object, self.object.account, rules_of(self.account)
        lines = list(lines_of(account, party))
        evidence = evidence_of(account, party, lines)
        titles = {rule.rule: rule for rule in rules}
        return super().get_context(
            party=party,
            state=grade(self.account, party, has_hard_miss(lines, rules)),
            carried=carried_of(account, party),
            score=shown_score(self.account, party.score),
            lines=[
                {
                    "line": line,
                    "rule": titles[line.rule],
                    "state": shown_outcome(self.account, line.outcome),
                    "evidence": evidence.get((line.rule, line.household_id), []),
                    "is_about_records": not titles[line.rule].is_about_units,
                    "url": url_of(line.subject_kind, line.subject_code),
                    "is_disputed": self.is_disputed(line),
                }
                for line in lines
            ],
            **more,
        )


class HaLate(MonthPage, ListPage):
    """Visits that no account counts: late ones of this month, and earlier months' shown in this account."""

    model = Visit
    related = ("household", "area", "helper")
    order = ("area_id", "happened_on", "pk")

    @property
    def kind(self):
        return EARLIER if self.request.GET.get("kind") == EARLIER else OF_MONTH

    def rows(self):
        return late_visits(self.request.user, self.account, self.code, self.kind).select_related(
            *self.related
        )

    columns = (
        Column("household", gettext_lazy("户编号"), "household.household_no"),
        Column("head", gettext_lazy("户主"), "household.head_name"),
        Column("area", gettext_lazy("村"), "area.short_name", order="area_id"),
        Column("day", gettext_lazy("走访日期"), "happened_on", order="happened_on"),
        Column("recorded", gettext_lazy("录入时间"), "recorded_at", order="recorded_at"),
        Column("channel", gettext_lazy("方式"), "get_channel_display"),
        Column("visitor", gettext_lazy("走访人"), lambda visit: visit.visitor_name or visit.helper or ""),
    )

    def get_title(self):
        return _("以前月份的补报走访") if self.kind == EARLIER else _("本月的补报走访")

    def get_question(self):
        if self.kind == EARLIER:
            why = _("发生在以前月份、过了那个月的录入截止才录入，列在本月，不计分")
        else:
            why = _("发生在本月、过了录入截止才录入，不计入本月，列入下一本账")
        return " · ".join([month_text(self.period), str(self.place), why])

    def get_row_url(self, row):
        return household_url(row.household.household_no)

    def get_context(self, **more):
        return super().get_context(as_of=self.account.computed_at, **more)
