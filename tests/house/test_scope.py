"""Who may open which door: every URL with everyone of the cast (house.md 4.4; reliability-security A1)."""

import datetime as dt
import json
import uuid
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assistance.models import (
    AssignmentRound,
    HeldSubmission,
    HeldValue,
    Submission,
    VisitPhoto,
    VisitPlace,
)
from assistance.services import announce_photo
from households.models import ProcedureBatch
from households.services.procedures import open_natural_close
from inspections.models import (
    AccountLine,
    AccountMonth,
    Circular,
    MeasureEvidence,
    Meeting,
    MeetingDecision,
    NoticeSource,
    Objection,
    PartyAccount,
    Problem,
    ProblemScope,
    RectificationMeasure,
    Verification,
    VerificationItem,
)
from inspections.services.account import close_account, compute_account
from inspections.services.accountability import enter_case, give_seat
from inspections.services.excuses import ask_excuse
from inspections.services.findings import claim_true
from inspections.services.indicators import keep_indicator
from inspections.services.objections import Contested, file_objection, rule_objection, take_objection
from inspections.services.sources import make_checklist
from inspections.services.work import make_round as make_work
from povertyapp.core import clock
from povertyapp.core.channels import set_gateway
from povertyapp.core.devices import enrol_device
from povertyapp.core.files import store_file
from povertyapp.core.models import Act, BulkRun, ImportBatch, Job, SavedFilter, User
from povertyapp.core.models.batch import ImportState
from povertyapp.core.period import Period
from povertyapp.core.roles import REACHING, VERBS, Role
from povertyapp.core.terms import choose_pack
from tests.assistance.economy import economy_of
from tests.assistance.teams import make_resident, make_task, make_team
from tests.funds.development import development_of_the_world
from tests.funds.lending import loans_of_the_world
from tests.funds.money import money_of_the_world
from tests.funds.notices import notices_of_the_world
from tests.funds.projects import projects_of_the_world
from tests.funds.relocating import relocations_of_the_world
from tests.house.access import COUNTY_ROW, DOORS, FORBIDDEN, TOWNSHIP_ROW, VILLAGE_ROW
from tests.households.factories import (
    COUNTY,
    OTHER_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
    cast,
    make_listed,
    make_request,
    make_user,
)
from tests.inspections.checks import published_round
from tests.inspections.factories import (
    make_cared,
    make_finding,
    make_helper,
    measure,
    published_figure,
    visit,
)
from tests.inspections.field import checks_of_the_world

