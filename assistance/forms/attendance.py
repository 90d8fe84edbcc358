"""The monthly sheet of days on post: one line a person, one sending for a whole township."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.choices import AttendanceSource
from assistance.services import record_attendance
from households.forms.fields import WrittenField
from povertyapp.core.forms import ScopedForm
from povertyapp.core.workbooks import cells


class DaysField(WrittenField):
    """A number of days; blank is None."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 3, "maxlength": 4})
        super().__init__(read=cells.integer, required=False, widget=widget, **kwargs)


class AttendanceForm(ScopedForm):
    """The days of everybody on post in a month; who is left blank is not recorded."""

    source = forms.ChoiceField(
        label=_("依据"), choices=AttendanceSource.choices, initial=AttendanceSource.TOWNSHIP
    )

    def __init__(self, *args, area, period, posts, known, **kwargs):
        self.area, self.period, self.posts = area, period, posts
        super().__init__(*args, **kwargs)
        for post in posts:
            row = known.get(post.pk)
            who = f"{post.area.short_name} {post.official.name}"
            self.fields[f"days_{post.pk}"] = DaysField(
                label=_("%(who)s 在岗天数") % {"who": who}, initial=row.days if row else None
            )
            self.fields[f"leave_{post.pk}"] = DaysField(
                label=_("%(who)s 请假天数") % {"who": who}, initial=row.leave_days if row else None
            )

    def lines(self):
        """Yield each post with its two fields."""
        for post in self.posts:
            yield post, self[f"days_{post.pk}"], self[f"leave_{post.pk}"]

    def clean(self):
        given = super().clean()
        for post in self.posts:
            if given.get(f"leave_{post.pk}") and given.get(f"days_{post.pk}", "") is None:
                self.add_error(f"days_{post.pk}", _("填了请假天数，也要填在岗天数。"))
        if not self.errors and not self.entries:
            raise forms.ValidationError(_("还没有填任何人的天数。"))
        return given

    @property
    def entries(self):
        """Return post → (days on post, days of leave) of those that were filled in."""
        given = self.cleaned_data
        return {
            post: (given[f"days_{post.pk}"], given[f"leave_{post.pk}"] or 0)
            for post in self.posts
            if given.get(f"days_{post.pk}") is not None
        }

    def save(self, *, by):
        return record_attendance(
            by=by,
            area=self.area,
            period=self.period,
            source=self.cleaned_data["source"],
            entries=self.entries,
        )
