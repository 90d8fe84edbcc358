"""A party objects to lines of its month (rulebook D5): in the window of the draft, or to the month that is closed."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from households.services.uploads import keep_upload
from inspections.choices.objections import OBJECTION_MOVES, ObjectionStatus
from inspections.models import AccountMonth, Objection, ObjectionFile, ObjectionLine
from inspections.models.account import AccountState, PartyLevel
from inspections.services.account.days import days_of
from inspections.services.answering import answered_at, somebody_answers
from inspections.services.objections.lines import read_lines
from inspections.standings import PLACES
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.moves import advance
from povertyapp.core.parameters import Parameters
from povertyapp.core.roles import REACHING, VERBS, Role
from povertyapp.core.templatetags.house import moment_text

FILE, VIEW, RULE = "inspections.add_objection", "inspections.view_objection", "inspections.rule_objection"
SHORTEST = 4


@transaction.atomic
def file_objection(*, by, party, keys, reason, uploads=(), filed_at=None):
    """Object to lines of a party's account; return the objection. `party` is its row, `keys` are `Contested`.

    `filed_at` is the moment at which it was filed, where it is taken over afterwards: its day decides whether it came
    in time.

    ValidationError, with what to do: outside the window, not for this party to say, lines that are another's, were
    met, or were objected to before.
    """
    account = AccountMonth.objects.select_for_update().get(pk=party.account_id)
    reason = (reason or "").strip()
    if len(reason) < SHORTEST:
        raise ValidationError({"reason": _("请把理由写清楚，让复核的人看得懂。")})
    if not may_file(by, party):
        raise ValidationError(_("申诉由责任方自己提出：您不在这个单位。"))
    filed_at = filed_at or clock.now()
    due_on = check_window(account, clock.day_of(filed_at))
    if not somebody_answers(RULE, answered_at(party.level, party.area_id), but=by):
        raise ValidationError(_("系统里没有能答复这一级申诉的上一级人员，请先由管理员授权，再提出申诉。"))
    lines = _own_lines(account, party, list(dict.fromkeys(keys)))
    objection = Objection(
        no=_next_number(account),
        account=account,
        month=account.month,
        area_id=party.area_id,
        level=party.level,
        code=party.code,
        name=party.name,
        helper_id=party.helper_id,
        reason=reason,
        filed_by=by,
        filed_at=filed_at,
        due_on=due_on,
    )
    objection.full_clean(exclude=["area", "account"])
    with because(by=by, reason=reason):
        objection.save(force_insert=True)
        for line in lines:
            line.objection = objection
        ObjectionLine.objects.bulk_create(lines)
        _keep_files(by, objection, uploads)
    return objection


def may_file(user, party):
    """Say whether a user speaks for a party: the helper himself, who stands at its place, for helpers and villages
    their township, for a unit the county."""
    if party.helper_id and party.helper.user_id == user.pk:
        return True
    return any(
        grant.role in REACHING and FILE in VERBS[Role(grant.role)] and _speaks(grant.area_id, party)
        for grant in user.grants_today
    )


def _speaks(stand, party):
    if party.level == PartyLevel.COUNTY_UNIT:
        return stand == party.area_id[:COUNTY_DIGITS]
    if party.level in (PartyLevel.HELPER, PartyLevel.VILLAGE) and len(party.area_id) > COUNTY_DIGITS:
        return len(stand) >= TOWNSHIP_DIGITS and party.area_id.startswith(stand)
    return stand == party.area_id


def check_window(account, today):
    """Return until when an objection filed today is answered; ValidationError outside the days for it."""
    value = Parameters(account.area_id, account.period.start)
    if account.state == AccountState.CLOSED:
        first: Any = AccountMonth.objects.get(area=account.area_id, month=account.month, version=1)
        closed_on = clock.day_of(first.closed_at)
        ends = closed_on + dt.timedelta(days=int(value("objection.closed_days")))
        if today > ends:
            raise ValidationError(
                _("对锁定的账，申诉到 %(day)s 为止，已经过了；请把情况告诉上一级，以后的月份按期提出。")
                % {"day": moment_text(ends)}
            )
        return today + dt.timedelta(days=int(value("objection.answer_days")))
    if account.state != AccountState.DRAFT:
        raise ValidationError(_("出草稿以后才能申诉；现在记录还可以补。"))
    days = days_of(account.area_id, account.period)
    if today > days.objections_end:
        raise ValidationError(
            _("对草稿的申诉到 %(day)s 为止，已经过了；锁定以后可以对锁定的账提出。")
            % {"day": moment_text(days.objections_end)}
        )
    return days.answers_end


def _own_lines(account, party, keys):
    if not keys:
        raise ValidationError({"lines": _("请选要申诉的事项。")})
    lines = read_lines(account, keys)
    if any(not _belongs(line, party) for line in lines):
        raise ValidationError(_("只能对本单位的事项提出申诉。"))
    known = ObjectionLine.objects.filter(
        county=account.area_id, month=account.month, is_standing=True, code__in={key.code for key in keys}
    ).select_related("objection")
    standing = {_key(line): line.objection for line in known}
    for key in keys:
        if key in standing:
            raise ValidationError(
                _("%(what)s 已经在申诉 %(no)s 里（%(state)s），同一项不能再提。")
                % {
                    "what": key.subject_code,
                    "no": standing[key].no,
                    "state": standing[key].get_status_display(),
                }
            )
    return lines


def _key(line):
    return (line.level, line.code, line.rule, line.subject_kind, line.subject_code, line.area_id)


def _belongs(line, party):
    if party.level in PLACES:
        return line.area_id.startswith(party.code)
    return (line.level, line.code) == (party.level, party.code)


def _next_number(account):
    """Return the next number of the county's month; the account's row is held, so no other gets it."""
    head = f"SS-{account.area_id}-{account.month.replace('-', '')}-"
    last = Objection.objects.filter(no__startswith=head).order_by("-no").values_list("no", flat=True).first()
    return f"{head}{int(last.rpartition('-')[2]) + 1 if last else 1:03d}"


def _keep_files(by, objection, uploads):
    most = int(Parameters(objection.area_id, clock.today())("objection.max_files"))
    if len(uploads) > most:
        raise ValidationError({"files": _("最多 %(n)d 个文件。") % {"n": most}})
    for upload in uploads:
        name = objection.no
        kept = keep_upload(
            by=by, area=objection.area, upload=upload, kind="objection", name=name, verb=VIEW, field="files"
        )
        ObjectionFile.objects.create(objection=objection, file=kept, area_id=objection.area_id)


@transaction.atomic
def withdraw_objection(*, by, objection):
    """Take back an objection that is not answered yet; only who filed it may."""
    if by.pk != objection.filed_by_id:
        raise ValidationError(_("只有申诉人能撤回。"))
    moved = advance(objection, ObjectionStatus.WITHDRAWN, by=by, moves=OBJECTION_MOVES, reason=_("撤回申诉"))
    release_lines(by, objection)
    return moved


def release_lines(by, objection):
    """Let the lines of an objection that ended without a word on them be objected to again."""
    with because(by=by, reason=objection.get_status_display()):
        objection.lines.update(is_standing=False)
