"""待办 (ux P12): what must I do, by when?"""

import datetime as dt

from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core import clock
from povertyapp.core.todo import Tab, count_todos, todos_of
from povertyapp.core.views.pages import Page

TABS = {Tab.DO: gettext_lazy("待办"), Tab.READ: gettext_lazy("待阅")}
WEEK = dt.timedelta(days=7)


class TodoPage(Page):
    """`/todo/?tab=do|read`: one's own lines, the most urgent first."""

    title = gettext_lazy("待办")
    template_name = "core/todo.html"

    @cached_property
    def tab(self):
        asked = self.request.GET.get("tab", "")
        return Tab(asked) if asked in set(Tab) else Tab.DO

    @cached_property
    def items(self):
        return todos_of(self.request.user, self.tab)

    def get_tabs(self):
        other = {tab: len(todos_of(self.request.user, tab)) for tab in Tab if tab != self.tab}
        counts = {self.tab: len(self.items), **other}
        return [
            {"label": label, "count": counts[tab], "url": f"?tab={tab}", "active": tab == self.tab}
            for tab, label in TABS.items()
        ]

    def get_groups(self):
        """Return the lines under the words of their deadline; an empty group is left out."""
        today = clock.today()
        named = (
            (_("已过期"), lambda due: due is not None and due < today),
            (_("今天到期"), lambda due: due == today),
            (_("7 天以内"), lambda due: due is not None and today < due <= today + WEEK),
            (_("以后"), lambda due: due is None or due > today + WEEK),
        )
        groups = [(label, [item for item in self.items if fits(item.due)]) for label, fits in named]
        return [(label, items) for label, items in groups if items]

    def get_context(self, **more):
        return super().get_context(tabs=self.get_tabs(), groups=self.get_groups(), **more)


class TodoCount(Page):
    """`/todo/count/`: the number in the head of every page, asked for once a minute at most."""

    def get(self, request, *args, **kwargs):
        return HttpResponse(str(count_todos(request.user) or ""), content_type="text/html")
