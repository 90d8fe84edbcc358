"""Trainings, enterprises, links, stations and left-behind people for tests."""

import datetime as dt
import itertools

from stdnum.cn import uscc

from assistance.choices import (
    CarerRole,
    EnterpriseKind,
    InstitutionKind,
    LeftBehindKind,
    LinkMode,
    TrainingKind,
)
from assistance.models import (
    BenefitLink,
    Enterprise,
    LeftBehindPerson,
    TrainingAttendance,
    TrainingSession,
    VillageInstitution,
)
from assistance.models.link import enterprise_codes
from povertyapp.core import clock
from povertyapp.core.models.area import COUNTY_DIGITS

BEGIN = dt.date(2016, 1, 1)
_numbers = itertools.count(1)


def make_training(*members, day=dt.date(2017, 3, 10), area_id=None, **fields):
    """Create a training with those who attended, entered on its own day at noon unless told otherwise."""
    recorded_at = fields.pop("recorded_at", clock.moment(day, 12))
    session = TrainingSession.objects.create(
        area_id=area_id or members[0].area_id,
        topic=fields.pop("topic", f"茶园管理{next(_numbers)}"),
        kind=fields.pop("kind", TrainingKind.CROPS),
        held_on=day,
        organiser=fields.pop("organiser", "县农业局"),
        **fields,
    )
    for member in members:
        TrainingAttendance.objects.create(
            session=session,
            household=member.household,
            member=member,
            happened_on=session.last_day,
            recorded_at=recorded_at,
        )
    return session


def make_credit_code():
    """Return a made-up unified credit code with a right check digit."""
    number = f"93422827MA{next(_numbers):07d}"
    return number + uscc.calc_check_digit(number)


def make_enterprise(area_id, kind=EnterpriseKind.COOPERATIVE, **fields):
    name = fields.pop("name", f"茶叶专业合作社{next(_numbers)}")
    code = next(enterprise_codes(area_id[:COUNTY_DIGITS]))
    return Enterprise.objects.create(
        area_id=area_id, code=code, name=name, kind=kind, founded_on=fields.pop("founded_on", BEGIN), **fields
    )


def make_link(household, enterprise, **fields):
    """Create a signed link in force."""
    return BenefitLink.objects.create(
        household=household,
        enterprise=enterprise,
        mode=fields.pop("mode", LinkMode.ORDER_SERVICE),
        from_date=fields.pop("from_date", BEGIN),
        signed_on=fields.pop("signed_on", BEGIN),
        **fields,
    )


def make_institution(area_id, kind=InstitutionKind.FINANCE_STATION, **fields):
    return VillageInstitution.objects.create(
        area_id=area_id,
        kind=kind,
        name=str(kind.label),
        founded_on=fields.pop("founded_on", BEGIN),
        **fields,
    )


def make_left_behind(member, kind=LeftBehindKind.ELDERLY, **fields):
    """Create a left-behind person whose file is complete."""
    facts = {
        "lives_with": "老伴",
        "carer_name": "彭主任",
        "carer_role": CarerRole.WOMENS_HEAD,
        "needs": "每周有人看望",
        "reviewed_on": dt.date(2017, 3, 1),
        "since": BEGIN,
    }
    return LeftBehindPerson.objects.create(
        member=member, household=member.household, kind=kind, **facts | fields
    )


def economy_of(home):
    """Make one of each for a household, and return what the addresses of their pages are called in test_scope."""
    member = home.members.first()
    training = make_training(member, topic="独有培训")
    enterprise = make_enterprise(home.area_id)
    return {
        "training_pk": training.pk,
        "attendance_pk": training.attendances.get().pk,
        "enterprise_code": enterprise.code,
        "link_pk": make_link(home, enterprise).pk,
        "institution_pk": make_institution(home.area_id).pk,
        "left_behind_pk": make_left_behind(member).pk,
    }