MARCH = Period(2017, 3)
OURS = ("core", "households", "assistance", "funds", "inspections", "")
CALLERS = (
    "clerk",
    "leader",
    "township",
    "cadre",
    "helper",
    "supervisor",
    "finance",
    "admin",
    "nobody",
    "other_township",
    "outsider",
)
# What a row is called in this test → what its URL calls it.
URL_KEYS = {
    "shell": "name",
    "problem_no": "no",
    "document": "item",
    "job": "pk",
    "file": "pk",
    "import": "pk",
    "import_kind": "kind",
    "table": "name",
    "low_income_pk": "pk",
    "case": "pk",
    "request_pk": "pk",
    "low_income_row_pk": "pk",
    "data_rule": "rule",
    "finding_pk": "pk",
    "claim_pk": "pk",
    "scope_pk": "pk",
    "evidence_pk": "pk",
    "drawn_pk": "pk",
    "zg_code": "code",
    "closed_month": "month",
    "wall_metric": "metric",
    "wall_paper": "paper",
    "wall_area": "area",
    "county_area": "area",
    "choice_pk": "pk",
    "objection_no": "no",
    "excuse_pk": "pk",
    "figure_pk": "pk",
    "measure_pk": "pk",
    "ending_pk": "pk",
    "plan_year": "year",
    "device_pk": "pk",
    "filter_pk": "pk",
    "bulk_run_pk": "pk",
    "bulk_action": "action",
    "own_visit": "pk",
    "unit_pk": "pk",
    "round_pk": "pk",
    "sent_visit": "pk",
    "stored_photo": "photo",
    "held_value": "pk",
    "held_submission": "pk",
    "task_pk": "pk",
    "team_pk": "pk",
    "post_pk": "pk",
    "official_code": "code",
    "training_pk": "pk",
    "attendance_pk": "pk",
    "enterprise_code": "code",
    "link_pk": "pk",
    "institution_pk": "pk",
    "left_behind_pk": "pk",
    "action_no": "no",
    "seat_pk": "pk",
    "check_record_pk": "pk",
    "check_photo": "photo",
    "check_key": "key",
    "recorded_key": "key",
    "knowledge_pk": "pk",
    "framed_draw_pk": "pk",
    "frame_pk": "pk",
    "acceptance_pk": "pk",
    "called_unit": "unit",
    "indicator_code": "code",
    "work_code": "code",
    "clean_up_code": "code",
    "source_pk": "pk",
    "checklist_pk": "pk",
    "checklist_item_pk": "pk",
    "unit_level": "level",
    "unit_code": "code",
    "item_number": "number",
    "meeting_pk": "pk",
    "decision_pk": "pk",
    "circular_pk": "pk",
    "draft_circular_pk": "pk",
    "check_round": "round",
    "check_draw": "pk",
    "site_check": "pk",
    "sample_unit": "pk",
    "loan_no": "no",
    "relocation_no": "no",
    "relocation_to": "to",
    "relocation_plan": "code",
    "relocation_site": "code",
    "relocation_place_pk": "pk",
    "relocation_listed_pk": "pk",
    "loan_payment_pk": "payment",
    "loan_paid_pk": "pk",
    "operator_loan": "no",
    "fund_pk": "pk",
    "subsidy_pk": "pk",
    "fund_code": "code",
    "fund_plan_pk": "pk",
    "entry_pk": "pk",
    "allotment_pk": "pk",
    "payment_pk": "pk",
    "bank_row_pk": "pk",
    "notice_code": "code",
    "notice_objection_pk": "pk",
    "project_no": "no",
    "project_stage": "stage",
    "project_paper": "paper",
    "project_benefit_pk": "pk",
    "project_claim": "number",
    "area_code": "code",
    "member_pk": "pk",
    "whole_code": "code",
    "whole_item_pk": "pk",
    "society_code": "code",
    "donation_code": "code",
    "donation_use_pk": "pk",
}


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Build the world once for all doors; each test runs in a savepoint inside its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        callers = [getattr(world.people, caller) for caller in CALLERS]
        world.sessions = {user.username: session_of(user) for user in callers}
        prefetch_related_objects(callers, "grants")
        yield world
        transaction.set_rollback(True)


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def build_world():
    """A household of 老茶村 with everything that the doors lead to, and the cast around it."""
    people = cast()
    people.other_township = make_user("other_township", Role.TOWNSHIP, people.places.other_township)
    helper = make_helper(user=people.helper, name="彭独秀")
    home = make_cared(helper, head_name="覃独有", answered_by=people.helper)
    made = visit(home, helper, dt.date(2017, 3, 5))
    source = NoticeSource.objects.create(area=people.places.county, year=2017, issuer="省扶贫办")
    problem = Problem.objects.create(
        area=people.places.county,
        county=people.places.county,
        source=source,
        number=1,
        no="ZG-2017-001",
        text="独有问题",
    )
    compute_account(people.places.county, MARCH)
    listed = make_listed(home.members.first())
    found, claimed = make_finding(home, "DQ-23"), make_finding(home, "DQ-20")
    act = Act.objects.create(
        pk=uuid.uuid4(), area=home.area, made_by=people.helper, verb="households.change_household"
    )
    case = open_natural_close(by=people.cadre, household=home, cause="emigration", text="出国")
    resident = make_resident(make_team(unit=helper.unit), name="田独驻")
    args = {
        **published_round(people),
        "unit_pk": helper.unit_id,
        "task_pk": make_task(helper.unit).pk,
        "team_pk": resident.team_id,
        "post_pk": resident.pk,
        "official_code": resident.official.code,
        "case": case.pk,
        "what": "evidence-closing",
        "to": "closed_natural",
        "act": act.pk,
        "bulk_action": "nudge",
        "bulk_run_pk": BulkRun.objects.create(
            area=home.area, made_by=people.helper, action="households:list.nudge", done=1, skipped=0
        ).pk,
        "filter_pk": SavedFilter.objects.create(owner=people.clerk, page="households:list", name="独有").pk,
        "no": home.household_no,
        "household_no": home.household_no,
        "person_no": home.members.first().person_no,
        "section": "basic",
        "shell": "visit",
        "slug": "index",
        "code": helper.code,
        "helper": helper.code,
        "pk": made.pk,
        "month": str(MARCH),
        "wall_metric": "visits",
        "wall_paper": "a3",
        "wall_area": TOWNSHIP,
        **words_and_gateway_of(people),
        "area": VILLAGE,
        "rule": "LF-14",
        "problem_no": problem.no,
        "import_kind": "roster",
        "step": "preview",
        "table": "household",
        "import": make_batch(people).pk,
        "job": Job.objects.create(kind="scope", started_by=people.clerk, area=people.places.county).pk,
        "file": store_file(by=people.clerk, area=people.places.county, kind="x", name="x", content=b"x").pk,
        "request_pk": make_request(home.members.first()).pk,
        "low_income_pk": listed.listing_id,
        "kind": "entry",
        "level": "household",
        "document": "handbook",
        "form": "xlsx",
        "batch": ProcedureBatch.objects.create(
            area=people.places.village,
            kind="exit",
            year=2017,
            number=1,
            opened_on=dt.date(2017, 3, 1),
            opened_by=people.clerk,
        ).pk,
        "low_income_row_pk": listed.pk,
        "data_rule": "DQ-23",
        "finding_pk": found.pk,
        "claim_pk": claim_true(by=people.cadre, finding=claimed, reason="独有的情况").pk,
        **sent_by_phone(people, home),
        "round_pk": make_round(people, helper, home).pk,
        "measure_pk": proposed_measure(home).pk,
        "ending_pk": home.measures.filter(is_proposed=False).first().pk,
        "plan_year": MARCH.year,
        "cause": "illness",
        "figure_pk": published_figure(people.places.county).pk,
        "figure": "E-06",
        "metric": "LF-14",
        "unit": helper.unit.code,
        "county_unit": helper.unit.code,
        "action_no": village_case(people).no,
        "seat_pk": seat_of_leader(people).pk,
        "party_level": "helper",
        "party": helper.code,
    }
    args |= economy_of(home) | met_over(people, helper)
    args |= rectified(people, problem, source, home)
    args |= argued_over(people, helper, home) | asked_of_all(people, helper)
    args |= checks_of_the_world(people, home, resident)
    args |= money_of_the_world(people, home)
    args |= notices_of_the_world(people) | development_of_the_world(people)
    args |= loans_of_the_world(people, home)
    args |= relocations_of_the_world(people, home)
    args |= projects_of_the_world(people, home)
    return SimpleNamespace(
        people=people, args=args, marks=("覃独有", home.household_no, "彭独秀", helper.code, "田独驻")
    )


