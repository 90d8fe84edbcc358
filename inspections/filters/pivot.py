"""What a table of one's own is asked by: of what, by which rows and columns, which figure, where."""

import django_filters
from django.utils.translation import gettext_lazy as _

from inspections.pivot.subjects import MONTH, PLACES, RULE, SUBJECTS, TOWNSHIP
from povertyapp.core.filters import HouseFilter, township_choices

DEFAULTS = {
    "of": "households",
    "rows": TOWNSHIP,
    "columns": "poverty_status",
    "figure": "count",
}
COLUMNS = {"households": "poverty_status", "measures": "measure_class", "lines": "rule"}


def _asked(label, choices=()):
    return django_filters.ChoiceFilter(method="any", label=label, empty_label=None, choices=choices)


class PivotFilter(HouseFilter):
    """A table of one's own; what does not fit the subject gives way to what does.

    `lines` are those of the account (`inspections.pivot.lines.Lines`) where the table counts them: they know the
    months and the rules.
    """

    of = _asked(_("统计什么"), [(one.code, one.label) for one in SUBJECTS.values()])
    rows = _asked(_("行"))
    columns = _asked(_("列"))
    figure = _asked(_("指标"))
    area = django_filters.ChoiceFilter(method="in_area", label=_("范围"))
    month = django_filters.ChoiceFilter(method="any", label=_("月份"), empty_label=_("最近一个月"))
    rule = django_filters.ChoiceFilter(method="any", label=_("考核事项"), empty_label=_("第一项"))

    def __init__(self, data=None, *args, lines=None, **kwargs):
        data = {key: data[key] for key in data if data[key]} if data is not None else {}
        self.subject = SUBJECTS.get(data.get("of", ""), SUBJECTS[DEFAULTS["of"]])
        data = DEFAULTS | {"columns": COLUMNS[self.subject.code]} | data | {"of": self.subject.code}
        self._settle(data)
        super().__init__(data, *args, **kwargs)
        self.filters["area"] = self.filters.pop("area")  # inherited, and asked for last
        dimensions = [(one.code, one.label) for one in self.subject.dimensions.values()]
        self.filters["rows"].extra["choices"] = dimensions
        self.filters["columns"].extra["choices"] = [one for one in dimensions if one[0] not in PLACES]
        self.filters["figure"].extra["choices"] = [(k, one.label) for k, one in self.subject.figures.items()]
        self.filters["area"].extra["choices"] = township_choices(self.request)
        self._offer_lines(lines)

    def _settle(self, data):
        dimensions, figures = self.subject.dimensions, self.subject.figures
        others = [code for code in dimensions if code not in PLACES]
        if data["rows"] not in dimensions:
            data["rows"] = TOWNSHIP
        if data["columns"] not in others or data["columns"] == data["rows"]:
            data["columns"] = next(code for code in others if code != data["rows"])
        if data["figure"] not in figures:
            data["figure"] = next(iter(figures))

    def _offer_lines(self, lines):
        """Month and rule are asked for only where the table does not go through them."""
        offered = {MONTH: {month: month for month in lines.accounts}, RULE: lines.rules} if lines else {}
        shown = {self.data["rows"], self.data["columns"]}
        for name in (MONTH, RULE):
            choices = {} if name in shown else offered.get(name, {})
            if self.data.get(name) not in choices:
                self.data.pop(name, None)
            if choices:
                self.filters[name].extra["choices"] = list(choices.items())
            else:
                del self.filters[name]

    def any(self, rows, name, value):
        return rows
