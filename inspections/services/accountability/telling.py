"""Who of a party is told of a case: its own people, never anybody else."""

from assistance.models import Helper, Official
from inspections.models.account import PartyLevel
from povertyapp.core import clock
from povertyapp.core.models import RoleGrant
from povertyapp.core.notices import tell
from povertyapp.core.roles import Role

ROLE_OF = {PartyLevel.VILLAGE: Role.CADRE, PartyLevel.TOWNSHIP: Role.TOWNSHIP}


def accounts_of(case):
    """Return the ids of the users who are the party, or act for it."""
    found = {case.answered_by_id}
    if case.helper_id:
        found.add(case.helper.user_id)
    if case.level in ROLE_OF:
        grants = RoleGrant.objects.in_force(clock.today()).filter(area=case.code, role=ROLE_OF[case.level])
        found |= set(grants.values_list("user_id", flat=True))
    if case.level == PartyLevel.COUNTY_UNIT:
        for model in (Helper, Official):
            rows = model.objects.filter(unit__code=case.code, user__isnull=False)
            found |= set(rows.values_list("user_id", flat=True))
    return sorted(pk for pk in found if pk)


def tell_party(case, kind, *, day):
    """Tell the party of a step in its case, once a step."""
    facts = {"no": case.no, "day": day.isoformat()}
    tell(readers=accounts_of(case), kind=kind, key=f"{kind}:{case.no}:{case.step}", facts=facts)
