"""Taking back everything that one act changed, within the hours of `undo.hours` (ux, convention 9).

An act is what stands in one context of the history (`core.history.because`). Only an act that was begun with
`undoable` can be undone: closing a month, 销号, moves and publications never are. Rows that were inserted go,
updated rows get every column back, deleted rows return with their id; set-based, as one act with its own history.
What is never deleted, as money, its app takes back in its own way (`core.retracting`).
"""

import contextlib
import datetime as dt
import uuid
from contextvars import ContextVar
from dataclasses import dataclass

import pghistory
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, InternalError, connection, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from pghistory.models import Context

from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.history import because
from povertyapp.core.models import Act
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters, ancestors
from povertyapp.core.restoring import changes_of_act, references_broken, restore
from povertyapp.core.retracting import retractions_of, was_kept
from povertyapp.core.text import told

# Sent inside the transaction with `act`: whoever keeps figures that follow from the rows puts them right.
undone = Signal()
_for_good: ContextVar[bool] = ContextVar("for_good", default=False)
_running: ContextVar[uuid.UUID | None] = ContextVar("running_act", default=None)
# Marks a message of a page that tells of an act: `undo:<id>`.
UNDO_TAG = "undo"
SUMMARY_LENGTH = Act._meta.get_field("summary").max_length


@dataclass(frozen=True)
class Refusal:
    """Why an act cannot be undone: a sentence, and whether the state of the rows is the cause."""

    sentence: str
    is_state: bool = True


@contextlib.contextmanager
def undoable(*, by, area, summary, verb, reason="", back_url="", **more):
    """Do something that may be taken back: `because` with an `Act` that remembers who, where and what.

    `area` (or its code) covers every row that the act writes; `verb` is the permission that doing and undoing
    need; `summary` is what the bar says (“已修改 12 户”), without names of people. Inside another act it joins that
    act. What the same transaction writes afterwards belongs to it as well.
    """
    with because(by=by, reason=reason, **more) as context:
        if _for_good.get():
            yield context
            return
        _note(context.id, by, getattr(area, "pk", area), summary, verb, back_url)
        token = _running.set(context.id)
        try:
            yield context
        finally:
            _running.reset(token)
        if not connection.needs_rollback and not _has_written(context.id):
            Act.objects.filter(pk=context.id).delete()


def _has_written(context_id):
    return Context.objects.filter(pk=context_id).exists() or was_kept(context_id)


def running_act():
    """Return the id of the act that is being done, or None: what keeps no history remembers it itself."""
    return _running.get()


@contextlib.contextmanager
def for_good():
    """Let what is done inside stay: services that would begin an act begin none (a step of a procedure)."""
    token = _for_good.set(True)
    try:
        yield
    finally:
        _for_good.reset(token)


def current_act():
    """Return the act that the running context began, or None."""
    with pghistory.context() as context:
        return Act.objects.filter(pk=context.id).first()


def tell(request, text):
    """Say on the next page what was done, with the button to take it back where the running act has one."""
    act = current_act()
    text = text or (act.summary if act else "")
    if text:
        messages.success(request, told(str(text)), extra_tags=f"{UNDO_TAG}:{act.pk}" if act else "")


def can_undo(act, user):
    """Say whether this user may undo the act now; whether the rows allow it is asked when he does."""
    return _refusal(act, user) is None and Act.objects.visible_to(user).filter(pk=act.pk).exists()


def still_open(acts, user):
    """Return those of the acts, which the user sees, that he may undo now; one query a county and day."""
    hours: dict[tuple, int] = {}
    found = []
    for act in acts:
        key = (act.area_id[:COUNTY_DIGITS], clock.day_of(act.made_at))
        if key not in hours:
            hours[key] = hours_of(act)
        if _refusal(act, user, hours[key]) is None:
            found.append(act)
    return found


def undo_preview(act, user):
    """Return what undoing would do, a sentence a kind of row and change, and why it cannot be done.

    The second part is a sentence, or "" when nothing stands against it.
    """
    with transaction.atomic():
        changes = changes_of_act(act.pk)
        refusal = _refusal(act, user)
        found = retractions_of(act, changes)
        sentence = refusal.sentence if refusal else _later_changes(changes) or _against(found, user)
        said = [line for one in found for line in one.consequences()]
        for one in found:
            one.spare()
        said += _consequences(changes)
    return [told(line) for line in said], told(sentence)


def _consequences(changes):
    kinds = (
        _("%(name)s：%(count)s 条新增的将删除"),
        _("%(name)s：%(count)s 条修改过的将恢复原样"),
        _("%(name)s：%(count)s 条删除的将恢复"),
    )
    return [
        kind % {"name": part.model._meta.verbose_name, "count": count}
        for part in changes
        for kind, count in zip(kinds, (part.created, part.updated, part.deleted), strict=True)
        if count
    ]


