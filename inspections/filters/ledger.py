"""The conditions of the rectification ledger: page, export and API ask the same way."""

import datetime as dt

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.choices import DeadlineKind, Dimension, LedgerState, OverdueGrade
from inspections.next_steps import STEPS, lines_for
from inspections.whole_ledger import offered
from povertyapp.core import clock
from povertyapp.core.filters import AreaField, HouseFilter

SOON, LATER = 7, 30  # days


class LedgerFilter(HouseFilter):
    """Lines of the ledger by state, batch, category, unit, deadline, place and words.

    The choices are what the lines themselves hold, so nobody learns of what he may not see. The queryset
    comes with its state and its grade (`with_state`, `with_grade`).
    """

    state = django_filters.ChoiceFilter(choices=LedgerState, label=_("状态"))
    grade = django_filters.ChoiceFilter(choices=OverdueGrade, label=_("督办等级"))
    source = django_filters.ChoiceFilter(field_name="problem__source_id", label=_("来源批次"))
    category = django_filters.ChoiceFilter(field_name="problem__category", label=_("问题类别"))
    unit = django_filters.ChoiceFilter(field_name="responsible_unit", label=_("责任单位"))
    due = django_filters.ChoiceFilter(
        choices=[
            ("past", _("已过时限")),
            ("soon", _("7 天内到期")),
            ("later", _("30 天内到期")),
            ("none", _("时限不是日期")),
        ],
        method="by_deadline",
        label=_("时限"),
    )
    dimension = django_filters.ChoiceFilter(
        field_name="problem__dimension", choices=Dimension, label=_("自查维度")
    )
    problem = django_filters.CharFilter(field_name="problem__no", lookup_expr="iexact", label=_("问题编号"))
    q = django_filters.CharFilter(method="by_words", label=_("问题、措施、责任人"))
    waits = django_filters.ChoiceFilter(
        choices=[(name, step.label) for name, step in STEPS.items()],
        method="by_step",
        label=_("等我办"),
    )
    area = django_filters.ChoiceFilter(method="in_area", label=_("区域"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["area"] = self.filters.pop("area")  # inherited, and asked for last
        found = offered(self.request.user)
        for name in ("source", "category", "unit"):
            self._offer(name, found[name].items())
        self._offer("area", self._places(dict(found["area"])).items())

    def _places(self, known):
        """Return the places of the lines, and the one that a figure's link asks for: it may lie above theirs."""
        asked = (self.data or {}).get("area") or ""
        if asked.isdecimal() and asked not in known:
            lies_above = any(code.startswith(asked) for code in known)
            known[asked] = AreaField().said(asked) if lies_above else asked
        return known

    def _offer(self, name, choices):
        self.filters[name].extra["choices"] = sorted(choices, key=str)

    def without(self, *names):
        """Return the lines under the other conditions; what is not understood is no condition."""
        rows, _errors = self.queryset.all(), self.form.errors
        for name, value in self.form.cleaned_data.items():
            rows = rows if name in names else self.filters[name].filter(rows, value)
        return rows

    def by_deadline(self, rows, name, value):
        today = clock.today()
        if value == "past":
            return rows.filter(deadline__lt=today)
        if value == "none":
            kinds = (DeadlineKind.IMMEDIATE, DeadlineKind.CONTINUOUS, DeadlineKind.WORDS)
            return rows.filter(measure__deadline_kind__in=kinds)
        last = today + dt.timedelta(days=SOON if value == "soon" else LATER)
        return rows.filter(deadline__range=(today, last))

    def by_step(self, rows, name, value):
        return lines_for(rows, self.request.user, value)

    def by_words(self, rows, name, value):
        words = Q()
        for column in ("problem__text", "problem__no", "measure__text", "measure__goal"):
            words |= Q(**{f"{column}__icontains": value.strip()})
        for column in ("measure__leader_name", "measure__person_name"):
            words |= Q(**{f"{column}__icontains": value.strip()})
        return rows.filter(words)
