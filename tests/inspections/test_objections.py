"""Objections (rulebook D5, ux P2): who files what until when, who answers, what becomes of the draft."""

import datetime as dt
from copy import copy

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, transaction

from inspections.models import (
    AccountLine,
    AccountMonth,
    AccountTally,
    Objection,
    ObjectionLine,
    PartyAccount,
)
from inspections.services.account import close_account, compute_account
from inspections.services.objections import (
    Contested,
    file_objection,
    reject_objection,
    rule_objection,
    take_objection,
    withdraw_objection,
)
from povertyapp.core.models import Notice, RoleGrant, User
from povertyapp.core.roles import Role
from tests.households.factories import make_user
from tests.inspections.account_month import MARCH, march  # noqa: F401

pytestmark = pytest.mark.django_db
IN_TIME, LAST_MOMENT, TOO_LATE = "2017-04-05 09:00+08:00", "2017-04-07 23:59+08:00", "2017-04-08 00:00+08:00"


@pytest.fixture(scope="module")
def drafted(march):  # noqa: F811
    """The account of March as drafted on 5 April."""
    with time_machine.travel(IN_TIME, tick=False):
        return compute_account(march.places.county, MARCH)


@pytest.fixture
def draft(march, drafted):  # noqa: F811
    """The draft of March on 5 April."""
    march.account = copy(drafted)
    with time_machine.travel(IN_TIME, tick=False) as clock:
        march.clock = clock
        yield march


def party(made, level="village", code=None):
    code = code or made.places.village.pk
    return PartyAccount.objects.get(account=made.account, level=level, code=code)


def key(made, helper=None, home=None, rule="LF-14"):
    helper, home = helper or made.idle, home or made.missed
    return Contested("helper", helper.code, rule, "household", home.household_no, home.area_id)


def filed(made, by=None, **changes):
    facts = {
        "by": by or made.cast.cadre,
        "party": party(made),
        "keys": [key(made)],
        "reason": "走访了没传上来",
    }
    return file_objection(**facts | changes)


def outcome(made, home, rule="LF-14"):
    return AccountLine.objects.get(account=made.account, subject_code=home.household_no, rule=rule).outcome


def test_a_draft_may_be_objected_to_until_the_last_moment_of_its_window(draft):
    draft.clock.move_to(LAST_MOMENT)
    objection = filed(draft)
    assert (objection.status, objection.due_on) == ("filed", dt.date(2017, 4, 7))
    assert objection.no == "SS-422827-201703-001"
    line = objection.lines.get()
    assert (line.outcome, line.required, line.delivered) == ("failed", 1, 0)
    draft.clock.move_to(TOO_LATE)
    with pytest.raises(ValidationError, match="2017-04-07"):
        filed(draft, keys=[key(draft, draft.steady, draft.lied)])


def test_a_closed_month_may_be_objected_to_for_sixty_days(draft):
    draft.clock.move_to("2017-04-08 09:00+08:00")
    draft.account = close_account(draft.places.county, MARCH)
    draft.clock.move_to("2017-06-07 23:00+08:00")
    assert filed(draft).due_on == dt.date(2017, 6, 22)
    draft.clock.move_to("2017-06-08 00:00+08:00")
    with pytest.raises(ValidationError, match="2017-06-07"):
        filed(draft, keys=[key(draft, draft.steady, draft.lied)])


def test_a_running_month_waits_for_its_draft(draft):
    draft.account = compute_account(draft.places.county, MARCH.next)
    with pytest.raises(ValidationError, match="出草稿以后"):
        filed(draft)


@pytest.mark.task("T04")
def test_a_second_objection_to_the_same_line_is_refused_with_the_reason(draft):
    first = filed(draft)
    with pytest.raises(ValidationError, match=f"{first.no}.*待受理"):
        filed(draft, by=draft.cast.township, keys=[key(draft), key(draft, draft.steady, draft.lied)])
    rule_objection(by=draft.cast.township, objection=take_objection(by=draft.cast.township, objection=first),
                   ruling="记录看过")  # fmt: skip
    with pytest.raises(ValidationError, match="维持"):
        filed(draft)
    line = ObjectionLine.objects.get()
    line.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)


