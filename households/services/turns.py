"""Who came and who left, a row each; the member's own columns repeat the newest."""

from django.db import connection
from django.db.models import Q

from households.models import HouseholdMember, MemberTurn

MEMBERS, TURNS = HouseholdMember._meta.db_table, MemberTurn._meta.db_table


def keep_turns(*, area_code="", member=None, place="", reason=""):
    """Write the change that each member's own columns name and that no row tells of yet; return how many.

    For one member, or for all of an area in one statement; inside the context of the act that changed them.
    """
    where, values = ("member.id = %s", [member.pk]) if member else _of(area_code)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{TURNS}" (area_id, member_id, kind, happened_on, place, reason)'
            f' SELECT area_id, id, change_kind, changed_on, %s, %s FROM "{MEMBERS}" AS member'
            f" WHERE {where} AND change_kind <> '' AND changed_on IS NOT NULL AND NOT EXISTS"
            f' (SELECT FROM "{TURNS}" AS turn WHERE turn.member_id = member.id'
            " AND turn.kind = member.change_kind AND turn.happened_on = member.changed_on)",
            [place, reason, *values],
        )
        return cursor.rowcount


def _of(area_code):
    return "area_id >= %s AND area_id < %s", [area_code, f"{area_code}:"]


def replace_turn(row, before):
    """Let the newest turn follow a correction of the member's own columns; one that never was goes."""
    kind, day = before
    if kind and (kind, day) != (row.change_kind, row.changed_on):
        MemberTurn.objects.filter(Q(kind=kind, happened_on=day), member=row).delete()
    keep_turns(member=row)
