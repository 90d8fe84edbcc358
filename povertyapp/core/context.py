"""The shell around every page: who is here, what he may open, which area and month are meant."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from povertyapp import __version__
from povertyapp.core import clock
from povertyapp.core.period import Period
from povertyapp.core.roles import Role
from povertyapp.core.spoken import spoken
from povertyapp.core.text import Text
from povertyapp.core.todo import known_count

FONT_COOKIE, DENSITY_COOKIE, KEYS_COOKIE = "font", "density", "keys"


@dataclass(frozen=True)
class Entry:
    """A menu line: the page, the verb that opens it (None: anybody signed in), and if its URL has a month.

    `of_place` marks a page about the place where the reader stands: whoever stands on none is not offered it.
    """

    label: Text
    url_name: str
    verb: str | None = None
    monthly: bool = False
    of_place: bool = False


# In the order of the menu. A page that this installation does not have leaves no gap and no dead line.
MENU = (
    (
        _("工作台"),
        "home",
        (Entry(_("首页"), "core:home"), Entry(_("待办"), "core:todo"), Entry(_("草稿"), "core:drafts")),
    ),
    (
        _("交硬账"),
        "board",
        (
            Entry(_("看板"), "inspections:dashboard", "inspections.view_account"),
            Entry(_("硬账板"), "inspections:ha_board", "inspections.view_account", monthly=True),
            Entry(_("月度结账"), "inspections:ha_close", "inspections.close_account", monthly=True),
            Entry(_("会议"), "inspections:meetings", "inspections.view_account"),
            Entry(_("会议决定"), "inspections:decisions", "inspections.view_account"),
            Entry(_("通报"), "inspections:bulletins", "inspections.view_account"),
            Entry(_("行业指标"), "inspections:indicators", "inspections.view_indicator"),
            Entry(_("培训与清理"), "inspections:work_rounds", "inspections.view_account"),
            Entry(_("申诉"), "inspections:objections", "inspections.view_objection"),
            Entry(_("挂图作战"), "inspections:wall_newest", "inspections.view_account"),
            Entry(_("口径"), "inspections:metric_list", "inspections.view_account"),
        ),
    ),
    (
        _("贫困户档案"),
        "house",
        (
            Entry(_("花名册"), "households:list", "households.view_household"),
            Entry(_("县乡村册"), "households:area_home", "households.view_household", of_place=True),
            Entry(_("进退管理"), "households:changes", "households.view_household"),
            Entry(_("档案"), "households:archive_home", "households.view_household", of_place=True),
            Entry(_("公示名单"), "households:postings", "households.view_household"),
        ),
    ),
    (
        _("数据核对"),
        "search",
        (
            Entry(_("四无数据质量"), "inspections:quality", "households.view_household"),
            Entry(_("低保比对"), "households:low_income_lists", "households.view_comparison"),
            Entry(_("表册对照"), "households:cross_forms", "households.view_comparison"),
            Entry(_("重复登记"), "households:duplicates", "households.view_comparison"),
        ),
    ),
    (
        _("帮扶"),
        "hands",
        (
            Entry(_("结对帮扶"), "assistance:assign", "assistance.view_visit"),
            Entry(_("帮扶责任人"), "assistance:helpers", "assistance.view_visit"),
            Entry(_("帮扶单位"), "assistance:units", "assistance.view_visit"),
            Entry(_("驻村帮扶"), "assistance:posts", "assistance.view_visit"),
            Entry(_("帮扶措施"), "assistance:measures", "assistance.view_visit"),
            Entry(_("帮扶计划"), "assistance:plans", "assistance.view_visit"),
            Entry(_("救助"), "assistance:reliefs", "assistance.view_visit"),
            Entry(_("原因与措施"), "assistance:matrix", "assistance.view_visit"),
            Entry(_("走访记录"), "assistance:visits", "assistance.view_visit"),
            Entry(_("培训"), "assistance:trainings", "assistance.view_visit"),
            Entry(_("合作社和企业"), "assistance:enterprises", "assistance.view_visit"),
            Entry(_("利益联结"), "assistance:links", "assistance.view_visit"),
            Entry(_("一站两社"), "assistance:village_economies", "assistance.view_visit"),
            Entry(_("三留守"), "assistance:left_behind", "assistance.view_visit"),
            Entry(_("落实情况"), "assistance:figures", "assistance.view_figure", of_place=True),
            Entry(_("待核对的数据"), "assistance:held_values", "assistance.settle_value"),
            Entry(_("待核对的提交"), "assistance:review", "assistance.review_submission"),
            Entry(_("手机版"), "assistance:m_home", "assistance.add_visit"),
        ),
    ),
    (
        _("资金项目"),
        "coins",
        (
            Entry(_("资金总览"), "funds:overview", "funds.view_fundline"),
            Entry(_("资金流"), "funds:flow", "funds.view_fundline"),
            Entry(_("对账"), "funds:checks", "funds.view_fundline"),
            Entry(_("资金来源"), "funds:sources", "funds.view_fundline"),
            Entry(_("资金下达"), "funds:allocations", "funds.view_allotment"),
            Entry(_("资金支付"), "funds:payments", "funds.view_allotment"),
            Entry(_("整合方案"), "funds:plans", "funds.view_fundline"),
            Entry(_("小额信贷"), "funds:loans", "funds.view_microloan"),
            Entry(_("项目看板"), "funds:project_board", "funds.view_project"),
            Entry(_("项目"), "funds:project_list", "funds.view_project"),
            Entry(_("易地搬迁"), "funds:relocations", "funds.view_relocationcase"),
            Entry(_("公示"), "funds:notices", "funds.view_notice"),
            Entry(_("整村推进"), "funds:whole_villages", "funds.view_development"),
            Entry(_("特困片区"), "funds:special_areas", "funds.view_development"),
            Entry(_("互助资金社"), "funds:societies", "funds.view_development"),
            Entry(_("捐赠和帮扶"), "funds:donations", "funds.view_development"),
        ),
    ),
    (
        _("督查整改"),
        "check",
        (
            Entry(_("整改台账"), "inspections:ledger", "inspections.view_problem"),
            Entry(_("问题来源"), "inspections:sources", "inspections.view_problem"),
            Entry(_("工作清单"), "inspections:checklists", "inspections.view_problem"),
            Entry(_("发现问题"), "inspections:findings", "inspections.view_problem"),
            Entry(_("暗访"), "inspections:rounds", "inspections.view_check"),
            Entry(_("问责"), "inspections:actions", "inspections.view_accountability"),
            Entry(_("现场核查记录"), "inspections:check_records", "inspections.view_check"),
            Entry(_("一口清抽问"), "inspections:knowledge", "inspections.view_check"),
            Entry(_("三率一度（抽样）"), "inspections:rates", "inspections.view_check"),
            Entry(_("第三方验收"), "inspections:acceptances", "inspections.view_problem"),
            Entry(_("手机核查"), "inspections:m_checks", "inspections.add_check"),
        ),
    ),
    (
        _("数据"),
        "table",
        (
            Entry(_("导入"), "core:import_list", "core.add_importbatch"),
            Entry(_("任务"), "core:job_list"),
            Entry(_("常用查询"), "core:filter_list"),
            Entry(_("自定义统计"), "inspections:pivot", "households.view_household"),
            Entry(_("查看与导出记录"), "core:audit", "core.view_audit"),
            Entry(_("手机"), "core:devices", "core.change_user"),
            Entry(_("用词"), "core:terms_home", "core.change_termchoice", of_place=True),
            Entry(_("消息网关"), "core:gateway_home", "core.change_gateway", of_place=True),
            Entry(_("设置"), "core:prefs"),
        ),
    ),
)


# The verbs of a superuser, who is asked for none.
EVERY_VERB = frozenset(entry.verb for _label, _icon, entries in MENU for entry in entries if entry.verb)


@dataclass
class Item:
    label: Text
    url: str
    name: str
    active: bool = False


@dataclass
class Group:
    label: Text
    icon: str
    items: list = field(default_factory=list)


class Shell:
    """What `base.html` and `base_phone.html` show around the page. Worked out only when asked for."""

    version = __version__

    def __init__(self, request):
        self.request = request
        self.user: Any = getattr(request, "user", None)

    @property
    def signed_in(self):
        return bool(self.user and self.user.is_authenticated)

    @cached_property
    def lines(self):
        """Return the pages that this user may open from the menu: pairs of name and URL."""
        if not self.signed_in:
            return ()
        verbs = EVERY_VERB if self.user.is_superuser else frozenset(self.user.get_all_permissions())
        stands = bool(self.user.area_codes or self.user.is_superuser)
        return lines_for(verbs, stands, str(self.month or Period.current()))

    @cached_property
    def here(self):
        """Return the name of the menu's line for the page being looked at, or the page that it lies under; or blank."""
        match = getattr(self.request, "resolver_match", None)
        if match and any(name == match.view_name for name, _url in self.lines):
            return match.view_name
        path = self.request.path
        under = [(len(url), name) for name, url in self.lines if url != "/" and path.startswith(url)]
        return max(under, default=(0, ""), key=lambda one: one[0])[1]

    @property
    def menu(self):
        """Return the groups of pages that this user may open; the page being looked at is marked."""
        return groups_of(self.lines, self.here)

    @cached_property
    def trail(self):
        """Return the way from the home page down to this one by the menu, for a page that has none of its own."""
        if not self.signed_in or self.request.path == reverse("core:home"):
            return []
        steps = [{"label": _("首页"), "url": reverse("core:home")}]
        for group in self.menu:
            for item in group.items:
                if item.active:
                    above = [{"label": item.label, "url": item.url}] if item.url != self.request.path else []
                    return [*steps, {"label": group.label, "url": ""}, *above]
        return steps

    @property
    def menu_html(self):
        """Return the menu as it stands on the page: the same for all who may open the same pages, and kept."""
        return menu_html(self.lines, self.here, get_language(), spoken())

    @cached_property
    def month(self):
        return month_asked(self.request)

    @cached_property
    def scope(self):
        """Return the places that this user sees, in words: it is stated on every page."""
        if not self.signed_in:
            return ""
        names = [grant.area.name for grant in self.user.grants_today if grant.role != Role.HELPER]
        if names:
            return "、".join(dict.fromkeys(names))
        if self.user.is_superuser:
            return _("全部区域")
        return _("我帮扶的户") if Role.HELPER in self.user.roles else _("没有授权区域")

    @cached_property
    def role_labels(self):
        labels = dict(Role.choices)
        return [labels[role] for role in labels if self.signed_in and role in self.user.roles]

    @property
    def todo_count(self):
        """Return how many lines the user can act on, as far as it was counted lately; None: not known."""
        return known_count(self.user) if self.signed_in else None

    @property
    def now(self):
        """Return the moment that stands on a page that is printed."""
        return clock.now()

    @property
    def font(self):
        """Return `large` when the reader asked for the large-font version, by cookie or in preferences."""
        chosen = self.request.COOKIES.get(FONT_COOKIE)
        if chosen in ("large", "normal"):
            return chosen
        return "large" if self.signed_in and self.user.large_font else "normal"

    @property
    def density(self):
        return "compact" if self.request.COOKIES.get(DENSITY_COOKIE) == "compact" else "normal"

    @property
    def keys(self):
        """Return `off` when the reader turned single-key shortcuts off (WCAG 2.1.4)."""
        return "off" if self.request.COOKIES.get(KEYS_COOKIE) == "off" else "on"

    @property
    def html_lang(self):
        return "zh-Hans" if (get_language() or "zh").startswith("zh") else get_language()

    @property
    def other_language(self):
        """Return the code and the name of the language that the switch leads to."""
        return ("en", "EN") if self.html_lang == "zh-Hans" else ("zh-hans", "中文")

    @property
    def show_demo_logins(self):
        return getattr(settings, "SHOW_DEMO_LOGINS", False)


