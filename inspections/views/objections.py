"""Objections (申诉): filed from a cell or an account, followed on one page by both sides, answered there."""

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices.objections import ObjectionStatus
from inspections.contested import (
    MOST,
    key_of_line,
    objected_in_place,
    objected_of_party,
    rows_of_party,
    rows_of_place,
)
from inspections.filters.objections import ObjectionFilter
from inspections.forms.objections import ObjectionForm, RejectForm, RulingForm
from inspections.models import Objection, ObjectionFile, ObjectionLine, PartyAccount
from inspections.models.account import PartyLevel
from inspections.months import rules_of
from inspections.services.objections import take_objection, withdraw_objection
from inspections.services.objections.filing import check_window
from inspections.services.objections.ruling import why_not
from inspections.tables.objections import OBJECTION_COLUMNS, OBJECTION_CUES
from inspections.views.month import MonthPage
from povertyapp.core import clock
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.subjects import names
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import ActionPage, DetailPage, FormPage, ListPage, RowFormPage

VIEW, FILE, RULE = "inspections.view_objection", "inspections.add_objection", "inspections.rule_objection"


class _ObjectionNew(MonthPage, FormPage, DetailPage):
    """Object to lines of one party: which, why, with which proof. Until when stands above."""

    verb = FILE
    model = PartyAccount
    template_name = "inspections/objection_new.html"
    form_class = ObjectionForm
    submit_label = gettext_lazy("提出申诉")
    success_message = gettext_lazy("申诉已经提出，答复期限见下面。")

    @property
    def back_url(self):
        raise NotImplementedError

    @cached_property
    def choices(self):
        raise NotImplementedError

    @cached_property
    def objected(self):
        """Return key → the line that was objected to: it is objected to once."""
        return {key_of_line(line): line for line in self.get_objected()}

    def get_objected(self):
        """Return those lines."""
        raise NotImplementedError

    @cached_property
    def object(self):
        found = self.account and self.rows().filter(account=self.account, **self.get_party()).first()
        if not found:
            raise Http404
        return found

    def get_title(self):
        return _("申诉：%(party)s %(month)s") % {"party": self.object.name, "month": month_text(self.period)}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "party": self.object, "choices": self.choices}

    def get_context(self, **more):
        refusal, due_on = "", None
        try:
            due_on = check_window(self.account, clock.today())
        except ValidationError as error:
            refusal = error.messages[0]
        return super().get_context(
            refusal=refusal,
            due_on=due_on,
            has_lines=bool(self.choices),
            objected=self.objected.values(),
            most=MOST if len(self.choices) >= MOST else 0,
            cancel_url=self.back_url,
            **more,
        )


class ObjectionOfPlace(_ObjectionNew):
    """From a cell of the board: the lines of a place under one rule."""

    @cached_property
    def rule(self):
        found = (rule for rule in rules_of(self.account) if rule.rule == self.kwargs["rule"])
        return next(found, None)

    def get_party(self):
        return {"level__in": (PartyLevel.VILLAGE, PartyLevel.TOWNSHIP, PartyLevel.COUNTY), "code": self.code}

    @cached_property
    def choices(self):
        if self.rule is None:
            raise Http404
        return rows_of_place(self.request.user, self.account, self.rule, self.code, self.objected)

    def get_objected(self):
        return objected_in_place(self.request.user, self.account, self.rule, self.code)

    @property
    def back_url(self):
        return self.url_of("ha_rows", self.code, self.kwargs["rule"])


class ObjectionOfHelper(_ObjectionNew):
    """From a helper's own account."""

    @cached_property
    def code(self):
        return self.kwargs["helper"][:COUNTY_DIGITS]

    @cached_property
    def place(self):
        return self.object.area

    def get_party(self):
        return {"level": PartyLevel.HELPER, "code": self.kwargs["helper"]}

    @cached_property
    def choices(self):
        return rows_of_party(self.account, self.object, self.objected)

    def get_objected(self):
        return objected_of_party(self.request.user, self.account, self.object)

    @property
    def back_url(self):
        return self.url_of("ha_helper", self.kwargs["helper"])


class ObjectionOfUnit(ObjectionOfHelper):
    """From the account of a unit that helps."""

    @cached_property
    def code(self):
        return self.kwargs["county_unit"][:COUNTY_DIGITS]

    def get_party(self):
        return {"level": PartyLevel.COUNTY_UNIT, "code": self.kwargs["county_unit"]}

    @property
    def back_url(self):
        return self.url_of("ha_county_unit", self.kwargs["county_unit"])


class ObjectionList(ListPage):
    """`/hard-account/objections/`: what was objected to, how far it has come, until when it is answered."""

    model = Objection
    verb = VIEW
    title = gettext_lazy("申诉")
    related = ("area",)
    filterset_class = ObjectionFilter
    columns = OBJECTION_COLUMNS
    order = ("-filed_at", "-pk")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.annotate(line_count=Count("lines")) if model is None else rows

    def get_question(self):
        return _("谁对哪个月的账有意见，答复到哪一步，期限是哪天")

    def get_breadcrumbs(self):
        return [{"label": _("交硬账"), "url": reverse("inspections:ha_newest")}]


