"""口径: what each figure means, for whoever reads it. Rules say it themselves; the few figures of the dashboard that no
rule makes are told here. A figure and its explanation never come from two places.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import FAULT_WORDS
from inspections.models.account import PartyLevel
from povertyapp.core.models import RuleParameter
from povertyapp.core.parameters import ancestors
from povertyapp.core.rules import HOUSEHOLD, PARTY, RULES, UNIT, Fault, Kind, named_parameters
from povertyapp.core.scoping import within
from povertyapp.core.text import Text

KIND_WORDS = {
    Kind.DUTY: gettext_lazy("硬账事项"),
    Kind.DATA: gettext_lazy("数据核对"),
    Kind.FIGURE: gettext_lazy("落实情况"),
}
BOARD = gettext_lazy("看板数字")
OWNERS = {"county_office": gettext_lazy("县扶贫办")}
# Where the records of a floor come from.
SOURCES = {
    "households": gettext_lazy("花名册、村级资料和进退档案"),
    "assistance": gettext_lazy("结对、走访、措施、驻村和培训记录"),
    "funds": gettext_lazy("资金、项目、信贷和搬迁台账"),
    "inspections": gettext_lazy("督查整改台账、抽查记录和已出的硬账"),
}
CHECKED = {
    "member": gettext_lazy("人"),
    "helper": gettext_lazy("帮扶责任人"),
    "published": gettext_lazy("公布数字"),
}


@dataclass(frozen=True)
class Metric:
    """What a figure is called, means and is made of; `parameters` are the names of the numbers that it rests on."""

    code: str
    kind: Text
    title: Text
    what: Text
    numerator: Text
    denominator: Text
    source: Text
    basis: str = ""
    owner: Text = ""
    facts: tuple[tuple[Text, Text], ...] = ()
    parameters: tuple[str, ...] = field(default=())
    rule_kind: str = ""


def _own(code, title, what, numerator, denominator, source, basis=""):
    owner = OWNERS["county_office"]
    return Metric(code, BOARD, title, what, numerator, denominator, source, basis, owner)


OWN = {
    metric.code: metric
    for metric in (
        _own(
            "households",
            gettext_lazy("建档户"),
            gettext_lazy("花名册里登记的建档立卡户，已脱贫的也在内。"),
            gettext_lazy("花名册上的户"),
            gettext_lazy("不除"),
            SOURCES["households"],
            "TF-02",
        ),
        _own(
            "in_poverty",
            gettext_lazy("未脱贫户"),
            gettext_lazy("花名册里脱贫状态是未脱贫的户；返贫户另列。"),
            gettext_lazy("脱贫状态为未脱贫的户"),
            gettext_lazy("建档户"),
            SOURCES["households"],
            "TF-02",
        ),
        _own(
            "causes",
            gettext_lazy("主要致贫原因"),
            gettext_lazy("每户只按主要原因算一次；没有登记原因的户不在图里。"),
            gettext_lazy("主要致贫原因是这一种的户"),
            gettext_lazy("建档户"),
            SOURCES["households"],
            "TF-05",
        ),
        _own(
            "batches",
            gettext_lazy("五个一批"),
            gettext_lazy("今天在实施的帮扶措施，按五个一批归类；一户有几项措施就算几项。"),
            gettext_lazy("归入这一批、今天有效的措施"),
            gettext_lazy("今天有效的全部措施"),
            SOURCES["assistance"],
            "GY-13; B11",
        ),
        _own(
            "payment",
            gettext_lazy("资金支出进度"),
            gettext_lazy("本年度整合的资金里，到统计月末为止付出去的占多少。"),
            gettext_lazy("已支付的钱（冲销的不算）"),
            gettext_lazy("已整合的钱"),
            SOURCES["funds"],
            "LF-35; B16",
        ),
        _own(
            "closing",
            gettext_lazy("整改销号率"),
            gettext_lazy("整改台账里已经销号的占多少；没有措施的问题也算一条。"),
            gettext_lazy("状态为已销号的台账条目"),
            gettext_lazy("台账全部条目"),
            SOURCES["inspections"],
            "LF-12; JZ-34",
        ),
    )
}


def metric_of(code):
    """Return the metric of a code: of a rule, or of the dashboard itself; None where there is none."""
    if code in OWN:
        return OWN[code]
    rule = RULES.get(code)
    return _of_rule(rule) if rule else None


def metrics_by_kind():
    """Return (words, [metrics]) in the order of the page: the dashboard's own first, then the rules."""
    rules = sorted(RULES.values(), key=lambda rule: rule.code)
    groups = [(BOARD, list(OWN.values()))]
    groups += [
        (words, [_of_rule(rule) for rule in rules if rule.kind == kind]) for kind, words in KIND_WORDS.items()
    ]
    return groups