def listed_over(people, helper):
    """A paper, and a list whose one item a unit of the county is to answer."""
    county = people.places.county
    facts = {"kind": "common", "title": "独有的清单", "stated_count": 1, "texts": ["独有的事项"]}
    made = make_checklist(by=people.clerk, county=county, **facts)
    return {
        "source_pk": NoticeSource.objects.filter(area=county).first().pk,
        "checklist_pk": made.pk,
        "checklist_item_pk": made.items.get().pk,
        "unit_level": "county_unit",
        "unit_code": helper.unit.code,
        "item_number": 1,
    }


def met_over(people, helper):
    """A meeting of the county over the month, what it decided about a unit, a circular issued and one in draft."""
    account = AccountMonth.objects.get(area=people.places.county, month=str(MARCH))
    county = {"area": people.places.county}
    meeting = Meeting.objects.create(
        **county, kind="monthly", held_on=dt.date(2017, 4, 9), chair_name="县领导", minutes="独有"
    )
    decision = MeetingDecision.objects.create(
        **county,
        meeting=meeting,
        month=str(MARCH),
        level="county_unit",
        code=helper.unit.code,
        text="独有的决定",
        person_name="某人",
        due_on=dt.date(2017, 4, 30),
    )
    words = county | {"month": str(MARCH), "account": account, "title": "独有的通报", "opening": "独有"}
    signed = {"issued_by": people.leader, "issued_on": dt.date(2017, 4, 10), "recorded_at": clock.now()}
    return {
        "called_unit": helper.unit.code,
        **listed_over(people, helper),
        "meeting_pk": meeting.pk,
        "decision_pk": decision.pk,
        "circular_pk": Circular.objects.create(**words, state="issued", **signed).pk,
        "draft_circular_pk": Circular.objects.create(**words, drafted_by=people.clerk).pk,
    }


