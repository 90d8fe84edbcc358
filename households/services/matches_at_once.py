"""Saying of many listed people that they are the members who were proposed: each through the service of one."""

from django.utils.translation import gettext_lazy as _

from households.choices import MatchStatus
from households.services.low_income import decide_match
from povertyapp.core.bulk import Step, one_by_one

NOBODY, DECIDED = _("花名册里没有对上的人，没有可以确认的"), _("不用人工确认，或者已经确认过")


def plan_matches(*, by, rows, data):
    """Return a step for each row: only one that waits for a person's word can be confirmed."""
    return [Step(row, str(row.row), row.area.short_name, _reason(row)) for row in rows]


def _reason(row):
    if row.member_id is None:
        return NOBODY
    return "" if row.status == MatchStatus.OPEN else DECIDED


def confirm_matches(*, by, rows, data):
    """Confirm those matches, each after both sides were looked at; return why one was not."""
    reason = data["reason"]
    return one_by_one(rows, lambda row: decide_match(by=by, row=row, same_person=True, reason=reason))
