"""属实说明: who said so, why, and what the township found; they expire and are listed."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import CLAIM_ENDS, ClaimStatus
from inspections.filters.quality import ClaimFilter
from inspections.forms import AnswerForm
from inspections.models import Claim
from inspections.tables.quality import CLAIM_COLUMNS
from inspections.views.quality import QualityPage
from povertyapp.core.rules import RULES
from povertyapp.core.views import DetailPage, FormPage, ListPage

CHECK = "inspections.check_claim"


class ClaimList(QualityPage, ListPage):
    """`/households/quality/claims/`: claims that wait, hold, were refused or have expired."""

    model = Claim
    related = ("area__parent", "asked_by", "checked_by")
    title = gettext_lazy("属实说明")
    filterset_class = ClaimFilter
    columns = CLAIM_COLUMNS
    order = ("-asked_at", "pk")

    def get_question(self):
        return _("哪些不符规则的记录经核实属实，什么时候到期")

    def get_row_url(self, row):
        """Lead to the answer whoever may give one."""
        if not self.request.user.has_perm(CHECK):
            return ""
        return reverse("inspections:claim", args=[row.pk])


class ClaimCheck(QualityPage, FormPage, DetailPage):
    """`/households/quality/claims/<pk>/`: what is claimed, and the township's answer."""

    model = Claim
    related = ("area__parent", "asked_by", "checked_by")
    verb = CHECK
    template_name = "inspections/claim.html"
    form_class = AnswerForm
    submit_label = gettext_lazy("提交核实结论")
    success_message = gettext_lazy("已核实。")

    @cached_property
    def rule(self):
        return RULES[self.object.rule]

    def get_title(self):
        return _("核实：%(code)s %(title)s") % {"code": self.rule.code, "title": self.rule.title}

    def get_breadcrumbs(self):
        return [
            *super().get_breadcrumbs(),
            {"label": _("属实说明"), "url": reverse("inspections:claims")},
            {"label": self.get_title(), "url": ""},
        ]

    def get_form_kwargs(self):
        return {"user": self.request.user, "claim": self.object}

    def get_context(self, **more):
        claim = self.object
        is_own = claim.asked_by.person == self.request.user.person
        return super().get_context(
            claim=claim,
            clause=self.rule.clause,
            is_open=claim.status == ClaimStatus.ASKED,
            is_own=is_own,
            how_ended=CLAIM_ENDS.get(claim.status, ""),
            cancel_url=reverse("inspections:claims"),
            **more,
        )

    def get_success_url(self, saved):
        return reverse("inspections:claims")
