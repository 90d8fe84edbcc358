"""四无 (ux P11): which records are wrong, missing, omitted or illogical, and who puts them right."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import FAULT_WORDS, ClaimStatus
from inspections.filters.quality import FindingFilter
from inspections.forms import ClaimForm
from inspections.mending import mending_of
from inspections.models import Claim, Finding
from inspections.months import place_of
from inspections.quality import QualityBoard, level_of_rule, rule_or_none
from inspections.services.findings import blocking_rules
from inspections.services.findings.accepting import accept_proposal
from inspections.services.findings.proposals import proposal_for
from inspections.services.findings.records import records_of
from inspections.services.findings.values import in_words
from inspections.tables.quality import FINDING_COLUMNS
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.models.area import Level
from povertyapp.core.period import Period
from povertyapp.core.text import labelled
from povertyapp.core.undo import tell
from povertyapp.core.views import ListPage, Page
from povertyapp.core.views.pages import Rows, address

VIEW, CHANGE = "households.view_household", "households.change_household"
CLAIM = "inspections.add_claim"
LEVELS = {"village": gettext_lazy("村"), "county": gettext_lazy("县扶贫办")}


class QualityPage(Page):
    """What the pages of 四无 share: the place that is meant (`?area=`), and the way back."""

    verb = VIEW

    @cached_property
    def place(self):
        """Return the place asked for, else where the reader stands, None above a county; 404 for others' places."""
        asked = self.request.GET.get("area", "")
        found = place_of(self.request.user, asked)
        if found is None and asked:
            raise Http404
        known = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
        return found if found is not None and found.level in known else None

    @property
    def area(self):
        return self.request.GET.get("area", "")

    def get_breadcrumbs(self):
        return [{"label": _("四无数据质量"), "url": address(reverse("inspections:quality"), area=self.area)}]


class QualityBoardPage(Rows, QualityPage):
    """`/households/quality/`: counts by class, rule and place; every count leads to its findings."""

    template_name = "inspections/quality.html"
    title = gettext_lazy("四无数据质量")

    @cached_property
    def board(self):
        return QualityBoard(self.request.user, self.place)

    def get_breadcrumbs(self):
        return []

    def url_of_list(self, **query):
        return address(reverse("inspections:quality_list"), area=self.area, **query)

    def get_actions(self):
        label, url = _("属实说明"), address(reverse("inspections:claims"), area=self.area)
        return [
            {"label": label, "url": url, "style": ""},
            {"label": _("公布数字"), "url": reverse("inspections:published"), "style": ""},
        ]

    def get_context(self, **more):
        board = self.board
        return super().get_context(
            board=board,
            place=self.place,
            kpis=[
                {
                    "label": FAULT_WORDS[fault],
                    "value": count,
                    "name": f"dq-{fault}",
                    "url": self.url_of_list(fault=fault),
                    "unit": _("条"),
                }
                for fault, count in board.by_class.items()
            ],
            rules=[self._row(row) for row in board.rules],
            places=[
                {
                    "name": area.short_name,
                    "count": count,
                    "url": self._url_of_place(area),
                    "list_url": address(reverse("inspections:quality_list"), area=area.code),
                    "code": area.code,
                }
                for area, count in board.places
            ],
            every_url=self.url_of_list(),
            blocking_url=self.url_of_list(severity="blocking"),
            trend_most=max(month.count or 0 for month in board.trend),
            as_of=clock.now(),
            **more,
        )

    def _url_of_place(self, area):
        return "" if area.level == Level.VILLAGE else f"{self.request.path}?area={area.code}"

    def _row(self, row):
        rule = row.rule
        return {
            "code": rule.code,
            "fault": FAULT_WORDS[rule.fault],
            "title": rule.title,
            "open": row.open,
            "came": row.came,
            "went": row.went,
            "level": LEVELS[level_of_rule(rule)],
            "is_blocking": row.is_blocking,
            "url": address(reverse("inspections:quality_rule", args=[rule.code]), area=self.area),
        }


class QualityList(QualityPage, ListPage):
    """`/households/quality/list/`: the findings behind a count."""

    model = Finding
    related = ("area__parent",)
    title = gettext_lazy("数据问题")
    filterset_class = FindingFilter
    columns = FINDING_COLUMNS
    order = ("area_id", "rule", "subject_code", "pk")
    empty_text = gettext_lazy("没有查出数据问题。系统每天夜里按规则查一遍，导入以后也会查。")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_names()

    def get_question(self):
        return _("哪些记录有错、有漏、缺项或自相矛盾")

    def get_row_url(self, row):
        return f"{reverse('inspections:quality_rule', args=[row.rule])}?area={row.area_id}#f-{row.pk}"