def test_what_was_taken_back_or_not_taken_up_may_be_filed_again(draft):
    withdraw_objection(by=draft.cast.cadre, objection=filed(draft))
    again = reject_objection(by=draft.cast.township, objection=filed(draft), ruling="没有材料")
    assert again.no.endswith("002")
    assert filed(draft).no.endswith("003")


@pytest.mark.parametrize("who", ["clerk", "leader", "supervisor", "outsider", "helper"])
def test_others_do_not_speak_for_a_village(draft, who):
    with pytest.raises(ValidationError, match="责任方自己"):
        filed(draft, by=getattr(draft.cast, who))


def test_a_party_objects_to_its_own_lines_that_are_missing(draft):
    with pytest.raises(ValidationError, match="本单位"):
        filed(draft, keys=[key(draft, draft.busy, draft.next_missed)])
    with pytest.raises(ValidationError, match="不用申诉"):
        filed(draft, keys=[key(draft, draft.steady, draft.visited)])
    with pytest.raises(ValidationError, match="没有这一项"):
        filed(draft, keys=[key(draft)._replace(subject_code="4228271002040000")])
    about = Contested("village", draft.places.village.pk, "JZ-20V", "village", *[draft.places.village.pk] * 2)
    with pytest.raises(ValidationError, match="下级的判定"):
        filed(draft, keys=[about])
    with pytest.raises(ValidationError):
        filed(draft, reason=" 不 ")
    own = party(draft, "helper", draft.idle.code)
    assert filed(draft, by=draft.cast.helper, party=own).helper == draft.idle
    assert Objection.objects.visible_to(draft.cast.helper).count() == 1


def test_the_level_above_answers_never_the_party_and_never_who_filed(draft):
    objection = filed(draft)
    second = make_user("township2", Role.TOWNSHIP, draft.places.other_township)
    for who in (draft.cast.cadre, draft.cast.leader, draft.cast.outsider, draft.cast.helper, second):
        with pytest.raises(ValidationError):
            take_objection(by=who, objection=objection)
    of_township = filed(draft, by=draft.cast.township, party=party(draft, "township", draft.places.township.pk),
                        keys=[key(draft, draft.steady, draft.lied)])  # fmt: skip
    other = make_user("township3", Role.TOWNSHIP, draft.places.township)
    with pytest.raises(ValidationError, match="上一级"):
        take_objection(by=other, objection=of_township)
    assert take_objection(by=draft.cast.clerk, objection=of_township).status == "reviewing"
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(ruled_by=draft.cast.cadre)


