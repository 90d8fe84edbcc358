"""What a table of one's own is asked by: of what, by which rows and columns, which figure, where."""

import django_filters
from django.utils.translation import gettext_lazy as _

from inspections.months import months_of
from inspections.pivot.subjects import PLACES, SUBJECTS, TOWNSHIP
from povertyapp.core.filters import HouseFilter, township_choices
from povertyapp.core.models.area import COUNTY_DIGITS

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
    """A table of one's own; what does not fit the subject gives way to what does."""

    of = _asked(_("统计什么"), [(one.code, one.label) for one in SUBJECTS.values()])
    rows = _asked(_("行"))
    columns = _asked(_("列"))
    figure = _asked(_("指标"))
    area = django_filters.ChoiceFilter(method="in_area", label=_("范围"), empty_label=_("全部"))
    month = django_filters.ChoiceFilter(method="any", label=_("月份"), empty_label=_("最近一个月"))
    rule = django_filters.ChoiceFilter(method="any", label=_("考核事项"), empty_label=_("第一项"))

    def __init__(self, data=None, *args, rules=(), **kwargs):
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
        self._offer_lines(rules)

    def _settle(self, data):
        dimensions, figures = self.subject.dimensions, self.subject.figures
        others = [code for code in dimensions if code not in PLACES]
        if data["rows"] not in dimensions:
            data["rows"] = TOWNSHIP
        if data["columns"] not in others or data["columns"] == data["rows"]:
            data["columns"] = next(code for code in others if code != data["rows"])
        if data["figure"] not in figures:
            data["figure"] = next(iter(figures))

    def _offer_lines(self, rules):
        """Month and rule are asked for only where the table does not go through them."""
        asks = self.subject.code == "lines"
        shown = {self.data["rows"], self.data["columns"]}
        for name, choices in (("month", self._months()), ("rule", rules)):
            if asks and name not in shown:
                self.filters[name].extra["choices"] = choices
            else:
                del self.filters[name]

    def _months(self):
        codes = self.request.user.county_codes[:1]
        if self.subject.code != "lines" or not codes:
            return []
        return [(account.month, account.month) for account in months_of(codes[0][:COUNTY_DIGITS])]

    def any(self, rows, name, value):
        return rows
