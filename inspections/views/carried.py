"""What the month before had missed and that was made up since (补交, rulebook D4): shown, never scored."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.carried import carried_in
from inspections.models import CarriedLine
from inspections.models.account import PartyLevel
from inspections.views.month import MonthPage
from povertyapp.core.subjects import url_of, word_of
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.views.pages import Column, ListPage


class HaCarried(MonthPage, ListPage):
    """The lines of a place that were made up in this month; they stay missed in the month that missed them."""

    model = CarriedLine
    order = ("area_id", "level", "code", "rule", "subject_code", "pk")
    columns = (
        Column("party", gettext_lazy("责任方"), "name", order="code"),
        Column("level", gettext_lazy("级别"), lambda line: PartyLevel(line.level).label),
        Column("month", gettext_lazy("欠的月份"), lambda line: month_text(line.month)),
        Column("rule", gettext_lazy("事项"), lambda line: _(line.title), order="rule"),
        Column("kind", gettext_lazy("类别"), lambda line: word_of(line.subject_kind)),
        Column("subject", gettext_lazy("对象"), "subject_name"),
        Column("area", gettext_lazy("所在"), "area.short_name", order="area_id"),
        Column("owed", gettext_lazy("应做"), "required", numeric=True),
        Column("done", gettext_lazy("已做"), "delivered", numeric=True),
    )

    def rows(self):
        return carried_in(super().rows(), self.account).in_area(self.code).select_related("area")

    def get_title(self):
        return _("本月补交的")

    def get_question(self):
        why = _("上月没有做到、以后补上的，列在本月，不计分，上月的账不变")
        return " · ".join([month_text(self.period), str(self.place), why])

    def get_row_url(self, row):
        return url_of(row.subject_kind, row.subject_code)

    def get_context(self, **more):
        return super().get_context(as_of=self.account.computed_at, **more)
