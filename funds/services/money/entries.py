"""How an entry is written: under the lock of its line, once for its key, both legs in one statement."""

import hashlib
import json

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from funds.choices.money import LEGS, OF_LINE
from funds.models import FundEntry, FundLine, Posting, Project
from povertyapp.core.errors import Conflict
from povertyapp.core.undo import running_act

KEY_LENGTH = FundEntry._meta.get_field("key").max_length


def lock(line, project=None):
    """Let acts on the same project and the same line wait for each other; return both as they stand now.

    Always the project first: whoever holds a line never waits for a project.
    """
    if project is not None:
        project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    return FundLine.objects.select_for_update(no_key=True).get(pk=line.pk), project


def digest_of(verb, **content):
    """Return the fingerprint of what an act was asked to do, so that a repeat is known from another act."""
    said = json.dumps({"verb": verb, **content}, default=str, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def repeated(key, digest):
    """Return the entry that this key made before, None for a new one; Conflict where it was another act."""
    found = FundEntry.objects.filter(key=key).first() if key else None
    if found is not None and found.digest != digest:
        raise Conflict(_("这个办理编号已经用于另一笔资金，内容不同。请刷新后重新办理。"))
    return found


def again(made):
    """Return what the key made before, marked so that whoever asked knows that nothing more was moved."""
    made.is_repeat = True
    return made


def write(*, by, line, kind, amount, on, key, digest, document="", reason="", reverses=None):
    """Write the entry alone; `post` adds its legs. Conflict where somebody else used the key in the same moment."""
    try:
        with transaction.atomic():
            return FundEntry.objects.create(
                area_id=line.area_id,
                line=line,
                kind=kind,
                amount=amount,
                happened_on=on,
                document_no=document,
                reason=reason,
                reverses=reverses,
                key=key or None,
                digest=digest,
                act=running_act(),
                made_by=by,
            )
    except IntegrityError as error:
        raise Conflict(_("这一笔刚刚已经办过，请刷新后查看。")) from error


def post(entry, allotment=None):
    """Write the two legs of an entry in one statement: the balances follow, or all of it is refused."""
    taken, given = LEGS[entry.kind]
    _add(
        _leg(entry, state, amount, allotment)
        for state, amount in ((taken, -entry.amount), (given, entry.amount))
    )


def _add(legs):
    """Write legs. Conflict where the database refuses them: somebody moved this money without asking for the lock."""
    try:
        with transaction.atomic():
            Posting.objects.bulk_create(legs)
    except IntegrityError as error:
        raise Conflict(_("这笔资金刚刚被动用，余额不够了，请刷新后再办。")) from error


def _leg(entry, state, amount, allotment):
    return Posting(
        area_id=entry.area_id,
        entry=entry,
        line_id=entry.line_id,
        state=state,
        allotment=None if state in OF_LINE else allotment,
        amount=amount,
    )


def turn_round(entry, was):
    """Write the legs of an entry that takes another one back: the same with the other sign."""
    turn_all_round([(entry, was)])


def turn_all_round(pairs):
    """Write the legs of many such entries in one statement; pairs of the new entry and the one that it takes back."""
    backs = {was.pk: entry for entry, was in pairs}
    _add(
        Posting(
            area_id=leg.area_id,
            entry=backs[leg.entry_id],
            line_id=leg.line_id,
            state=leg.state,
            allotment_id=leg.allotment_id,
            amount=-leg.amount,
        )
        for leg in Posting.objects.filter(entry__in=list(backs)).order_by("-entry", "pk")
    )
