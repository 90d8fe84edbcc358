"""A move is a permitted change of status. `advance()` is the only code that changes one."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from povertyapp.core.errors import Conflict
from povertyapp.core.history import because


def check(*results):
    """Return what the guards of a move found, for the record; ValidationError with everything missing at once.

    A result is (need, is met, what is said where it is not).
    """
    faults = [text for _need, is_met, text in results if not is_met]
    if faults:
        raise ValidationError(faults)
    return [{"need": need, "met": True} for need, _is_met, _text in results]


def advance(obj, to, *, by, moves, reason="", field="status", **changes):
    """Move `obj` to the status `to` if the table allows it and nobody was faster.

    `moves` maps each status to the set of statuses that may follow. Other columns that change with the
    move are given as keywords and written by the same UPDATE. A move that the table does not know raises
    ValidationError; a row that is no longer in the status that the user saw raises Conflict.
    """
    was = getattr(obj, field)
    if to not in moves.get(was, ()):
        raise ValidationError(
            _("现在是“%(was)s”，不能改为“%(to)s”；请刷新后看现在能办哪一步。")
            % {"was": _label(obj, field, was), "to": _label(obj, field, to)}
        )
    with because(by=by, reason=reason):
        count = type(obj)._base_manager.filter(pk=obj.pk, **{field: was}).update(**{field: to}, **changes)
    if count != 1:
        raise Conflict(_("这条记录刚刚被别人改过，请刷新后再办。"))
    setattr(obj, field, to)
    for name, value in changes.items():
        setattr(obj, name, value)
    return obj


def _label(obj, field, value):
    return dict(obj._meta.get_field(field).flatchoices).get(value, value)
