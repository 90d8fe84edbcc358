"""The monthly circular: drafted from a closed account, worded by a person, issued by another."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.choices import CIRCULAR_MOVES, CircularState
from inspections.circular_text import opening_of, sections_of, title_of
from inspections.models import Circular
from povertyapp.core import clock
from povertyapp.core.errors import Conflict
from povertyapp.core.exports import hand_out, open_record
from povertyapp.core.history import because
from povertyapp.core.moves import advance
from povertyapp.core.printing import render_pdf


@transaction.atomic
def draft_circular(*, by, account):
    """Draft the circular of a closed month, or draw the tables of its draft anew; return it.

    What a person has written in the draft stays. Raises ValidationError while the month is not closed, Conflict
    when the circular of this version of the account has been issued.
    """
    if not account.is_closed:
        raise ValidationError(_("锁定以后才能起草通报：%(month)s 还没有锁定。") % {"month": account.month})
    known = Circular.objects.filter(area=account.area_id, month=account.month)
    if known.filter(account=account, state=CircularState.ISSUED).exists():
        raise Conflict(_("%(month)s 的通报已经印发，不用再起草。") % {"month": account.month})
    circular = known.filter(state=CircularState.DRAFT).select_for_update().first()
    if circular is None:
        circular = Circular(
            area_id=account.area_id,
            month=account.month,
            title=title_of(account),
            opening=opening_of(account),
            drafted_by=by,
        )
    circular.account, circular.sections = account, sections_of(account)
    circular.full_clean()
    with because(by=by, reason=_("起草通报")):
        circular.save()
    return circular


@transaction.atomic
def edit_circular(*, by, circular, title, number, opening, demands):
    """Change the words of a draft; the tables stand as the records gave them. Return the circular."""
    if circular.is_issued:
        raise ValidationError(_("已印发的通报不能再改。"))
    facts = {"title": title, "number": number, "opening": opening, "demands": demands}
    for name, value in facts.items():
        setattr(circular, name, (value or "").strip())
    circular.full_clean()
    with because(by=by, reason=_("修改通报")):
        circular.save(update_fields=list(facts))
    return circular


@transaction.atomic
def issue_circular(*, by, circular):
    """Issue a draft; return it. Whoever drafted it does not sign it."""
    if by.pk == circular.drafted_by_id:
        raise ValidationError(_("起草的人不能签发，请由另一个人签发。"))
    facts = {"issued_on": clock.today(), "issued_by": by, "recorded_at": clock.now()}
    return advance(
        circular,
        CircularState.ISSUED,
        by=by,
        moves=CIRCULAR_MOVES,
        field="state",
        reason=_("印发通报"),
        **facts,
    )


@transaction.atomic
def print_circular(*, by, circular, template, context):
    """Return the circular as PDF, with its record among the exports; `context(circular, record)` is what it shows.

    ValidationError where pango is missing.
    """
    record = open_record(
        by=by,
        area=circular.area,
        kind="circular",
        columns=[],
        row_count=sum(len(section["rows"]) for section in circular.sections),
        filters={"month": circular.month, "version": circular.account.version},
    )
    return hand_out(record, lambda: render_pdf(template, context(circular, record)))