def month_asked(request) -> Period | None:
    """Return the period that the URL speaks of (`/…/2017-05/` or `?m=2017-05`), or None."""
    match = getattr(request, "resolver_match", None)
    text = (match.kwargs.get("month") if match else None) or request.GET.get("m")
    try:
        return Period.parse(str(text)) if text else None
    except ValidationError:
        return None


def reverse_or_none(name, **kwargs):
    """Return the URL of that name, or None where this installation does not serve it."""
    try:
        return reverse(name, kwargs=kwargs or None)
    except NoReverseMatch:
        return None


@lru_cache(maxsize=256)
def lines_for(verbs, stands, month):
    """Return the menu's lines for whoever has these verbs and stands on a place or not: pairs of name and URL."""
    lines = []
    for _label, _icon, entries in MENU:
        for entry in entries:
            if (entry.verb and entry.verb not in verbs) or (entry.of_place and not stands):
                continue
            url = reverse_or_none(entry.url_name, **({"month": month} if entry.monthly else {}))
            lines += [(entry.url_name, url)] if url else []
    return tuple(lines)


def groups_of(lines, here):
    """Return the menu's groups that have some of these lines; that of the page shown is marked."""
    urls = dict(lines)
    return [
        Group(label, icon, [Item(e.label, urls[e.url_name], e.url_name, e.url_name == here) for e in shown])
        for label, icon, entries in MENU
        if (shown := [entry for entry in entries if entry.url_name in urls])
    ]


@lru_cache(maxsize=512)
def menu_html(lines, here, language, speech):
    """Return the HTML of the menu's lines in the language and terms of now."""
    return render_to_string("components/menu.html", {"groups": groups_of(lines, here)})


def shell(request):
    """Give every page its `shell`; a fragment that does not ask for it pays nothing."""
    return {"shell": Shell(request)}
