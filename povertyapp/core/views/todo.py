"""待办 (ux P12): what must I do, by when?"""

import datetime as dt
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core import clock
from povertyapp.core.bulk import BULK
from povertyapp.core.models import Area
from povertyapp.core.notices import put_away
from povertyapp.core.todo import COUNTED, Tab, Todo, count_todos, todos_by_tab
from povertyapp.core.undo import tell
from povertyapp.core.views.pages import Page, Rows, address

TABS = {
    Tab.DO: gettext_lazy("待办"),
    Tab.READ: gettext_lazy("待阅"),
    Tab.DONE: gettext_lazy("已办"),
    Tab.MINE: gettext_lazy("我发起"),
}
QUESTIONS = {
    Tab.DO: gettext_lazy("只列您能办的事；每行一个按钮，从最急的办起。"),
    Tab.READ: gettext_lazy("只要知道、不用办的事；看过可以收起，别人看不到您看没看。"),
    Tab.DONE: gettext_lazy("您近 30 天办过的事。"),
    Tab.MINE: gettext_lazy("您发起、还在别人手里或正在办的事。"),
}
# The deadlines that one can ask for; their order is that of the groups.
OVERDUE, TODAY, WEEK, LATER, NONE = "overdue", "today", "week", "later", "none"


def sunday(today):
    """Return the last day of the week of a day."""
    return today + dt.timedelta(days=6 - today.weekday())


def span_of(due, today):
    """Return in which span of time a deadline lies."""
    if due is None:
        return NONE
    if due <= today:
        return TODAY if due == today else OVERDUE
    return WEEK if due <= sunday(today) else LATER


class TodoPage(Rows, Page):
    """`/todo/?tab=do|read|done|mine`: one's own lines, the most urgent first."""

    model = Area
    title = gettext_lazy("待办")
    template_name = "core/todo.html"

    @cached_property
    def tab(self):
        asked = self.request.GET.get("tab", "")
        return Tab(asked) if asked in set(Tab) else Tab.DO

    @cached_property
    def lines_of(self):
        """Return tab → its lines: of the tab that is shown, and of those whose number stands beside it."""
        return todos_by_tab(self.request.user, dict.fromkeys([*COUNTED, self.tab]))

    @property
    def all_items(self):
        return self.lines_of[self.tab]

    @cached_property
    def items(self):
        """Return the lines of the tab that meet the conditions of the address."""
        kind, due, area = (self.request.GET.get(name, "") for name in ("kind", "due", "area"))
        today = clock.today()
        return [
            item
            for item in self.all_items
            if (not kind or str(item.kind) == kind)
            and (not due or span_of(item.due, today) == due)
            and (not area or item.area.startswith(area))
        ]

    def get_tabs(self):
        return [
            {
                "label": label,
                "count": len(self.lines_of[tab]) if tab in COUNTED else None,
                "url": f"?tab={tab}",
                "active": tab == self.tab,
            }
            for tab, label in TABS.items()
        ]

    def get_groups(self):
        """Return the lines under the words of their deadline; an empty group is left out, and where nothing is to be
        done there are no such words."""
        if self.tab != Tab.DO:
            return [("", self.items)] if self.items else []
        today = clock.today()
        back = [item for item in self.items if item.is_returned]
        spans: dict[str, list[Todo]] = {OVERDUE: [], TODAY: [], WEEK: [], LATER: [], NONE: []}
        for item in self.items:
            if not item.is_returned:
                spans[span_of(item.due, today)].append(item)
        groups = (
            (_("已过期"), spans[OVERDUE]),
            (_("今天到期"), spans[TODAY]),
            (_("退回给我"), back),
            (_("本周"), spans[WEEK]),
            (_("之后"), spans[LATER] + spans[NONE]),
        )
        return [(label, items) for label, items in groups if items]

    def get_choices(self):
        """Return the conditions that tell the lines of this tab apart: name, label, choices, what is chosen."""
        kinds = sorted({str(item.kind) for item in self.all_items})
        found = {span_of(item.due, clock.today()) for item in self.all_items}
        words = (
            (OVERDUE, _("已过期")),
            (TODAY, _("今天到期")),
            (WEEK, _("本周")),
            (LATER, _("以后")),
            (NONE, _("没有期限")),
        )
        asked = (
            ("kind", _("类型"), [(kind, kind) for kind in kinds]),
            ("due", _("截止"), [(key, label) for key, label in words if key in found]),
            ("area", _("区域"), self.get_places()),
        )
        return [
            {"name": name, "label": label, "choices": choices, "chosen": self.request.GET.get(name, "")}
            for name, label, choices in asked
            if len(choices) > 1 or self.request.GET.get(name)
        ]

    def get_places(self):
        codes = {item.area for item in self.all_items if item.area}
        places = self.rows().in_bulk(codes) if codes else {}
        return [(code, places[code].name) for code in sorted(codes) if code in places]

    def get_batches(self):
        """Return what may be done with several of the lines shown: the key of its boxes, label and address."""
        found: dict[str, dict[str, Any]] = {}
        for item in self.items:
            name, _dot, code = item.bulk.rpartition(".")
            action = BULK.get(name, {}).get(code)
            if action and self.request.user.has_perm(action.verb):
                url = address(reverse("core:bulk", args=[code]), list=name)
                found.setdefault(item.bulk, {"key": item.bulk, "label": action.label, "url": url, "n": 0})
                found[item.bulk]["n"] += 1
        return [batch for batch in found.values() if batch["n"] > 1]

    def get_context(self, **more):
        batches = self.get_batches()
        return super().get_context(
            batches=batches,
            batch_keys={batch["key"] for batch in batches},
            tabs=self.get_tabs(),
            tab_name=self.tab.value,
            groups=self.get_groups(),
            choices=self.get_choices(),
            is_narrowed=len(self.items) < len(self.all_items),
            clear_url=f"?tab={self.tab}",
            question=QUESTIONS[self.tab],
            can_put_away=any(item.notice for item in self.items),
            **more,
        )


class NoticesPutAway(Page):
    """`/todo/put-away/`: put the ticked notices away (POST)."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        ids = [int(text) for text in request.POST.getlist("notice") if text.isdecimal()]
        count = put_away(by=request.user, ids=ids)
        if count:
            tell(request, _("已收起 %(n)s 条。") % {"n": count})
        else:
            tell(request, _("请先勾选要收起的提醒。"))
        return HttpResponseRedirect(address(reverse("core:todo"), tab=Tab.READ.value))


class TodoCount(Page):
    """`/todo/count/`: the number in the head of every page, asked for once a minute at most."""

    def get(self, request, *args, **kwargs):
        return HttpResponse(str(count_todos(request.user) or ""), content_type="text/html")
