"""Who is on post: the list of villages, the people of one place, and how they come and go."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.choices import PostKind
from assistance.filters import StaffingFilter
from assistance.forms import (
    AppointForm,
    OfficialForm,
    PostEndForm,
    PostHandOverForm,
    TeamEndForm,
    TeamForm,
)
from assistance.forms.posts import KINDS_OF
from assistance.models import Attendance, Official, Post, ResidentTeam, VillageTask
from assistance.services.posts_export import export_staffing
from assistance.staffing import with_staffing
from assistance.tables import STAFFING_COLUMNS
from assistance.views.strips import EXPORT
from povertyapp.core import clock
from povertyapp.core.context import reverse_or_none
from povertyapp.core.masks import mask_phone
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.text import labelled
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import DetailPage, ListPage, MonthAsked, Panel, RowFormPage

VIEW, CHANGE = "assistance.view_visit", "assistance.change_post"


class PostList(MonthAsked, ListPage):
    """`/assistance/posts/`: villages with their team, first secretary, clerk and leader, and what is missing."""

    model = Area
    related = ("parent",)
    verb = VIEW
    title = gettext_lazy("驻村帮扶")
    filterset_class = StaffingFilter
    columns = STAFFING_COLUMNS
    order = ("code",)

    def rows(self, model=None):
        rows = super().rows(model)
        if model:
            return rows
        return with_staffing(rows.filter(level=Level.VILLAGE, valid_to=None), self.period, self.value)

    @cached_property
    def place(self):
        """Return the place asked for, else the one where the reader stands, or None."""
        code = self.request.GET.get("area") or self.request.GET.get("township")
        seen = self.rows(Area)
        return seen.filter(code=code).first() if code else seen.order_by("code").first()

    @cached_property
    def value(self):
        return Parameters(self.place.code if self.place else "", self.period.start)

    def get_question(self):
        return _("哪个村谁在驻、谁专管，还缺什么")

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        return [{"label": _("驻村考勤"), "url": reverse("assistance:attendance_home"), "style": ""}]

    def get_row_url(self, row):
        return reverse("assistance:place_posts", args=[row.code])

    def get_export_url(self):
        if not self.request.user.has_perm(EXPORT):
            return ""
        return f"{reverse('assistance:posts_export')}?{self.request.GET.urlencode()}"


class PostExport(FilePage, PostList):
    """The villages that the page shows, as a workbook."""

    verb = EXPORT
    file_label = gettext_lazy("导出驻村帮扶表")

    def make(self):
        if self.place is None:
            raise Http404
        return export_staffing(
            by=self.request.user,
            area=self.place,
            villages=self.found,
            period=self.period,
            filters=self.get_conditions(),
        )

    def name_of(self, made):
        return _("驻村帮扶-%(month)s-%(number)s.xlsx") % {"month": self.period, "number": made.record.number}


class Place(DetailPage):
    """A page about the people of one village or township."""

    model = Area
    related = ("parent",)
    key, url_key = "code", "area"
    verb = VIEW

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(level__in=KINDS_OF)

    @property
    def page_url(self):
        return reverse("assistance:place_posts", args=[self.object.code])

    def get_breadcrumbs(self):
        return [
            {"label": _("驻村帮扶"), "url": reverse("assistance:posts")},
            {"label": self.object.short_name, "url": self.page_url},
        ]


class PlacePosts(Place, Panel):
    """`/assistance/posts/<area>/`: who is on post here, who was, their days, and the units with a task here."""

    panel_name = "assistance/_post_panel.html"

    def get_title(self):
        return _("%(place)s 帮扶力量") % {"place": self.object.short_name}

    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs()[:1], {"label": self.object.short_name, "url": ""}]

    def get_context(self, **more):
        today, here = clock.today(), {"area": self.object}
        posts = list(self.rows(Post).filter(**here).select_related("official__unit", "team").in_order())
        months = (Period.current(), Period.current().previous)
        days = self._days(months)
        now = [post for post in posts if post.to_date is None or post.to_date >= today]
        past = [post for post in posts if post not in now]
        team = self.rows(ResidentTeam).filter(**here).in_force(today).select_related("unit").first()
        tasks = self.rows(VillageTask).filter(**here).in_force(today).select_related("unit")
        return super().get_context(
            is_village=self.object.level == Level.VILLAGE,
            shown_months=months,
            posts=[self._row(post, days, months) for post in now],
            past=[self._row(post, days, months) for post in past],
            team=team,
            tasks=[{"task": task, "url": reverse("assistance:unit", args=[task.unit_id])} for task in tasks],
            task_force=self._task_force(now),
            may_change=self.request.user.has_perm(CHANGE),
            area_url=reverse_or_none("households:area", area=self.object.code),
            **more,
        )

    def _days(self, months):
        rows = self.rows(Attendance).newest().filter(area=self.object, month__in=[m.start for m in months])
        return {(row.post_id, row.month): row for row in rows}

    def _task_force(self, posts):
        """Return how many are on the township's task force, and how many it should have (CB1-02)."""
        if self.object.level != Level.TOWNSHIP:
            return None
        value = Parameters(self.object.code, clock.today())
        least, most = value("task_force.min_members"), value("task_force.max_members")
        count = sum(post.kind == PostKind.TASK_FORCE for post in posts)
        return {"count": count, "least": least, "most": most, "fits": least <= count <= most}

    def _row(self, post, days, months):
        official = post.official
        return {
            "post": post,
            "name": official.name,
            "title": post.title,
            "unit": official.unit,
            "office": official.office,
            "phone": mask_phone(official.phone),
            "days": [days.get((post.pk, month.start)) for month in months] if post.is_resident else [],
        }


