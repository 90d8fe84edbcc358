"""What notices put into 待办: objections that wait for an answer, and notices without a picture."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from funds.models import Notice, NoticeObjection
from povertyapp.core import clock
from povertyapp.core.alike import Alike
from povertyapp.core.reading import counted
from povertyapp.core.todo import LINES, Tab, Todo, todo_source
from povertyapp.core.views.pages import address

CHANGE = "funds.change_notice"


@todo_source(Tab.DO)
def objections_to_answer(user):
    """Yield the notices with objections that nobody has answered."""
    if not user.has_perm(CHANGE):
        return
    counts = yield Alike(_by_notice, user).first(LINES)
    known = {row["notice"]: row["n"] for row in counts}
    notices = Notice.objects.visible_to(user).filter(pk__in=known)
    for notice in (yield notices.select_related("area").order_by("code")):
        yield Todo(
            kind=_("公示异议"),
            what=_("%(title)s：%(n)d 条异议") % {"title": notice.title, "n": known[notice.pk]},
            whose=notice.area.short_name,
            why=_("异议没有答复，不能办下一步"),
            state="bad",
            count=known[notice.pk],
            url=notice.get_absolute_url(),
            action=_("答复"),
            area=notice.area_id,
        )


def _by_notice(user):
    waiting = NoticeObjection.objects.visible_to(user).filter(answered_on=None)
    return waiting.order_by("notice").values("notice").annotate(n=Count("pk"))


@todo_source(Tab.DO)
def notices_without_photo(user):
    """Yield, as one line, the user's own notices that hang and have neither a picture nor a paper."""
    if not user.has_perm(CHANGE):
        return
    own = (
        Notice.objects.visible_to(user).hanging(clock.today()).filter(recorded_by=user, photos=None, paper="")
    )
    [found] = yield counted(own)
    if n := found["n"]:
        yield Todo(
            kind=_("公示"),
            what=_("%(n)d 份公示没有照片") % {"n": n},
            why=_("公示要有张贴时的照片"),
            state="warning",
            count=n,
            url=address(reverse("funds:notices"), standing="no_photo"),
            action=_("上传照片"),
        )
