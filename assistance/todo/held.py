"""待办 for what phones brought: values and submissions that wait for the user's decision, in one line each."""

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import HeldSubmission, HeldValue
from assistance.services.review import REVIEW, SETTLE
from povertyapp.core import clock
from povertyapp.core.reading import counted
from povertyapp.core.reminding import Due, due_source, standing_with
from povertyapp.core.todo import Tab, Todo, todo_source


@todo_source(Tab.DO)
def values_to_settle(user):
    """Yield one line for the values that met another one in the register."""
    if not user.has_perm(SETTLE):
        return
    rows = HeldValue.objects.visible_to(user).open()
    [found] = yield counted(rows, since=Min("held_at"))
    yield from _line(
        found,
        what=_("手机带回的数据和档案不一致"),
        url=reverse("assistance:held_values"),
    )


@todo_source(Tab.DO)
def submissions_to_review(user):
    """Yield one line for the submissions in the review box that others sent."""
    if not user.has_perm(REVIEW):
        return
    rows = HeldSubmission.objects.visible_to(user).open().exclude(sent_by=user)
    [found] = yield counted(rows, since=Min("received_at"))
    yield from _line(
        found,
        what=_("手机提交收下了，还没有记入"),
        url=reverse("assistance:review"),
    )


@due_source("held_values", label=gettext_lazy("待核对的数据"), unit=gettext_lazy("条"))
def values_due(county, today):
    """Yield the values of a county that met another one, for whoever settles them."""
    rows = HeldValue.objects.in_area(county).open().values_list("area_id")
    yield from _of_places(SETTLE, county, today, [(area, None) for (area,) in rows])


@due_source("held_submissions", label=gettext_lazy("待核对的手机提交"), unit=gettext_lazy("条"))
def submissions_due(county, today):
    """Yield the submissions of a county in the review box, for whoever decides on them and has not sent them."""
    rows = HeldSubmission.objects.in_area(county).open().values_list("area_id", "sent_by")
    yield from _of_places(REVIEW, county, today, list(rows))


def _of_places(verb, county, today, rows):
    for user, places in standing_with(verb, county, today).items():
        count = sum(area.startswith(tuple(places)) and sender != user for area, sender in rows)
        if count:
            yield Due(user, count)


def _line(found, *, what, url):
    """Yield the line where something waits; its list leads on."""
    if not found["n"]:
        return
    since = found["since"].astimezone(clock.COUNTY_TIME)
    yield Todo(
        kind=_("待核对"),
        what=what,
        whose=_("%(n)s 条") % {"n": found["n"]},
        why=_("最早的收到于 %(day)s，要由您所在的地方核对") % {"day": f"{since:%m-%d}"},
        url=url,
        action=_("去核对"),
        state="review",
        count=found["n"],
    )