class PlaceForm(RowFormPage, Place):
    """A form about the people of one place; it leads back to them."""

    verb = CHANGE
    success_message = gettext_lazy("已保存。")
    row_name = "area"

    @property
    def back_url(self):
        return self.page_url

    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs(), {"label": self.title, "url": ""}]

    def get_title(self):
        return labelled(self.object.short_name, self.title)


class PostAppoint(PlaceForm):
    """`/assistance/posts/<area>/appoint/?kind=clerk`: put a person on a post."""

    title = gettext_lazy("任命")
    form_class = AppointForm

    def get_initial_form(self):
        form = self.get_form()
        form.fields["kind"].initial = self.request.GET.get("kind")
        return form


class TeamStart(PlaceForm):
    """`/assistance/posts/<area>/team/`: send a resident team to a village."""

    title = gettext_lazy("派驻工作队")
    form_class = TeamForm

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(level=Level.VILLAGE)


class RowForm(RowFormPage):
    """A form about one post, team or person; it leads back to the people of the place."""

    verb = CHANGE
    success_message = gettext_lazy("已保存。")

    def get_title(self):
        return labelled(self.title, self.object)

    @property
    def place(self):
        return self.object.area

    @property
    def back_url(self):
        return reverse("assistance:place_posts", args=[self.place.code])

    def get_breadcrumbs(self):
        return [
            {"label": _("驻村帮扶"), "url": reverse("assistance:posts")},
            {"label": self.place.short_name, "url": self.back_url},
            {"label": self.title, "url": ""},
        ]


class PostEnd(RowForm):
    """`/assistance/people/<pk>/end/`: take a person off a post."""

    model = Post
    related = ("area", "official")
    title = gettext_lazy("离岗")
    form_class = PostEndForm


class PostHandOver(RowForm):
    """`/assistance/people/<pk>/hand-over/`: let somebody take a post over."""

    model = Post
    related = ("area", "official__unit")
    title = gettext_lazy("交接")
    form_class = PostHandOverForm
    row_name = "post"

    def get_context(self, **more):
        hint = _("现任：%(name)s，%(day)s 到岗。前任的最后一天是接任日期的前一天。")
        words = {"name": self.object.official.name, "day": self.object.from_date}
        return super().get_context(hint=hint % words, **more)


class TeamEnd(RowForm):
    """`/assistance/teams/<pk>/end/`: withdraw a team with everybody who is still on one of its posts."""

    model = ResidentTeam
    related = ("area", "unit")
    title = gettext_lazy("撤离工作队")
    form_class = TeamEndForm

    def get_context(self, **more):
        return super().get_context(hint=_("队员的岗位同日结束。"), **more)


class OfficialEdit(RowForm):
    """`/assistance/officials/<code>/edit/`: correct what is recorded of a person on a post."""

    model = Official
    key, url_key = "code", "code"
    title = gettext_lazy("修改人员")
    form_class = OfficialForm
    row_name = "official"

    @cached_property
    def place(self):
        """Return the place of a post of this person that the reader sees, the newest."""
        post = (
            self.rows(Post).filter(official=self.object).select_related("area").order_by("-from_date").first()
        )
        return post.area if post else self.object.area

    @property
    def back_url(self):
        if self.place.level not in KINDS_OF:
            return reverse("assistance:posts")
        return super().back_url
