"""The conditions of lines, entries, allotments and payments: the same for pages, exports and the API."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funds.choices.money import EntryKind, FundKind, FundLevel, Origin
from funds.choices.projects import ProjectKind
from funds.filters.several import SeveralFilter
from povertyapp.core.filters import A_DAY, HouseFilter

HIDDEN = forms.HiddenInput
STANDING, OPEN, REVERSED = "standing", "open", "reversed"


def _one_of(choices, label, **more):
    return django_filters.ChoiceFilter(choices=choices.choices, label=label, **more)


def _yes_no(label, **more):
    return django_filters.ChoiceFilter(choices=[("True", _("是")), ("False", _("否"))], label=label, **more)


def _several(choices, column, label):
    """Return a hidden condition of several words, as the flow's groups ask for them."""
    return SeveralFilter(field_name=column, label=label, words=dict(choices.choices), widget=HIDDEN)


class _AsOf(HouseFilter):
    """Money as of the end of a day, where one is asked for; the page adds the amounts of the same day."""

    on = django_filters.DateFilter(method="as_of", label=_("截至"), widget=A_DAY)

    @property
    def day(self):
        return self.form.cleaned_data.get("on")

    @property
    def form(self):
        """Return the form with the day last: what the rows are stands first."""
        form = super().form
        form.order_fields([name for name in form.fields if name != "on"])
        return form


class _Moved(_AsOf):
    """What lists of things that happened on a day share; `ENTRY` leads to the entry of each."""

    DAY = ENTRY = ""
    line = django_filters.CharFilter(field_name="line__code", label=_("资金编号"))

    def as_of(self, rows, name, value):
        return rows.filter(**{f"{self.ENTRY}happened_on__lte": value})

    def taken_back(self, rows):
        """Return the rows whose entry was taken back, by the day where one is asked for."""
        way = f"{self.ENTRY}reversed_by"
        if self.day is None:
            return rows.filter(**{f"{way}__isnull": False})
        return rows.filter(**{f"{way}__happened_on__lte": self.day})

    def since_day(self, rows, name, value):
        return rows.filter(**{f"{self.DAY}__gte": value})

    def until_day(self, rows, name, value):
        return rows.filter(**{f"{self.DAY}__lte": value})


class LineFilter(_AsOf):
    """Lines by year, level, origin, kind, scope, words, and what is still to be done with their money."""

    year = django_filters.NumberFilter(label=_("年度"))
    level = _one_of(FundLevel, _("级次"))
    levels = _several(FundLevel, "level", _("级次"))
    origin = _one_of(Origin, _("存量或增量"))
    in_scope = _yes_no(_("整合范围内"))
    q = django_filters.CharFilter(method="by_words", label=_("名称或文号"))
    kind = _one_of(FundKind, _("资金类别"))
    todo = django_filters.ChoiceFilter(
        choices=[
            ("held", _("有到账未整合")),
            ("pool", _("有整合未下达")),
            ("unpaid", _("有下达未支付")),
            ("left_out", _("应整合一分未整")),
            ("taken_in", _("不该整合已整合")),
        ],
        method="by_todo",
        label=_("未办完"),
    )

    def as_of(self, rows, name, value):
        return rows.known(value)

    def by_words(self, rows, name, value):
        return rows.filter(Q(name__contains=value) | Q(document_no__contains=value) | Q(code=value))

    def by_todo(self, rows, name, value):
        if value == "left_out":
            return rows.fiscal().filter(in_scope=True, arrived__gt=0, integrated=0)
        if value == "taken_in":
            return rows.fiscal().filter(in_scope=False, integrated__gt=0)
        return rows.filter(**{f"{ {'pool': 'unallotted'}.get(value, value) }__gt": 0})


class EntryFilter(_Moved):
    """Entries by line, kind, day, and whether they were taken back."""

    DAY = "happened_on"
    year = django_filters.NumberFilter(field_name="line__year", label=_("资金年度"))
    kind = _one_of(EntryKind, _("事项"))
    state = django_filters.ChoiceFilter(
        choices=[(STANDING, _("有效")), (REVERSED, _("已冲销"))],
        method="by_state",
        label=_("状态"),
    )
    since = django_filters.DateFilter(method="since_day", label=_("从哪天起"), widget=A_DAY)
    until = django_filters.DateFilter(method="until_day", label=_("到哪天止"), widget=A_DAY)

    def by_state(self, rows, name, value):
        return rows.standing(self.day) if value == STANDING else self.taken_back(rows)


class AllotmentFilter(_Moved):
    """Allotments by line, level, use, project, day, and what is left of them."""

    DAY, ENTRY = "allotted_on", "entry__"
    level = _one_of(FundLevel, _("级次"), field_name="line__level")
    use = _one_of(ProjectKind, _("项目类别"), field_name="project__kind")
    levels = _several(FundLevel, "line__level", _("级次"))
    uses = _several(ProjectKind, "project__kind", _("项目类别"))
    state = django_filters.ChoiceFilter(
        choices=[(STANDING, _("有效")), (OPEN, _("未付完")), (REVERSED, _("已冲销"))],
        method="by_state",
        label=_("状态"),
    )
    project = django_filters.CharFilter(field_name="project__number", label=_("项目编号"))
    kind = _one_of(FundKind, _("资金类别"), field_name="line__kind")
    year = django_filters.NumberFilter(field_name="line__year", label=_("资金年度"))
    since = django_filters.DateFilter(method="since_day", label=_("从哪天起"), widget=A_DAY)
    until = django_filters.DateFilter(method="until_day", label=_("到哪天止"), widget=A_DAY)

    def by_state(self, rows, name, value):
        if value == REVERSED:
            return self.taken_back(rows)
        return rows.filter(unpaid__gt=0) if value == OPEN else rows.standing(self.day)


class PaymentFilter(_Moved):
    """Payments by line, level, use, project, allotment, payee, day, and whether they were taken back."""

    DAY, ENTRY = "paid_on", "entry__"
    line = django_filters.CharFilter(field_name="allotment__line__code", label=_("资金编号"))
    level = _one_of(FundLevel, _("级次"), field_name="allotment__line__level")
    use = _one_of(ProjectKind, _("项目类别"), field_name="allotment__project__kind")
    levels = _several(FundLevel, "allotment__line__level", _("级次"))
    uses = _several(ProjectKind, "allotment__project__kind", _("项目类别"))
    state = django_filters.ChoiceFilter(
        choices=[(STANDING, _("有效")), (REVERSED, _("已冲销"))],
        method="by_state",
        label=_("状态"),
    )
    project = django_filters.CharFilter(field_name="allotment__project__number", label=_("项目编号"))
    payee = django_filters.ChoiceFilter(
        choices=[("household", _("农户")), ("unit", _("单位"))],
        method="by_payee",
        label=_("付给"),
    )
    household = django_filters.CharFilter(field_name="household__household_no", label=_("户编号"))
    year = django_filters.NumberFilter(field_name="allotment__line__year", label=_("资金年度"))
    since = django_filters.DateFilter(method="since_day", label=_("从哪天起"), widget=A_DAY)
    until = django_filters.DateFilter(method="until_day", label=_("到哪天止"), widget=A_DAY)
    allotment = django_filters.NumberFilter(field_name="allotment", label=_("资金下达"), widget=HIDDEN)
    claim = django_filters.NumberFilter(field_name="claim", label=_("报账"), widget=HIDDEN)

    def by_state(self, rows, name, value):
        return rows.standing(self.day) if value == STANDING else self.taken_back(rows)

    def by_payee(self, rows, name, value):
        return rows.filter(household__isnull=value == "unit")