def _of_rule(rule):
    numerator, denominator, facts = _MADE_OF[rule.kind](rule)
    return Metric(
        code=rule.code,
        kind=KIND_WORDS[rule.kind],
        title=rule.title,
        what=rule.clause,
        numerator=numerator,
        denominator=denominator,
        source=SOURCES[rule.condition.__module__.split(".")[0]],
        basis=rule.basis,
        owner=OWNERS.get(rule.owner, rule.owner),
        facts=facts,
        parameters=_parameters(rule),
        rule_kind=rule.kind,
    )


def _parameters(rule):
    names = named_parameters(rule.text)
    if required := rule.extra.get("required"):
        names.append(required)
    if rule.kind == Kind.DUTY:
        names += [f"account.{rule.obligation}.weight", f"account.{rule.obligation}.hard"]
    return tuple(dict.fromkeys(names))


def _of_duty(rule):
    party = PartyLevel(rule.party).label
    of_whom = {
        HOUSEHOLD: _("本月按这一条应做的户；免责的不算"),
        UNIT: _("本月按这一条应交的事项，一个%(party)s可以有几项；免责的不算") % {"party": party},
        PARTY: _("下一级里本月有账的责任方"),
    }
    done = _("交清的责任方") if rule.subject == PARTY else _("其中到录入截止时做到的；核查核销的不算")
    facts = [(_("责任方"), party), (_("硬账条款"), rule.obligation)]
    if rule.allows_part:
        facts.append((_("部分完成"), _("按完成的份数计分")))
    if rule.counts_anew:
        facts.append((_("补交"), _("上月欠的补了也不顶本月")))
    return done, of_whom[rule.subject], tuple(facts)


def _of_fault(rule):
    checked = CHECKED.get(rule.subject, _("户"))
    facts = ((_("类别"), FAULT_WORDS[Fault(rule.fault)]), (_("怎么改"), rule.extra.get("how") or "/"))
    return (
        _("不符合这一条的%(checked)s") % {"checked": checked},
        _("被核对的%(checked)s") % {"checked": checked},
        facts,
    )


def _of_figure(rule):
    unit = rule.extra["unit"]
    facts = ((_("分组"), rule.extra["group"].label),)
    direction = _("不高于要求") if rule.extra["at_most"] else _("不低于要求")
    if rule.extra["required"]:
        facts += ((_("要求"), direction),)
    return (
        _("做到的（%(unit)s）") % {"unit": unit},
        _("应做到的（%(unit)s）") % {"unit": unit},
        facts,
    )


_MADE_OF = {Kind.DUTY: _of_duty, Kind.DATA: _of_fault, Kind.FIGURE: _of_figure}


class Thresholds:
    """The numbers that metrics rest on, with their places and days, as far as they concern a reader's places."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def reach(self):
        """Return the condition of the parameters that hold in the reader's places, above or under them."""
        if self.user.is_superuser:
            return Q()
        found = Q(area=None)
        for code in self.user.area_codes:
            found |= Q(area__in=ancestors(code)) | within(code)
        return found

    def of(self, metric):
        """Return the parameters of a metric, each name's in the order of place and day."""
        order = {name: number for number, name in enumerate(metric.parameters)}
        rows = RuleParameter.objects.filter(self.reach, name__in=order).select_related("area")
        return sorted(rows, key=lambda row: (order[row.name], row.area_id or "", row.effective_from))