class QualityRule(QualityPage, ListPage):
    """`/households/quality/<rule>/`: why it is wrong, how to mend it, and each record with what can be done."""

    model = Finding
    related = ("area__parent",)
    template_name = "inspections/quality_rule.html"
    fragment_name = "inspections/_quality_rows.html"
    order = ("area_id", "subject_code", "pk")

    @cached_property
    def rule(self):
        rule = rule_or_none(self.kwargs["rule"])
        if rule is None:
            raise Http404
        return rule

    def rows(self, model=None):
        rows = super().rows(model)
        if model:
            return rows
        rows = rows.to_mend().filter(rule=self.rule.code).with_names()
        return rows.in_area(self.area) if self.area else rows

    def get_title(self):
        return f"{self.rule.code} {self.rule.title}"

    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs(), {"label": self.get_title(), "url": ""}]

    def get_actions(self):
        """Lead to the list of the rule's findings, where many are disposed of at once."""
        if not (self.request.user.has_perm(CHANGE) or self.request.user.has_perm(CLAIM)):
            return []
        url = address(reverse("inspections:quality_list"), rule=self.rule.code, area=self.area)
        return [{"label": _("批量办理"), "url": url, "style": ""}]

    def get_context(self, **more):
        context = super().get_context(**more)
        user, period = self.request.user, Period.current()
        findings = [row["object"] for row in context["rows"]]
        records, claims = records_of(findings), self._claims(findings)
        for row in context["rows"]:
            finding = row["object"]
            record = records[finding.pk]
            row |= {
                "finding": finding,
                "values": in_words(self.rule, finding.value),
                "proposal": proposal_for(self.rule.code, record, period),
                "mend_url": mending_of(self.rule, record, user),
                "claim": claims.get(finding.subject_code),
            }
        place = self.place.code if self.place else ""
        return context | {
            "code": self.rule.code,
            "how": self.rule.extra["how"],
            "clause": self.rule.clause,
            "fault": FAULT_WORDS[self.rule.fault],
            "is_blocking": self.rule.code in blocking_rules(place, clock.today()),
            "level": LEVELS[level_of_rule(self.rule)],
            "may_change": user.has_perm(CHANGE),
            "may_claim": user.has_perm(CLAIM),
            "back_query": self.request.GET.urlencode(),
            "waiting": self._waiting(),
            "claims_url": address(
                reverse("inspections:claims"), status=ClaimStatus.ASKED, rule=self.rule.code
            ),
        }

    def _waiting(self):
        """Return how many of the rule's findings somebody has claimed and nobody has checked."""
        rows = self.rows(Finding).open().filter(rule=self.rule.code, is_claimed=True)
        return (rows.in_area(self.area) if self.area else rows).count()

    def _claims(self, findings):
        codes = [finding.subject_code for finding in findings]
        rows = self.rows(Claim).filter(rule=self.rule.code, subject_code__in=codes)
        return {
            claim.subject_code: claim
            for claim in rows.filter(status=ClaimStatus.REFUSED).order_by("asked_at")
        }


class QualityAct(QualityRule):
    """An act on one finding of the list: afterwards the list is shown again, with the next row at hand."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.list_url)

    @property
    def list_url(self):
        path = reverse("inspections:quality_rule", args=[self.rule.code])
        query = self.request.GET.urlencode()
        return f"{path}?{query}" if query else path

    @cached_property
    def finding(self):
        found = self.rows().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def act(self, *, by, data):
        """Do it and return the sentence that says so."""
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        place = self._place_in_list()
        try:
            said = self.act(by=request.user, data=request.POST)
        except (ValidationError, Conflict) as error:
            return self.refuse(error, place)
        tell(request, said)
        if not request.htmx:
            return HttpResponseRedirect(self.list_url)
        return self.render(self.fragment_name, said=said, focus_at=place)

    def refuse(self, error, place):
        """Say why it was not done, above the list as it stands now."""
        said = "".join(getattr(error, "messages", [str(error)]))
        messages.error(self.request, said)
        if not self.request.htmx:
            return HttpResponseRedirect(self.list_url)
        return self.render(self.fragment_name, said=said, focus_at=place)

    def _place_in_list(self):
        """Return the place of the finding on its page: whoever takes it gets the focus."""
        before = self.found.filter(area_id__lt=self.finding.area_id) | self.found.filter(
            area_id=self.finding.area_id, subject_code__lt=self.finding.subject_code
        )
        return before.count() % self.page_rows


class QualityAccept(QualityAct):
    """`/households/quality/<rule>/<pk>/accept/`: mend it as proposed."""

    verb = CHANGE

    def act(self, *, by, data):
        accept_proposal(by=by, finding=self.finding, mark=data.get("mark", ""))
        return _("已按建议改正。")


class QualityClaim(QualityAct):
    """`/households/quality/<rule>/<pk>/claim/`: it is true as it stands, and why."""

    verb = CLAIM

    def get_form(self, data=None):
        return ClaimForm(data, user=self.request.user, finding=self.finding)

    def get(self, request, *args, **kwargs):
        return self._form_page(self.get_form())

    def _form_page(self, form, status=200):
        context = {
            "page": {"title": self.get_title(), "actions": []},
            "breadcrumbs": self.get_breadcrumbs(),
            "form": form,
            "submit_label": _("提交乡镇核实"),
            "cancel_url": self.list_url,
            "hint": labelled(f"{self.finding.area.short_name} {self.finding.name}", self.rule.clause),
        }
        return render(self.request, "generic/form.html", context, status=status)

    def get_title(self):
        return _("说明属实：%(title)s") % {"title": self.rule.title}

    def act(self, *, by, data):
        form = self.get_form(data)
        if not form.is_valid():
            raise ValidationError([text for texts in form.errors.values() for text in texts])
        form.save(by=by)
        return _("已提交，等乡镇另一位同志核实；核实以前仍会阻断或提醒。")

    def refuse(self, error, place):
        if self.request.htmx:
            return super().refuse(error, place)
        form = self.get_form(self.request.POST)
        if form.is_valid():
            for text in error.messages:
                form.add_error(None, text)
        return self._form_page(form, status=400)
