"""`/projects/`: the board of projects (ux P8). What is stuck, at which step, for how long, who unblocks it."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.board import Board
from funds.filters.projects import BoardFilter
from funds.models import Project
from povertyapp.core import clock
from povertyapp.core.parameters import value_of_reader
from povertyapp.core.views.pages import Page, Rows, address

VIEW, CHANGE = "funds.view_project", "funds.change_project"


class ProjectBoard(Rows, Page):
    """The columns of the board with their cards. Without script the cards' links lead to the forms of the steps."""

    model = Project
    verb = VIEW
    title = gettext_lazy("项目看板")
    template_name = "funds/board.html"
    fragment_name = "funds/_board.html"

    @cached_property
    def filter(self):
        return BoardFilter(self.request.GET, queryset=self.rows(), request=self.request)

    @cached_property
    def board(self):
        return Board(self.filter.qs, self.request.user, clock.today(), value_of_reader(self.request.user))

    def list_url(self, name="project_list", **conditions):
        """Return the address of the list, or of its workbook, under the board's conditions and some more."""
        known = self.filter.form.cleaned_data if self.filter.form.is_valid() else {}
        asked = {name: value for name, value in self.request.GET.items() if name in known and value}
        return address(reverse(f"funds:{name}"), **{**asked, **conditions})

    def get_actions(self):
        has_perm = self.request.user.has_perm
        links = (
            (has_perm("funds.add_project"), _("草拟项目"), reverse("funds:project_add"), "primary"),
            (True, _("表格视图"), self.list_url(), ""),
            (True, _("疑点"), reverse("funds:project_flags"), ""),
            (True, _("导出项目台账"), self.list_url("projects_xlsx"), ""),
        )
        return [
            {"label": label, "url": url, "style": style} for is_shown, label, url, style in links if is_shown
        ]

    def get_context(self, **more):
        columns = [(column, self.list_url(column=column.key)) for column in self.board.columns]
        over = [(stage.label, count, self.list_url(stage=stage), stage) for stage, count in self.board.over]
        shown = self.filter.form.cleaned_data.get("show") if self.filter.form.is_valid() else ""
        return super().get_context(
            filter=self.filter, columns=columns, over=over, total=self.board.total, as_of=clock.today(),
            urls={name: "" if shown else self.list_url(show=name) for name in ("running", "blocked", "bottleneck")},
            may_act=self.request.user.has_perm(CHANGE), **more,
        )  # fmt: skip

    def get(self, request, *args, **kwargs):
        return self.render(self.fragment_name if self.asks_part else None)
