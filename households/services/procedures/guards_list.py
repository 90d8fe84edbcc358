"""Guards over the list of a village: deliberation, publicity, objections, spot checks, announcement."""

import datetime as dt
from fractions import Fraction

from django.db.models import Q
from django.utils.translation import gettext as _

from households.models import Deliberation, Objection
from households.services.procedures.guards import found, guard, lacking
from households.steps import MEETINGS, VOTING, CheckLevel, MeetingKind, PublicityKind


def has_proof(row):
    """Say whether a row shows a picture or names the paper."""
    return bool(row.image_id or row.paper)


@guard("talks")
def deliberated(step, topic):
    """The list was deliberated as its template says, with quorum, majority, minutes and a picture."""
    rows = Deliberation.objects.filter(batch=step.case.batch_id, topic=topic).prefetch_related("meetings")
    faults = [_("还没有评议记录。")]
    for row in rows.order_by("-pk"):
        faults = _faults_of(row, step)
        if not faults:
            return found(_("%(form)s已完成") % {"form": row}, row)
    return lacking(" ".join(faults))


def _faults_of(deliberation, step):
    meetings = {meeting.kind: meeting for meeting in deliberation.meetings.all()}
    wanted = MEETINGS[deliberation.template]
    faults = [
        _("缺“%(meeting)s”的记录。") % {"meeting": MeetingKind(kind).label}
        for kind in wanted
        if kind not in meetings
    ]
    held = [meetings[kind] for kind in wanted if kind in meetings]
    for meeting in held:
        faults += _meeting_faults(meeting, step)
    if [m.held_on for m in held] != sorted(m.held_on for m in held):
        faults.append(_("各次会议的日期先后不对，请核对日期。"))
    if not any(has_proof(meeting) for meeting in held):
        faults.append(_("至少要有一张会议照片。"))
    return faults


def _meeting_faults(meeting, step):
    faults = []
    if meeting.held_on > step.on:
        faults.append(_("“%(meeting)s”的日期晚于本步日期。") % {"meeting": meeting})
    if not meeting.minutes.strip():
        faults.append(_("“%(meeting)s”缺会议记录。") % {"meeting": meeting})
    if meeting.kind not in VOTING:
        return faults
    part, whole = step.value("procedure.quorum")
    if not meeting.expected or Fraction(meeting.present, meeting.expected) < Fraction(part, whole):
        faults.append(
            _("“%(meeting)s”应到 %(expected)d 人、实到 %(present)d 人，不足%(part)d/%(whole)d。")
            % {
                "meeting": meeting,
                "expected": meeting.expected,
                "present": meeting.present,
                "part": part,
                "whole": whole,
            }
        )
    if meeting.in_favour * 2 <= meeting.present:
        faults.append(_("“%(meeting)s”同意的没有过半数，请核对人数，或重新评议。") % {"meeting": meeting})
    return faults


def publicities(step, kind):
    return step.case.batch.publicities.filter(kind=kind).order_by("-posted_on", "-pk")


@guard("posted")
def posted(step, kind):
    """The list is up, with the complaint line and a dated picture."""
    label = PublicityKind(kind).label
    rows = [row for row in publicities(step, kind) if step.entered <= row.posted_on <= step.on]
    if not rows:
        return lacking(
            _("还没有登记“%(label)s”的张贴（%(from)s 以后）。") % {"label": label, "from": step.entered}
        )
    for row in rows:
        if row.complaint_line and ((row.image_id and row.image_dated_on) or row.paper):
            return found(_("%(label)s：%(day)s 张贴") % {"label": label, "day": row.posted_on}, row)
    return lacking(_("“%(label)s”缺带日期的照片或监督电话。") % {"label": label})


@guard("days")
def posted_days(step, kind):
    """The list was up for as many days as the region asks for."""
    days, label = step.value("procedure.publicity_days"), PublicityKind(kind).label
    rows = publicities(step, kind).filter(posted_on__gte=step.case.opened_on)
    up = 0
    for row in rows:
        up = (min(row.taken_down_on or step.on, step.on) - row.posted_on).days
        if up >= days:
            return found(_("%(label)s已满 %(days)d 天") % {"label": label, "days": up}, row)
    if not rows:
        return lacking(_("还没有登记“%(label)s”。") % {"label": label})
    return lacking(
        _("“%(label)s”要公示满 %(days)d 天，到 %(on)s 只有 %(up)d 天。")
        % {"label": label, "days": days, "on": step.on, "up": max(up, 0)}
    )


@guard("objections")
def objections_answered(step, kind):
    """Every objection against the posted list, or against this household, was answered."""
    rows = Objection.objects.filter(
        Q(case=None) | Q(case=step.case),
        publicity__batch=step.case.batch_id,
        publicity__kind=kind,
        made_on__lte=step.on,
    )
    open_rows = rows.filter(Q(answered_on=None) | Q(answered_on__gt=step.on))
    count = open_rows.count()
    if count:
        return lacking(_("还有 %(n)d 条异议没有答复。") % {"n": count})
    return found(_("异议 %(n)d 条，都已答复") % {"n": rows.count()}, *rows)


@guard("spot")
def spot_checked(step, level):
    """The level looked at its share of the list itself."""
    share = step.value.number(f"procedure.spot_check_{level}")
    label = CheckLevel(level).label
    rows = step.case.batch.spot_checks.filter(level=level).order_by("-checked_on", "-pk")
    rows = [row for row in rows if step.entered <= row.checked_on <= step.on]
    for row in rows:
        if row.checked >= share * row.list_size:
            return found(
                _("%(label)s：%(size)d 户中查 %(n)d 户")
                % {"label": label, "size": row.list_size, "n": row.checked},
                row,
            )
    return lacking(
        _("%(label)s要查名单的 %(share).0f%% 以上（%(from)s 以后）。")
        % {"label": label, "share": share * 100, "from": step.entered}
    )


@guard("sample")
def sample_is_clean(step, _argument):
    """The last sample of county or third party has nothing open against the list."""
    row = (
        step.case.batch.spot_checks.filter(
            level__in=(CheckLevel.COUNTY, CheckLevel.THIRD_PARTY),
            checked_on__range=(step.case.opened_on, step.on),
        )
        .order_by("-checked_on", "-pk")
        .first()
    )
    if row is None:
        return lacking(_("还没有县级或第三方抽查。"))
    if row.open_findings:
        return lacking(_("抽查发现的 %(n)d 个问题还没有整改。") % {"n": row.open_findings})
    return found(_("%(label)s没有未整改的问题") % {"label": row}, row)


@guard("announced")
def announced(step, what):
    """The county announced the list; with `image`, a picture of it is on record."""
    since = step.case.opened_on if what else step.entered
    rows = list(step.case.batch.announcements.filter(announced_on__range=(since, step.on)))
    if not rows:
        return lacking(_("还没有登记公告。"))
    for row in rows:
        if not what or has_proof(row):
            return found(_("%(day)s 公告") % {"day": row.announced_on}, row)
    return lacking(_("公告缺照片。"))


def earliest_end(row, value):
    """Return the first day on which a posted list has been up long enough."""
    return row.posted_on + dt.timedelta(days=value("procedure.publicity_days"))