def asked_of_all(people, helper):
    """An indicator of the helper's unit, a training of the township's clerks, a clean-up of its villages."""
    county, township = people.places.county, people.places.township
    facts = {"is_share": True, "measured_in": "户", "direction": "higher", "owner_unit": helper.unit}
    indicator = keep_indicator(by=people.clerk, county=county, name="独有的指标", **facts)
    days = {"from_on": clock.today(), "due_on": clock.today(), "townships": [township]}
    training, clean_up = (
        make_work(by=people.clerk, county=county, kind=kind, title=f"独有的{kind}", topics=["policy"], **days)
        for kind in ("training", "cleanup")
    )
    return {
        "indicator_code": indicator.code,
        "work_code": training.code,
        "clean_up_code": clean_up.code,
        "township": TOWNSHIP,
        "village": VILLAGE,
    }


def argued_over(people, helper, home):
    """February, closed and restated after an objection of the helper; another one that waits, and an excuse."""
    county = people.places.county
    compute_account(county, MARCH.previous)
    account = close_account(county, MARCH.previous)
    party = PartyAccount.objects.get(account=account, level="helper", code=helper.code)
    lines = AccountLine.objects.filter(account=account, party_code=helper.code, outcome="failed")
    keys = [
        Contested("helper", helper.code, line.rule, "household", home.household_no, home.area_id)
        for line in lines.order_by("rule")[:1]
    ]
    filed = file_objection(by=people.helper, party=party, keys=keys, reason="独有的理由")
    taken = take_objection(by=people.township, objection=filed)
    put_right = {line: {"delivered": 0, "excused": True} for line in taken.lines.all()}
    rule_objection(by=people.township, objection=taken, ruling="独有的意见", corrections=put_right)
    waiting = Objection.objects.create(
        no="SS-422827-201702-900",
        account=account,
        month=account.month,
        area=home.area,
        level="helper",
        code=helper.code,
        name=helper.name,
        helper=helper,
        reason="独有的理由",
        filed_by=people.helper,
        filed_at=clock.now(),
        due_on=clock.today(),
    )
    excuse = ask_excuse(
        by=people.helper,
        party=helper,
        kind="disaster",
        from_date=dt.date(2017, 3, 1),
        to_date=dt.date(2017, 3, 31),
        reason="独有的灾情",
        papers="独有",
    )
    return {
        "closed_month": account.month,
        "version": 2,
        "objection_no": waiting.no,
        "excuse_pk": excuse.pk,
    }


def village_case(people):
    """A case about the village that somebody brought with the paper."""
    facts = {"trigger": "media", "source": "独有报", "text": "独有的情况"}
    return enter_case(
        by=people.supervisor, county=people.places.county, level="village", code=VILLAGE, **facts
    )


def seat_of_leader(people):
    facts = {"title": "组长", "paper": "来组〔2017〕1 号"}
    return give_seat(by=people.clerk, area=people.places.county, body="leading", user=people.leader, **facts)


def proposed_measure(home):
    """A measure that waits for the township, so that every form over a measure opens."""
    made = measure(home)
    made.is_proposed = True
    made.save()
    return made