class _ObjectionPage:
    """One objection, by its number."""

    model = Objection
    related = ("area", "account", "helper", "filed_by", "taken_by", "ruled_by", "version__account")
    verb = VIEW
    key = url_key = "no"

    def get_breadcrumbs(self):
        return [{"label": _("申诉"), "url": reverse("inspections:objections")}]


class ObjectionDetail(_ObjectionPage, FormPage, DetailPage):
    """`/hard-account/objections/<no>/`: the lines as they were locked, the timeline, and the answer."""

    template_name = "inspections/objection.html"
    write_verb = RULE
    form_class = RulingForm
    submit_label = gettext_lazy("作出复核结论")
    success_message = gettext_lazy("已经答复，申诉人会看到。")

    def get_title(self):
        return _("申诉 %(no)s") % {"no": self.object.no}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "objection": self.object}

    @cached_property
    def why_not(self):
        """Return why this reader does not answer it, blank where he may."""
        return why_not(self.request.user, self.object) if self.may_write else _("由上一级答复。")

    def get_lines(self):
        titles = {rule.rule: rule for rule in rules_of(self.object.account)}
        rows = self.rows(ObjectionLine).filter(objection=self.object).select_related("area", "correction")
        lines = list(rows.annotate(subject_name=names()))
        return [{"line": line, "rule": titles.get(line.rule)} for line in lines]

    def get_context(self, **more):
        objection, user = self.object, self.request.user
        is_filer = user.pk == objection.filed_by_id
        version = getattr(objection, "version", None)
        return super().get_context(
            objection=objection,
            cue=OBJECTION_CUES[objection.status],
            lines=self.get_lines(),
            files=self.rows(ObjectionFile).filter(objection=objection).select_related("file"),
            steps=timeline_of(objection, version),
            why_not=self.why_not if objection.is_open else "",
            may_take=objection.status == ObjectionStatus.FILED and not self.why_not,
            may_rule=objection.status == ObjectionStatus.REVIEWING and not self.why_not,
            may_withdraw=is_filer and objection.is_open,
            account_url=url_of_party(objection),
            version_url=url_of_version(version),
            **more,
        )

    def get_success_url(self, saved):
        return saved.get_absolute_url()


def timeline_of(objection, version):
    """Return the steps of an objection with their day, who took them and what he said; what is to come with its
    deadline."""
    steps = [
        {"what": _("提出申诉"), "at": objection.filed_at, "who": objection.filed_by, "said": objection.reason}
    ]
    if objection.taken_at:
        steps.append({"what": _("受理，复核中"), "at": objection.taken_at, "who": objection.taken_by})
    if objection.ruled_at:
        said = {"what": objection.get_status_display(), "at": objection.ruled_at, "who": objection.ruled_by}
        steps.append(said | {"said": objection.ruling})
    elif objection.status == ObjectionStatus.WITHDRAWN:
        steps.append({"what": objection.get_status_display()})
    else:
        steps.append({"what": _("答复期限"), "at": objection.due_on, "is_due": True})
    if version:
        what = _("硬账出第 %(n)d 版") % {"n": version.account.version}
        steps.append({"what": what, "at": version.made_at, "who": objection.ruled_by})
    return steps


def url_of_party(objection):
    """Return the account of the party that objected."""
    name = {PartyLevel.HELPER: "ha_helper", PartyLevel.COUNTY_UNIT: "ha_county_unit"}.get(
        objection.level, "ha_unit"
    )
    return reverse(f"inspections:{name}", args=[objection.month, objection.code])


def url_of_version(version):
    """Return the page of what a version shows differently."""
    if version is None:
        return ""
    account = version.account
    return reverse("inspections:ha_version", args=[account.month, account.version])


class ObjectionTake(_ObjectionPage, ActionPage):
    """Take an objection up."""

    verb = RULE
    success_message = gettext_lazy("已经受理，状态是复核中。")

    def get_title(self):
        return _("受理申诉 %(no)s") % {"no": self.object.no}

    def get_context(self, **more):
        return super().get_context(
            consequences=[
                _("受理以后双方看到“复核中”；请在 %(day)s 以前答复。") % {"day": self.object.due_on}
            ],
            submit_label=_("受理"),
            cancel_url=self.object.get_absolute_url(),
            **more,
        )

    def act(self, *, by, data):
        return take_objection(by=by, objection=self.object)


class ObjectionReject(_ObjectionPage, RowFormPage):
    """Refuse to take an objection up, with the reason."""

    verb = RULE
    row_name = "objection"
    form_class = RejectForm
    submit_label = gettext_lazy("不予受理")
    success_message = gettext_lazy("已经答复，申诉人会看到。")

    def get_title(self):
        return _("不予受理：申诉 %(no)s") % {"no": self.object.no}


class ObjectionWithdraw(_ObjectionPage, ActionPage):
    """Take one's own objection back."""

    verb = FILE
    success_message = gettext_lazy("已经撤回。")

    def get_title(self):
        return _("撤回申诉 %(no)s") % {"no": self.object.no}

    def get_context(self, **more):
        return super().get_context(
            consequences=[_("撤回以后不再复核；申诉期内可以重新提出。")],
            submit_label=_("撤回"),
            cancel_url=self.object.get_absolute_url(),
            **more,
        )

    def act(self, *, by, data):
        return withdraw_objection(by=by, objection=self.object)