def _against(found, user):
    return " ".join(sentence for one in found for sentence in one.refusals(user))


@transaction.atomic
def undo_act(*, by, act, reason=""):
    """Take back every change of the act, and return the act.

    Conflict when it was undone before, its time is over, a row was changed again since, or other rows have come to
    need what it wrote. PermissionDenied without the verb of the act or where the user does not see it.
    """
    act = _locked(act, by)
    if refusal := _refusal(act, by):
        raise Conflict(refusal.sentence) if refusal.is_state else PermissionDenied
    reason = reason or _("撤销：%(what)s") % {"what": act.summary}
    with because(by=by, reason=reason, undoes=str(act.pk)) as own:
        if own.id == act.pk:
            raise ValidationError(_("操作还没有办完，不能撤销；请办完以后再撤销。"))
        changes = changes_of_act(act.pk)
        _refuse_later(changes)
        _retract(act, changes, by=by, reason=reason)
        _restore(changes)
        _refuse_later(changes, own.id)  # somebody who wrote while we waited for his row
        act.undone_by, act.undone_at = by, timezone.now()
        act.save(update_fields=["undone_by", "undone_at"])
        undone.send(Act, act=act)
    return act


def _note(context_id, by, code, summary, verb, back_url):
    """Keep the act; a second beginning in the same context widens its area and keeps its words."""
    facts = {"area_id": code, "summary": summary[:SUMMARY_LENGTH], "verb": verb, "made_by": by}
    act, is_new = Act.objects.get_or_create(pk=context_id, defaults=facts | {"back_url": back_url})
    if not is_new and not code.startswith(act.area_id):
        act.area_id = common_area([act.area_id, code])
        act.save(update_fields=["area"])


def common_area(codes):
    """Return the code of the smallest place that holds all of them; over a province nothing is done at once."""
    first, *rest = set(codes)
    shared = [code for code in ancestors(first) if all(one.startswith(code) for one in rest)]
    if not shared:
        raise ValidationError(_("一次操作不能跨省，请分省办理。"))
    return shared[-1]


def _locked(act, by):
    act = Act.objects.select_for_update(of=("self",)).get(pk=getattr(act, "pk", act))
    if by is not None and not Act.objects.visible_to(by).filter(pk=act.pk).exists():
        raise PermissionDenied
    return act


def _refusal(act, by, hours=None):
    if by is not None and not by.has_perm(act.verb):
        return Refusal(_("您没有办理这项操作的权限，请由有权限的人办理，或请管理员授权。"), is_state=False)
    if act.undone_at:
        facts = {"who": act.undone_by or _("系统"), "at": _moment(act.undone_at)}
        return Refusal(_("这次操作已由%(who)s于 %(at)s 撤销，不用再办。") % facts)
    until = ends_at(act, hours)
    if timezone.now() > until:
        return Refusal(_("已过撤销期限（%(until)s），请用修改的办法更正。") % {"until": _moment(until)})
    return None


def hours_of(act):
    """Return for how many hours an act can be undone in its county."""
    return Parameters(act.area_id, clock.day_of(act.made_at))("undo.hours")


def ends_at(act, hours=None):
    """Return the moment from which an act cannot be undone any more; `hours` where they are known already."""
    return act.made_at + dt.timedelta(hours=hours_of(act) if hours is None else hours)


def _moment(at):
    return f"{at.astimezone(clock.COUNTY_TIME):%Y-%m-%d %H:%M}"


def _later_changes(changes, own=None):
    counts = [(c.model._meta.verbose_name, c.changed_since(own)) for c in changes]
    if found := _listed((name, count) for name, count in counts if count):
        return _("之后又有改动，不能整批撤销：%(rows)s。请逐条更正。") % {"rows": found}
    return ""


def _refuse_later(changes, own=None):
    if sentence := _later_changes(changes, own):
        raise Conflict(sentence)


def _retract(act, changes, *, by, reason):
    """Take back what the act added to books from which nothing is deleted."""
    for one in retractions_of(act, changes):
        one.hold()
        if sentence := _against([one], by):
            raise Conflict(sentence)
        one.retract(by=by, reason=reason)
        one.spare()


def _restore(changes):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            restore(cursor, changes)
            found = _listed(references_broken(cursor, changes))
            if found:
                raise Conflict(
                    _("已有别的记录用到这次写入的内容，不能撤销；请先改好这些记录：%(rows)s。")
                    % {"rows": found}
                )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except (IntegrityError, InternalError):  # a constraint, or a trigger that refuses
        raise Conflict(_("原来的内容与现有记录冲突（例如编号已被占用），不能撤销，请逐条更正。")) from None


def _listed(counts):
    line = _("%(name)s %(count)s 条")
    return "、".join(line % {"name": name, "count": count} for name, count in counts)