def sent_by_phone(people, home):
    """What the county's clerk has sent from a phone of his own."""
    device = enrol_device(by=people.clerk, device_id=uuid.uuid4()).device
    made = visit(home, None, dt.date(2017, 3, 6), recorded_by=people.clerk)
    receipt = Submission.objects.create(
        submission_id=uuid.uuid4(), sent_by=people.clerk, visit=made, received_at=made.recorded_at
    )
    facts = {"photo_id": uuid.uuid4(), "sha256": "0" * 64, "size": 9}
    photo = announce_photo(by=people.clerk, submission_id=receipt.pk, **facts)
    kept = store_file(by=people.clerk, area=home.area, kind="visit_photo", name="x", content=b"x")
    stored = VisitPhoto.objects.create(
        photo_id=uuid.uuid4(),
        submission_id=receipt.pk,
        visit=made,
        sent_by=people.clerk,
        sha256="1" * 64,
        size=1,
        state="stored",
        file=kept,
        announced_at=made.recorded_at,
    )
    VisitPlace.objects.create(visit=made, place='{"lat": 29.5, "lon": 109.4}')
    held = {"sent_by": people.helper, "household": home, "area": home.area}
    value = HeldValue.objects.create(
        **held, field="presence", value="all_away", visit=made, held_at=made.recorded_at
    )
    sent = {"household_no": home.household_no, "happened_on": "2017-03-06", "channel": "home"}
    submission = HeldSubmission.objects.create(
        **held,
        why="not_entitled",
        submission_id=uuid.uuid4(),
        body=json.dumps(sent),
        received_at=made.recorded_at,
    )
    return {
        "sent_visit": made.pk,
        "stored_photo": stored.photo_id,
        "held_value": value.pk,
        "held_submission": submission.pk,
        "device_pk": device.pk,
        "device_id": device.device_id,
        "own_visit": made.pk,
        "photo_id": photo.photo_id,
    }


def rectified(people, problem, source, home):
    """A measure of the county with a picture and a check, and a household that another problem concerns."""
    measure = RectificationMeasure.objects.create(problem=problem, number=1, text="独有措施")
    kept = store_file(by=people.clerk, area=problem.area, kind="evidence", name="x", content=b"x")
    facts = {"area": problem.area, "file": kept, "made_by": people.clerk, "taken_on": clock.today()}
    evidence = MeasureEvidence.objects.create(measure=measure, phase="after", **facts)
    check = Verification.objects.create(
        measure=measure, number=1, frame_size=0, sample_size=0, verdict="pass"
    )
    drawn = VerificationItem.objects.create(verification=check, position=1, is_met=True, image=kept)
    near = Problem.objects.create(
        area=home.area, county=problem.county, source=source, number=2, no="ZG-2017-002", text="独有户的问题"
    )
    scope = ProblemScope.objects.create(
        problem=near, area=home.area, kind="household", code=home.household_no, name="覃独有"
    )
    return {
        "zg_code": measure.code,
        "evidence_pk": evidence.pk,
        "drawn_pk": drawn.pk,
        "scope_pk": scope.pk,
    }


def words_and_gateway_of(people):
    """The county speaks the words of 2014 by choice, and has a gateway of its own."""
    county = people.places.county
    choice = choose_pack(by=people.clerk, county=county, pack="2014", since=dt.date(2014, 1, 1))
    set_gateway(by=people.admin, county=county, style="wecom", address="https://qy.example.gov.cn/send")
    return {"county_area": county.pk, "choice_pk": choice.pk, "pack": "2021", "term": "helper"}


def make_round(people, helper, home):
    """A hand-over of the household to its helper, who sees the note of it."""
    before = make_helper()
    lines = [{"household": home.pk, "helper": helper.pk, "outcome": "replaced"}]
    return AssignmentRound.objects.create(
        area=home.area,
        kind="handover",
        from_date=dt.date(2017, 3, 1),
        made_by=people.clerk,
        made_at=clock.now(),
        predecessor=before,
        successor=helper,
        outcome=lines,
    )


def make_batch(people):
    """An import of the county's office, checked, with an error workbook."""
    county = people.places.county
    file = store_file(by=people.clerk, area=county, kind="x", name="x", content=b"x")
    return ImportBatch.objects.create(
        kind="roster",
        area=county,
        started_by=people.clerk,
        file_name="花名册.xlsx",
        file_sha256=file.sha256,
        state=ImportState.CHECKED,
        error_workbook=file,
        act=uuid4(),
    )


