"""What assistance adds to the papers of a household: helpers, measures, visits."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.carrying import carrying
from assistance.choices import AssignmentRole
from assistance.models import AssistanceMeasure, AssistancePlan, HelperAssignment, Visit
from households.choices import Cause
from households.papers import CARD, HANDBOOK, PAPERS, Paper, Part, part
from povertyapp.core.parameters import Parameters
from povertyapp.core.rules import Kind, rules_of
from povertyapp.core.templatetags.house import money

NEWEST_VISITS = 24
NEWEST_PLANS = 3
CONTACT = "contact_card"
PAPERS[CONTACT] = Paper(CONTACT, gettext_lazy("结对帮扶联系卡"), "papers/contact_card.html", is_one_page=True)


@part("helpers", order=20)
def helpers(household, rows, day, paper):
    """Name who helps: on the card the helper of today, in the handbook everybody since when.

    The number under which a helper is reached is his own to write down: it leaves no system on paper.
    """
    found = rows(HelperAssignment).filter(household=household).select_related("helper__unit")
    if paper == CARD:
        found = found.in_force(day).order_by("role", "from_date")
        columns = (_("帮扶责任人"), _("帮扶单位"), _("职务"), _("联系电话（本人填写）"))
        listed = [(row.helper.name, row.helper.unit.name, row.helper.post, "") for row in found]
        return Part(_("谁来帮"), columns, listed, empty=_("还没有安排帮扶责任人"), widths=(18, 36, 18, 28))
    columns = (_("姓名"), _("单位"), _("职务"), _("角色"), _("开始日期"), _("结束日期"))
    listed = [
        (
            row.helper.name,
            row.helper.unit.name,
            row.helper.post,
            AssignmentRole(row.role).label,
            row.from_date,
            row.to_date or _("至今"),
        )
        for row in found.order_by("from_date")
    ]
    return Part(_("帮扶责任人"), columns, listed, widths=(14, 30, 14, 14, 14, 14))


@part("plan", order=25, on=(HANDBOOK,))
def plan(household, rows, day, paper):
    """State the plans: causes, goal, income without measures, what the measures of the year are to add."""
    measures = list(rows(AssistanceMeasure).filter(household=household))
    listed = []
    for row in rows(AssistancePlan).filter(household=household)[:NEWEST_PLANS]:
        row.household = household
        sums = carrying(row, measures)
        listed.append(
            (
                str(row.year),
                "、".join(str(Cause(cause).label) for cause in row.causes),
                row.goal,
                money(row.own_income, "yuan"),
                money(sums.gap, "yuan"),
                money(sums.expected, "yuan"),
            )
        )
    columns = (
        _("年度"),
        _("针对的致贫原因"),
        _("年度目标"),
        _("没有措施时纯收入（元）"),
        _("缺口（元）"),
        _("预计增收（元）"),
    )
    sign = _("户主签字（对计划认可）")
    return Part(_("脱贫计划"), columns, listed, sign, _("还没有帮扶计划"), (8, 20, 32, 15, 12, 13))


@part("measures", order=30)
def measures(household, rows, day, paper):
    """List what is done for the household: on the card what is in force, in the handbook all, to be signed."""
    found = rows(AssistanceMeasure).filter(household=household)
    if paper == CARD:
        found = found.in_force(day)
    columns = [_("类别"), _("措施内容"), _("责任单位"), _("开始日期"), _("结束日期")]
    widths, sign = [16, 34, 22, 14, 14], ""
    if paper == HANDBOOK:
        columns, widths = [*columns, _("金额（元）"), _("成效")], [14, 20, 15, 13, 13, 11, 14]
        sign = _("户主签字（对措施认可）")
    listed = [_measure(row, paper) for row in found.order_by("kind", "from_date")]
    return Part(_("怎么帮"), tuple(columns), listed, sign, _("还没有登记帮扶措施"), tuple(widths))


def _measure(row, paper):
    cells = [row.get_kind_display(), row.name, row.responsible_unit, row.from_date, row.to_date or _("长期")]
    if paper == HANDBOOK:
        cells += ["" if row.amount is None else money(row.amount, "yuan"), row.effect]
    return tuple(cells)


@part("visits", order=50, on=(HANDBOOK,))
def visits(household, rows, day, paper):
    """List the newest visits and contacts with what was said and promised."""
    found = rows(Visit).filter(household=household, voided_at=None).order_by("-happened_on", "-pk")
    listed = [
        (
            visit.happened_on,
            visit.visitor_name,
            visit.get_channel_display(),
            "；".join(filter(None, (visit.get_met_display(), visit.content, visit.solved))),
            visit.next_promise,
        )
        for visit in found[:NEWEST_VISITS]
    ]
    columns = (_("日期"), _("走访人"), _("方式"), _("见到谁、说了什么"), _("约定"))
    return Part(
        _("走访记录"),
        columns,
        listed,
        sign=_("户主签字（对走访认可）"),
        empty=_("还没有走访记录"),
        widths=(14, 14, 12, 40, 20),
    )


@part("contact_helper", order=20, on=(CONTACT,))
def contact_helper(household, rows, day, paper):
    """Name the helper of the day with unit and post; his work telephone where the county lets the card print it
    (`card.shows_phone`), else a line on which he writes it himself."""
    found = rows(HelperAssignment).primary().in_force(day).filter(household=household)
    shows_phone = Parameters(household.area_id, day)("card.shows_phone")
    phone = _("联系电话") if shows_phone else _("联系电话（本人填写）")
    columns = (_("帮扶责任人"), _("帮扶单位"), _("职务"), phone)
    listed = [
        (row.helper.name, row.helper.unit.name, row.helper.post, row.helper.phone if shows_phone else "")
        for row in found.select_related("helper__unit")
    ]
    return Part(_("谁来帮"), columns, listed, empty=_("还没有安排帮扶责任人"), widths=(18, 36, 18, 28))


@part("contact_duties", order=30, on=(CONTACT,))
def contact_duties(household, rows, day, paper):
    """List what a helper owes each household, in the words of the rules themselves."""
    duties = rules_of(Kind.DUTY, party="helper", subject="household")
    listed = [(number, rule.clause) for number, rule in enumerate(duties, start=1)]
    return Part(_("帮扶责任人要做的事"), (_("序号"), _("内容")), listed, widths=(12, 88))
