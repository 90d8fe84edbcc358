"""Putting a notice up, its pictures, going by it, and taking it down."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from funds.choices.notices import NoticeKind, NoticeLevel, NoticeSubject, PhotoKind
from funds.guards.notices import days_asked, posted_long_enough
from funds.models import Notice, NoticeLine, NoticePhoto
from funds.models.notice import notice_codes
from funds.noticed import is_private, private_words
from households.services.procedures import keep_picture
from households.services.procedures.common import given_day
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models.area import Level
from povertyapp.core.parameters import Parameters

LEVELS = {
    Level.COUNTY: NoticeLevel.COUNTY,
    Level.TOWNSHIP: NoticeLevel.TOWNSHIP,
    Level.VILLAGE: NoticeLevel.VILLAGE,
}
VIEW = "funds.view_notice"


@transaction.atomic
def post_notice(
    *, by, area, kind, subject_kind, subject_code, lines, place, complaint_line, title="", posted_on=None,
    days=None, year=None, web_address="", paper="", photos=(),
):  # fmt: skip
    """Put a notice up at a place and return it; `lines` are NoticeEntry, `photos` pairs of a picture and its day.

    ValidationError by field, all at once: fewer days than `notice.days.<kind>`, no line, a line that tells more of a
    person than B20 allows, no place or complaint line, a county's notice without its web address, the same notice
    hanging there already.
    """
    day = given_day(posted_on, name="posted_on")
    value = Parameters(area.code, day)
    notice = Notice(
        area=area,
        level=LEVELS.get(area.level, ""),
        kind=NoticeKind(kind),
        subject_kind=NoticeSubject(subject_kind),
        subject_code=subject_code.strip(),
        title=title.strip()
        or _("%(place)s%(kind)s公示") % {"place": area.name, "kind": NoticeKind(kind).label},
        year=year or day.year,
        posted_on=day,
        days=days_asked(kind, value) if days is None else days,
        place=place.strip(),
        complaint_line=complaint_line.strip(),
        web_address=web_address.strip(),
        paper=paper.strip(),
        recorded_by=by,
    )
    lines = list(lines)
    _check(notice, lines, value)
    notice.code = next(notice_codes(area.county_code))
    notice.full_clean(exclude=["area"])
    with because(by=by, reason=_("张贴公示")):
        _insert(notice, lines)
        for upload, taken_on in photos:
            _keep_photo(by, notice, upload, taken_on, PhotoKind.POSTED)
    return notice


def _check(notice, lines, value):
    """Raise what is wrong with a notice, all at once."""
    wrong = {"lines": _wrong_lines(notice, lines, value)}
    if not notice.level:
        wrong["area"] = [_("公示张贴到县、乡镇或村，请选一个。")]
    if not notice.subject_code:
        wrong["subject_code"] = [_("请写明公示的对象，例如项目编号或年度。")]
    if not notice.place:
        wrong["place"] = [_("请写明张贴地点。")]
    if not notice.complaint_line:
        wrong["complaint_line"] = [_("请写明监督电话。")]
    if notice.level == NoticeLevel.COUNTY and not notice.web_address:
        wrong["web_address"] = [_("县级公示在政府网站，请填网址。")]
    if notice.days < (least := days_asked(notice.kind, value)):
        wrong["days"] = [
            _("“%(kind)s”至少公示 %(least)d 天，现在填的是 %(days)d 天。")
            % {"kind": notice.get_kind_display(), "least": least, "days": notice.days}
        ]
    same = Notice.objects.hanging(notice.posted_on).filter(
        area=notice.area, kind=notice.kind, subject_kind=notice.subject_kind, subject_code=notice.subject_code
    )
    if not any(wrong.values()) and (other := same.first()):
        wrong["subject_code"] = [_("同样的公示 %(code)s 还挂着，取下后才能重新张贴。") % {"code": other.code}]
    if wrong := {name: texts for name, texts in wrong.items() if texts}:
        raise ValidationError(wrong)


def _wrong_lines(notice, lines, value):
    """Return what is wrong with the lines: none at all, numbers of people or accounts, words about health."""
    if not lines:
        return [_("请至少写一行公示内容。")]
    words = value("notice.private_words")
    wrong = [_("标题里有像证件、账号或电话的号码，公示不能写；请删去。")] if is_private(notice.title) else []
    for number, line in enumerate(lines, start=1):
        text = " ".join((line.name, line.group, line.item))
        if is_private(text):
            wrong.append(_("第 %(n)d 行有像证件、账号或电话的号码，公示不能写；请删去。") % {"n": number})
        if line.subject_kind != NoticeSubject.PROJECT and (found := private_words(text, words)):
            said = _("第 %(n)d 行写到健康情况（%(words)s），公示只写名称、地点、事项和金额。")
            wrong.append(said % {"n": number, "words": "、".join(found)})
    return wrong


def _insert(notice, lines):
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(_("刚刚有人登记了公示，请再提交一次。")) from error
    rows = [
        NoticeLine(
            notice=notice,
            area_id=notice.area_id,
            number=number,
            subject_kind=line.subject_kind,
            subject_code=line.subject_code,
            name=line.name,
            group=line.group,
            item=line.item,
            amount=line.amount,
        )
        for number, line in enumerate(lines, start=1)
    ]
    for row in rows:
        row.clean_fields(exclude=["notice", "area"])
    NoticeLine.objects.bulk_create(rows)


@transaction.atomic
def add_photo(*, by, notice, upload, taken_on=None, kind=PhotoKind.POSTED):
    """Keep a dated picture of a notice and return it; not from before it was put up."""
    notice = _locked(notice)
    with because(by=by, reason=_("上传公示照片")):
        return _keep_photo(by, notice, upload, taken_on, kind)


def _keep_photo(by, notice, upload, taken_on, kind):
    day = given_day(taken_on, name="taken_on", not_before=notice.posted_on)
    file = keep_picture(by=by, area=notice.area, upload=upload, verb=VIEW)
    return NoticePhoto.objects.create(
        notice=notice, area_id=notice.area_id, kind=PhotoKind(kind), file=file, taken_on=day, recorded_by=by
    )


@transaction.atomic
def take_down(*, by, notice, on=None, reason=""):
    """Record that a notice was taken down and return it; before its days are full only with a reason, and not once
    a step went by it having hung for longer."""
    row = _locked(notice)
    if row.taken_down_on:
        raise ValidationError(_("已于 %(day)s 取下，不用再登记。") % {"day": row.taken_down_on})
    row.taken_down_on = given_day(on, not_before=row.posted_on)
    row.down_reason = reason.strip()
    if (row.taken_down_on - row.posted_on).days < row.days:
        if row.went_by_on:
            raise ValidationError(
                {"on": _("已按公示满 %(n)d 天办过下一步，取下日期不能更早。") % {"n": row.days}}
            )
        if not row.down_reason:
            said = _("公示还不满 %(n)d 天，提前取下要写明理由，以后须重新公示。") % {"n": row.days}
            raise ValidationError({"reason": said})
    with because(by=by, reason=row.down_reason or _("公示期满取下")):
        row.save(update_fields=["taken_down_on", "down_reason"])
    return row


@transaction.atomic
def go_by_notices(*, by, subject_kind, code, kind, on=None, area_code=""):
    """Let a step go by the notices of one thing: from now on they cannot be said to have been taken down earlier.

    ValidationError with all that is lacking (`posted_long_enough`).
    """
    day = on or clock.today()
    notices = Notice.objects.about(subject_kind, code).filter(kind=kind, posted_on__lte=day)
    held = list(notices.order_by("pk").select_for_update(of=("self",)))
    if lacking := posted_long_enough(subject_kind, code, kind, day, area_code=area_code):
        raise ValidationError(lacking)
    with because(by=by, reason=_("公示期满，办理下一步")):
        for notice in held:
            if notice.went_by_on is None and notice.days_up(day) >= notice.days:
                notice.went_by_on = day
                notice.save(update_fields=["went_by_on"])
    return held


def _locked(notice):
    return Notice.objects.select_for_update(of=("self",)).select_related("area").get(pk=notice.pk)
