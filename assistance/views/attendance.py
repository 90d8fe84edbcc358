"""Days on post: which townships have sent them in, and the monthly sheet of one."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.forms import AttendanceForm
from assistance.models import Attendance, Post
from assistance.services.attendance import days_on_post, is_late_now
from assistance.staffing import with_attendance
from assistance.tables import ATTENDANCE_COLUMNS
from assistance.views.posts import CHANGE, VIEW, Place
from povertyapp.core import clock
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.month_locks import locked_months
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.templatetags.house import month_text
from povertyapp.core.undo import tell
from povertyapp.core.views.pages import FormPage, ListPage, MonthAsked, address

MONTHS_SHOWN = 12


class MonthOfAttendance(MonthAsked):
    """A page with a choice of months above it."""

    @cached_property
    def months(self):
        """Return the months to choose from, the newest first."""
        now = Period.current()
        return [
            {
                "label": month_text(period),
                "url": address(self.request.path, m=period),
                "active": period == self.period,
            }
            for period in (now.shift(-back) for back in range(MONTHS_SHOWN))
        ]

    def get_context(self, **more):
        return super().get_context(months=self.months, period=self.period, **more)


class AttendanceHome(MonthOfAttendance, ListPage):
    """`/assistance/attendance/?m=2017-03`: townships, and for how many residents the days are recorded."""

    model = Area
    verb = VIEW
    title = gettext_lazy("驻村考勤")
    columns = ATTENDANCE_COLUMNS
    order = ("code",)

    def rows(self, model=None):
        rows = super().rows(model)
        if model:
            return rows
        return with_attendance(rows.filter(level=Level.TOWNSHIP, valid_to=None), self.period)

    def get_title(self):
        return _("%(month)s 驻村考勤") % {"month": month_text(self.period)}

    def get_question(self):
        return _("哪个乡镇的驻村天数还没有登记")

    def get_row_url(self, row):
        return address(reverse("assistance:attendance", args=[row.code]), m=self.period)


class AttendanceSheet(MonthOfAttendance, FormPage, Place):
    """`/assistance/attendance/<area>/?m=2017-03`: everybody on post that month in one table, sent in one go."""

    verb = VIEW
    write_verb = CHANGE
    template_name = "assistance/attendance.html"
    form_class = AttendanceForm
    submit_label = gettext_lazy("登记")

    def get_title(self):
        return _("%(place)s %(month)s 驻村考勤") % {
            "place": self.object.short_name,
            "month": month_text(self.period),
        }

    def get_breadcrumbs(self):
        home = address(reverse("assistance:attendance_home"), m=self.period)
        return [
            {"label": _("驻村考勤"), "url": home},
            {"label": self.object.short_name, "url": ""},
        ]

    @cached_property
    def posts(self):
        """Return the residents of the month in the place, village by village."""
        rows = self.rows(Post).in_area(self.object.code).select_related("official__unit", "area")
        return list(rows.owing_days(self.period, self.value).in_order())

    @cached_property
    def value(self):
        return Parameters(self.object.code, self.period.start)

    @cached_property
    def known(self):
        """Return post id → what is recorded of it."""
        rows = self.rows(Attendance).newest().with_lateness().filter(month=self.period.start)
        return {row.post_id: row for row in rows.filter(post__in=[post.pk for post in self.posts])}

    def get_form_kwargs(self):
        more = {"area": self.object, "period": self.period, "posts": self.posts, "known": self.known}
        return {**super().get_form_kwargs(), **more}

    def get_context(self, *, form, **more):
        county = self.object.county_code
        return super().get_context(
            form=form,
            lines=[self._line(*line) for line in form.lines()],
            is_late=is_late_now(self.object, self.period),
            is_locked=(county, str(self.period)) in locked_months([county]),
            least=self.value("post.min_days"),
            **more,
        )

    def _line(self, post, days, leave):
        row = self.known.get(post.pk)
        over = self.period.end < clock.today()
        return {
            "post": post,
            "url": reverse("assistance:place_posts", args=[post.area_id]),
            "held": days_on_post(post, self.period),
            "owed": post.owed,
            "days": days,
            "leave": leave,
            "row": row,
            "is_short": over and bool(post.owed) and (row is None or row.days < post.owed),
        }

    def check_still_visible(self, saved):
        """The posts came from `rows`, so whoever sends the sheet sees them all."""

    def succeed(self, saved):
        response = super().succeed(saved)
        words = {"new": saved.created, "mended": saved.corrected, "same": saved.unchanged}
        text = _("新登记 %(new)s 人，更正 %(mended)s 人，未变 %(same)s 人。") % words
        if saved.is_late and (saved.created or saved.corrected):
            text += _("已过录入截止，记为补报，不改变已出的账。")
        tell(self.request, text)
        return response

    def get_success_url(self, saved):
        return address(self.request.path, m=self.period)