def url_names(resolver=None, namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, (namespace, pattern.namespace)))
            yield from url_names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield ":".join(filter(None, (namespace, str(pattern.name))))


def test_every_door_stands_in_the_table():
    names = set(url_names())
    assert names - set(DOORS) == set(), "doors without a row in tests/house/access.py"
    assert set(DOORS) - names == set(), "rows of tests/house/access.py without a door"


def address_of(name, world):
    door = DOORS[name]
    kwargs = {URL_KEYS.get(arg, arg): world.args[arg] for arg in door.args}
    if name == "core:help":
        kwargs = {"slug": "visits"}
    return reverse(name, kwargs=kwargs) + door.query


def ask(client, user, name, world):
    """Go to a door as somebody; each caller signs in once, before the first door, and not before each."""
    if user is None:
        client.logout()
    else:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[user.username]
    door = DOORS[name]
    return getattr(client, door.method)(address_of(name, world))


def verbs_of(user):
    return set().union(*(VERBS[grant.role] for grant in user.grants.all()))


def sees(user, door):
    """Work out from the grants alone whether the user sees the row behind the door."""
    place = {COUNTY_ROW: COUNTY, TOWNSHIP_ROW: TOWNSHIP}.get(door.at, VILLAGE)
    reach = [grant.area_id for grant in user.grants.all() if grant.role in REACHING]
    answers = user.username == "helper" and door.at == VILLAGE_ROW
    return answers or any(place.startswith(code) for code in reach)


def opened(response, door):
    """Say whether the door has opened; who is sent to the login stands outside."""
    sent_away = response.status_code == 302 and "next=" in response.url
    return response.status_code in (door.answer or (200, 302)) and not sent_away


def body(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize("name", sorted(DOORS))
def test_door_opens_for_those_it_should(name, world, client):
    door, wrong = DOORS[name], []
    for caller in CALLERS:
        user = getattr(world.people, caller)
        response = ask(client, user, name, world)
        got = response.status_code
        if door.verb and door.verb not in verbs_of(user):
            fits = got == (404 if door.by_kind in verbs_of(user) else 403)
        elif door.kind == "row" and not sees(user, door) or door.kind == "own" and user != world.people.clerk:
            fits = got == 404
        elif door.kind == "list" and not sees(user, door):
            text = body(response).decode(errors="ignore")
            fits = (got == 404 or opened(response, door)) and not any(mark in text for mark in world.marks)
        else:
            fits = opened(response, door)
        if not fits:
            wrong.append((caller, got))
        if not response.streaming:
            wrong += [(caller, word) for word in FORBIDDEN if word.encode() in response.content]
    assert not wrong


@pytest.mark.parametrize("name", sorted(DOORS))
def test_stranger_is_sent_to_the_login(name, world, client):
    response = ask(client, None, name, world)
    if DOORS[name].anonymous:
        assert opened(response, DOORS[name])
    elif response.status_code == 302:
        assert "/login/" in response.url
    else:
        assert response.status_code in (401, 403)


def test_grant_that_has_ended_opens_nothing(world, client):
    world.people.township.grants.update(to_date=dt.date(2020, 1, 1))
    assert ask(client, world.people.township, "households:detail", world).status_code == 403


def test_disabled_user_is_out_at_once(world, client):
    client.force_login(world.people.clerk)
    User.objects.filter(pk=world.people.clerk.pk).update(is_active=False)
    response = client.get(address_of("households:detail", world))
    assert response.status_code == 302
    assert "/login/" in response.url


def test_other_township_sees_its_own_rows_only(world, client):
    own = make_cared(make_helper(), area_id="422827103201", head_name="向他乡")
    client.force_login(world.people.other_township)
    text = client.get(reverse("households:list")).content.decode()
    assert own.head_name in text
    assert OTHER_TOWNSHIP not in world.args["area"]
    assert "覃独有" not in text
