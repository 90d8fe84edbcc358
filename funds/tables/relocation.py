"""The columns of relocations, sites, plans and listed places, and how each stands in words."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.tables.figures import PLACE, figure_list
from assistance.tables.shared import one_line
from funds.choices.relocation import FINISHED, LIVING_THERE, CaseStatus, SiteState
from funds.models import RelocationListed
from povertyapp.core import clock
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import Column


def status_tag(case):
    """Return where a relocation stands: glyph, word, colour."""
    cue = "good" if case.status in LIVING_THERE else "review"
    if case.status == CaseStatus.WITHDRAWN:
        cue = "none"
    return tag(cue, case.get_status_display(), plain=case.status == CaseStatus.CLOSED)


def whole_state(case):
    """Return the status and, where its days have passed, by how many."""
    shown = status_tag(case)
    if not case.is_late:
        return shown
    days = (clock.today() - case.step_due_on).days
    late = tag("bad", _("超期 %(n)d 天") % {"n": days})
    return format_html('{} <span class="gap">{}</span>', shown, late)


def place(row):
    return f"{row.area.parent.name} {row.area.short_name}"


def house(case):
    """Return the measured house, else the type that was assigned, in square metres."""
    size = case.dwelling_m2 if case.dwelling_m2 is not None else case.house_m2
    return "" if size is None else f"{size.normalize():f}"


def settled_at(case):
    return case.site.name if case.site else case.get_settlement_display()


CASE_COLUMNS = (
    Column("household", gettext_lazy("户"), lambda case: one_line(case.household)),
    Column("no", gettext_lazy("搬迁编号"), "no", order="no"),
    Column("place", gettext_lazy("所在村"), place, order="area_id"),
    Column("persons", gettext_lazy("人数"), "persons", numeric=True, order="persons"),
    Column("site", gettext_lazy("安置"), settled_at, order="site__name"),
    Column("house", gettext_lazy("住房（平方米）"), house, numeric=True),
    Column("keys_on", gettext_lazy("交钥匙"), "keys_on", order="keys_on"),
    Column("moved_in_on", gettext_lazy("入住"), "moved_in_on", order="moved_in_on"),
    Column("due", gettext_lazy("本步期限"), "step_due_on"),
    Column("state", gettext_lazy("状态"), whole_state, order="status"),
)


def site_tag(site):
    """Return how far a site is, and whether it is late."""
    cue = "good" if site.state in FINISHED else "none" if site.state == SiteState.PLANNED else "review"
    shown = tag(cue, site.get_state_display(), plain=site.state == SiteState.OCCUPIED)
    if site.state in FINISHED or not (site.delay_reason or (site.due_on and site.due_on < clock.today())):
        return shown
    word = site.get_delay_reason_display() or _("超过计划建成日期")
    late = tag("bad", _("滞后：%(why)s") % {"why": word})
    return format_html('{} <span class="gap">{}</span>', shown, late)


def invested_share(site):
    """Return the paid-in investment of the estimate in per cent, cut down to a tenth (E-22)."""
    return f"{int(site.invested * 1000 / site.estimate) / 10:g}%"


SITE_COLUMNS = (
    Column("name", gettext_lazy("安置点"), "name", order="name"),
    Column("place", gettext_lazy("所在"), place, order="area_id"),
    Column("households", gettext_lazy("规划（户）"), "households", numeric=True, order="households"),
    Column("given", gettext_lazy("已安排"), "given", numeric=True, order="given"),
    Column("keyed", gettext_lazy("已交钥匙"), "keyed", numeric=True, order="keyed"),
    Column("living", gettext_lazy("已入住"), "living", numeric=True, order="living"),
    Column("estimate", gettext_lazy("概算（元）"), lambda site: money(site.estimate, "yuan"), numeric=True),
    Column("invested", gettext_lazy("完成投资"), invested_share, numeric=True),
    Column("progress", gettext_lazy("形象进度"), lambda site: f"{site.progress}%", numeric=True),
    Column("due_on", gettext_lazy("计划建成"), "due_on", order="due_on"),
    Column("state", gettext_lazy("状态"), site_tag, order="state"),
)
PLACE_COLUMNS = (
    Column("place", gettext_lazy("村"), place, order="area_id"),
    Column("part", gettext_lazy("范围"), lambda row: row.part or _("全村"), order="part"),
    Column("reason", gettext_lazy("搬迁原因"), "get_reason_display", order="reason"),
    Column("document", gettext_lazy("文号"), "document"),
    Column("listed_on", gettext_lazy("列入日期"), "listed_on", order="listed_on"),
    Column("delisted_on", gettext_lazy("移出日期"), "delisted_on", order="delisted_on"),
)


def case_of(row):
    """Return the relocation that rests on a line of the list, or None."""
    return getattr(row, "case", None)


def state_of_listed(row):
    """Return how far the relocation of a listed household is."""
    case = case_of(row)
    return status_tag(case) if case else tag("none", _("还没有列入办理"))


LISTED_COLUMNS = (
    Column("household", gettext_lazy("户"), lambda row: one_line(row.household)),
    Column("place", gettext_lazy("所在村"), place, order="area_id"),
    Column("plan", gettext_lazy("任务"), "plan.name", order="plan__year"),
    Column("persons", gettext_lazy("人数"), "persons", numeric=True, order="persons"),
    Column("reason", gettext_lazy("搬迁原因"), "get_reason_display", order="reason"),
    Column("paper", gettext_lazy("登记依据"), "recorded_from"),
    Column("state", gettext_lazy("状态"), state_of_listed, order="case__status"),
)
figure_list(
    RelocationListed,
    Column("household", gettext_lazy("户"), lambda row: one_line(row.household)),
    Column("plan", gettext_lazy("任务"), "plan.name", order="plan__year"),
    Column("persons", gettext_lazy("人数"), "persons", numeric=True, order="persons"),
    PLACE,
    related=("area", "household", "plan"),
    url=lambda row: row.household.get_absolute_url(),
)
