"""What all corrections of one row share: reason, lock, the row as it was shown, writing what differs."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from povertyapp.core.aftermath import records_changed
from povertyapp.core.crypto import keyed_hash
from povertyapp.core.errors import Conflict
from povertyapp.core.undo import undoable

VERB = "households.change_household"
# Follows from the members and may be refreshed at night: not a change by another person.
DERIVED = frozenset({"is_labour_capable"})


def given_reason(reason):
    """Return the reason without surrounding blanks; a correction without one is refused."""
    reason = (reason or "").strip()
    if not reason:
        raise ValidationError({"reason": _("请写明理由。")})
    return reason


def locked(row):
    """Return the row as it stands now, locked until the end of the transaction."""
    return type(row)._base_manager.select_for_update().get(pk=row.pk)


def seen_mark(row):
    """Return a mark of the row's content. A form carries it; when it no longer fits, somebody was faster."""
    names = [f.attname for f in row._meta.concrete_fields if f.editable and f.attname not in DERIVED]
    return keyed_hash("\x1f".join(f"{name}={getattr(row, name)}" for name in names), "seen")


def check_seen(row, seen):
    """Raise Conflict when the row is no longer as the user saw it (`seen` blank: nothing was shown)."""
    if seen and seen != seen_mark(row):
        raise Conflict(_("这条记录刚刚被别人改过，请刷新后再办。"))


def check_known(values, allowed):
    """Raise TypeError for a column that this service does not write: a mistake in the program."""
    if unknown := set(values) - set(allowed):
        raise TypeError(f"not written by this service: {', '.join(sorted(unknown))}")


def put(row, values):
    """Set the values on the row, check them, and return the names of those that differ from before."""
    differing = [name for name, value in values.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, values[name])
    row.clean_fields(exclude={f.name for f in row._meta.fields} - set(differing))
    return differing


def write(row, values, *, by, reason, seen=""):
    """Write those values that differ, with the reason; return whether anything changed.

    Raises Conflict when the row changed since the user saw it, ValidationError by field for wrong content.
    """
    reason = given_reason(reason)
    check_seen(row, seen)
    differing = put(row, values)
    if not differing:
        return False
    row.validate_constraints()
    stamped = ["updated_at"] if hasattr(row, "updated_at") else []
    with undoable(by=by, reason=reason, summary=_summary(row, differing), **_about(row)):
        row.save(update_fields=[*differing, *stamped])
    records_changed(row.area_id)
    return True


def create(row, *, by, reason):
    """Check and insert a new row with the reason; return it."""
    row.full_clean(exclude={"area"} if row.FOLLOWS else None)
    summary = _("已新增%(kind)s") % {"kind": row._meta.verbose_name}
    with undoable(by=by, reason=given_reason(reason), summary=summary, **_about(row)):
        row.save(force_insert=True)
    records_changed(row.area_id)
    return row


def _about(row):
    """Return where an act on this row belongs, who may take it back, and the page to return to."""
    file = getattr(row, "household", row)
    return {"area": row.area_id, "verb": VERB, "back_url": file.get_absolute_url()}


def _summary(row, names):
    labels = (row._meta.get_field(name) for name in names)
    changed = "、".join(str(f.verbose_name) for f in labels if f.editable)
    return _("已修改%(kind)s：%(columns)s") % {"kind": row._meta.verbose_name, "columns": changed}
