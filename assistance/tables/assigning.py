"""The columns of who helps whom on a day, and of coverage by village."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import AssignmentRole
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import figure
from povertyapp.core.views.pages import Column, address


def helper_link(helper):
    """Return a helper's name, leading to his page."""
    return format_html('<a href="{}">{}</a>', reverse("assistance:helper", args=[helper.code]), helper.name)


def in_charge(household):
    """Return the primary helper's term of the day, or None; `charges` are the terms in force then."""
    return next((row for row in household.charges if row.role == AssignmentRole.PRIMARY), None)


def _helper(household):
    row = in_charge(household)
    return helper_link(row.helper) if row else tag("bad", _("无帮扶责任人"))


def _unit(household):
    row = in_charge(household)
    return row.helper.unit.name if row else ""


def _since(household):
    row = in_charge(household)
    return row.from_date if row else ""


def _supporters(household):
    beside = [row for row in household.charges if row.role == AssignmentRole.SUPPORT]
    return format_html_join("、", "{}", ((helper_link(row.helper),) for row in beside)) if beside else ""


def pick(household):
    """Return the box that takes a household along; its form stands above the list."""
    label = _("选中 %(name)s %(no)s") % {"name": household, "no": household.household_no}
    return format_html(
        '<input type="checkbox" name="pick" value="{}" form="pick" aria-label="{}">',
        *(household.household_no, label),
    )


PICK = Column("pick", gettext_lazy("选"), pick, stays=True)
ASSIGNMENT_COLUMNS = (
    Column("household", gettext_lazy("户"), str, order="head_pinyin"),
    Column("household_no", gettext_lazy("户编号"), order="household_no"),
    Column("township", gettext_lazy("乡镇"), "area.parent.name"),
    Column("village", gettext_lazy("村"), "area.short_name", order="area_id"),
    Column("helper", gettext_lazy("帮扶责任人"), _helper),
    Column("unit", gettext_lazy("帮扶单位"), _unit),
    Column("since", gettext_lazy("负责起"), _since),
    Column("support", gettext_lazy("协助帮扶人"), _supporters),
)


def _figure_of(name, label, query):
    """Return a column whose figure leads to the households behind it."""

    def cell(area):
        url = address(reverse("assistance:assign"), area=area.code, **query)
        return figure(getattr(area, name), f"{name}-{area.code}", url, label=label)

    return Column(name, label, cell, numeric=True, order=name)


def _helpers(area):
    url = reverse("assistance:assign_village", args=[area.code])
    return figure(area.helper_count, f"helpers-{area.code}", url, label=_("帮扶责任人（人）"))


COVERAGE_COLUMNS = (
    Column("village", gettext_lazy("村"), "short_name", order="code"),
    Column("township", gettext_lazy("乡镇"), "parent.name"),
    _figure_of("registered", gettext_lazy("在册户"), {}),
    _figure_of("covered", gettext_lazy("已有帮扶责任人"), {"state": "helped"}),
    _figure_of("uncovered", gettext_lazy("缺帮扶责任人"), {"state": "none"}),
    Column("helper_count", gettext_lazy("帮扶责任人（人）"), _helpers, numeric=True, order="helper_count"),
)


def _of_unit(name, label):
    def cell(unit):
        url = reverse("assistance:assign_unit", args=[unit.pk])
        if name == "household_count":
            url = address(reverse("assistance:assign"), unit_id=unit.pk)
        return figure(getattr(unit, name), f"{name}-{unit.pk}", url, label=label)

    return Column(name, label, cell, numeric=True, order=name)


UNIT_COLUMNS = (
    Column("name", gettext_lazy("帮扶单位"), order="name"),
    Column("level", gettext_lazy("隶属关系"), "get_level_display", order="level"),
    _of_unit("helper_count", gettext_lazy("帮扶责任人（人）")),
    _of_unit("household_count", gettext_lazy("负责户数")),
)