def test_who_computed_or_closed_the_month_does_not_rule_on_it(draft):
    draft.clock.move_to("2017-04-09 09:00+08:00")
    draft.account = close_account(draft.places.county, MARCH, by=draft.cast.clerk)
    objection = filed(draft)
    with pytest.raises(ValidationError, match="另一个人"):
        take_objection(by=draft.cast.clerk, objection=objection)
    with pytest.raises(IntegrityError, match="does not rule"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(ruled_by=draft.cast.clerk)
    assert take_objection(by=draft.cast.township, objection=objection).status == "reviewing"


def twin_of(user, role, area):
    """Return a second account of a natural person."""
    return make_user(f"{user.username}_twin", role, area, main_account=user)


def refused_by_all(made, objection, user):
    """Neither the service nor the database lets this person take the objection up or rule on it."""
    with pytest.raises(ValidationError, match="另一个人"):
        take_objection(by=user, objection=objection)
    for column in ("taken_by", "ruled_by"):
        with pytest.raises(IntegrityError, match="one_person|never_sealed"), transaction.atomic():
            Objection.objects.filter(pk=objection.pk).update(**{column: user})


def test_who_holds_the_office_of_the_party_does_not_rule_with_whichever_account(draft):
    second = make_user("cadre3", Role.CADRE, draft.places.village)
    objection = filed(draft)
    refused_by_all(draft, objection, twin_of(second, Role.OFFICE, draft.places.county))
    refused_by_all(draft, objection, twin_of(draft.cast.cadre, Role.TOWNSHIP, draft.places.township))


def test_the_helper_of_whom_the_lines_speak_does_not_rule_on_his_villages_objection(draft):
    objection = filed(draft)
    assert objection.helper is None
    refused_by_all(draft, objection, twin_of(draft.cast.helper, Role.TOWNSHIP, draft.places.township))


def test_nobody_rules_on_a_line_at_two_levels(draft):
    reject_objection(by=draft.cast.township, objection=filed(draft), ruling="没有材料")
    other = make_user("township5", Role.TOWNSHIP, draft.places.township)
    again = filed(draft, by=other, party=party(draft, "township", draft.places.township.pk))
    RoleGrant.objects.filter(user=draft.cast.township).delete()  # he went on to the county
    RoleGrant.objects.create(
        user=draft.cast.township, role=Role.OFFICE, area=draft.places.county, from_date=dt.date(2017, 1, 1)
    )
    moved = User.objects.get(pk=draft.cast.township.pk)
    refused_by_all(draft, again, moved)
    assert take_objection(by=draft.cast.clerk, objection=again).status == "reviewing"


def test_an_objection_that_nobody_could_answer_is_not_taken_in(draft):
    """Else the month could never be closed: nobody but who filed it would end it."""
    own = party(draft, "county", draft.places.county.pk)
    with pytest.raises(ValidationError, match="先由管理员授权"):
        filed(draft, by=draft.cast.clerk, party=own)
    make_user("prefecture", Role.OFFICE, draft.places.prefecture)
    assert filed(draft, by=draft.cast.clerk, party=own).status == "filed"


def test_a_ruling_stays(draft):
    objection = take_objection(by=draft.cast.township, objection=filed(draft))
    rule_objection(by=draft.cast.township, objection=objection, ruling="看过")
    for change in ({"ruling": "x"}, {"status": "filed"}, {"ruled_by": draft.cast.supervisor}):
        with pytest.raises(InternalError, match="ruling_stays|Cannot"), transaction.atomic():
            Objection.objects.filter(pk=objection.pk).update(**change)


def test_a_ruling_says_why_and_comes_after_taking_up(draft):
    objection = filed(draft)
    with pytest.raises(ValidationError):
        rule_objection(by=draft.cast.township, objection=objection, ruling="对")
    take_objection(by=draft.cast.township, objection=objection)
    with pytest.raises(ValidationError):
        rule_objection(by=draft.cast.township, objection=objection, ruling=" ")
    assert rule_objection(by=draft.cast.township, objection=objection, ruling="看过").status == "upheld"
    told = Notice.objects.filter(kind="objection", reader=draft.cast.cadre)
    assert set(told.values_list("facts__status", flat=True)) == {"reviewing", "upheld"}


def test_a_draft_takes_the_correction_at_its_next_computation_and_keeps_it(draft):
    objection = take_objection(by=draft.cast.township, objection=filed(draft))
    corrections = {line: {"delivered": 1} for line in objection.lines.all()}
    rule_objection(by=draft.cast.township, objection=objection, ruling="有照片", corrections=corrections)
    assert outcome(draft, draft.missed) == "failed"
    assert AccountMonth.objects.filter(month=str(MARCH)).count() == 1
    for _each in range(2):
        compute_account(draft.places.county, MARCH)
        assert outcome(draft, draft.missed) == "met"
    draft.clock.move_to("2017-04-08 09:00+08:00")
    assert close_account(draft.places.county, MARCH).version == 1
    assert outcome(draft, draft.missed) == "met"


def test_the_household_of_a_village_without_helper_is_corrected_in_the_draft(draft):
    place, bare = draft.places.other_village, draft.bare
    cadre = make_user("cadre2", Role.CADRE, place)
    above = make_user("township4", Role.TOWNSHIP, draft.places.other_township)
    keys = [Contested("village", place.pk, "LF-13", "household", bare.household_no, place.pk)]
    objection = take_objection(
        by=above, objection=filed(draft, by=cadre, party=party(draft, code=place.pk), keys=keys)
    )
    rule_objection(
        by=above, objection=objection, ruling="有人", corrections={objection.lines.get(): {"excused": True}}
    )
    compute_account(draft.places.county, MARCH)
    row = AccountTally.objects.get(account=draft.account, level="village", code=place.pk, rule="LF-13")
    assert (row.failed, row.excused) == (0, 1)


def test_no_month_is_frozen_while_somebody_waits(draft):
    objection = filed(draft)
    draft.clock.move_to("2017-04-08 09:00+08:00")
    with pytest.raises(ValidationError, match=objection.no):
        close_account(draft.places.county, MARCH)
    withdraw_objection(by=draft.cast.cadre, objection=objection)
    assert close_account(draft.places.county, MARCH).is_closed
