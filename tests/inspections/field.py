"""Records of checks for tests: a drawn home with a helper, a visit and measures, and what an inspector answers."""

import datetime as dt
import uuid
from types import SimpleNamespace

from assistance.models import VisitPhoto
from inspections.choices import CheckKind
from inspections.services.checks import (
    assign_inspectors,
    draw_sample,
    freeze_population,
    open_round,
    publish_round,
    report_round,
    void_check,
)
from inspections.services.field import registered_of, sealed_facts, take_check
from inspections.services.field.acceptance import open_acceptance, record_result
from inspections.services.field.knowledge import draw_questions
from inspections.services.field.others import set_frame
from povertyapp.core import clock
from povertyapp.core.files import store_file
from povertyapp.core.period import Period
from tests.inspections.checks import SEED, checks_of
from tests.inspections.factories import make_cared, make_helper, visit

ALL_WELL = {
    "found": "yes",
    "size": "match",
    "land": "match",
    "measures": "match",
    "last_visit": "match",
    "helper_known": "yes",
    "times_told": "monthly",
    "policy_known": "yes",
    "satisfaction": "satisfied",
    "six": "all",
}


def make_sample(people, homes=1, kind=CheckKind.UNANNOUNCED, helper=None, **fields):
    """Draw cared-for homes of 老茶村 in a round of this month, sealed for the supervisor; return what was made."""
    helper = helper or make_helper(user=people.helper)
    made = [make_cared(helper, answered_by=people.helper, **fields) for _each in range(homes)]
    visits = [visit(home, helper, clock.today() - dt.timedelta(days=3)) for home in made]
    round_ = open_round(
        by=people.supervisor,
        county=people.places.county,
        period=Period.current(),
        name="本月暗访",
        kind=kind,
    )
    draw = freeze_population(by=people.supervisor, county=people.places.county, round=round_)
    draw = draw_sample(by=people.supervisor, draw=draw, size=homes, seed=SEED)
    checks = list(checks_of(draw))
    assign_inspectors(by=people.supervisor, checks=checks, users=[people.supervisor])
    return SimpleNamespace(
        helper=helper,
        homes={home.household_no: home for home in made},
        visits={row.household_id: row for row in visits},
        round=round_,
        draw=draw,
        checks=list(checks_of(draw).select_related("unit")),
    )


def answers(sample, check, **more):
    """Return what the inspector sends of a check: all as the record says, unless told otherwise."""
    home = sample.homes[check.unit.code]
    known = registered_of([home], clock.today())[home.pk]
    token = sealed_facts(check, known)
    return {"submission_id": uuid.uuid4(), "check": check.key, "token": token, **ALL_WELL, **more}


def record(people, sample, check, **more):
    """Record a check and return the record."""
    return take_check(by=people.supervisor, sent=answers(sample, check, **more)).record


def publish(people, sample):
    """Report and publish the round of a sample."""
    report_round(by=people.supervisor, round=sample.round)
    publish_round(by=people.leader, round=sample.round, circular_no="来督〔2017〕3号")


def checks_of_the_world(people, home, post):
    """Make what the doors lead to: a published record with a photo, the county clerk's own open sample, 一口清, an
    acceptance; return the arguments of their addresses."""
    published = make_round_of(people, "独有一轮")
    frame = set_frame(
        by=people.supervisor, draw=published.draw, area=home.area, households=9, persons=30, source="户籍册"
    )
    seal(people, published)
    made = record_by(people.clerk, check_of(published, home), home)
    for check in published.checks:
        if check.pk != made.site_check_id:
            void_check(by=people.supervisor, check=check, reason="路断了")
    photo = keep_photo(people, made, home)
    asked = draw_questions(by=people.clerk, round=published.round, post=post)
    report_round(by=people.supervisor, round=published.round)
    publish_round(by=people.leader, round=published.round)
    make_cared(make_helper(), area=home.area)
    running = make_round_of(people, "独有二轮")
    seal(people, running)
    own = check_of(running, home)
    other = next(check for check in running.checks if check != own)
    record_by(people.clerk, own, home)
    accepted = open_acceptance(
        by=people.clerk, county=people.places.county, name="独有验收", agency="某评估公司", tender_no="LF-1",
        recognised_by="省扶贫办", recognition_no="鄂贫办1", begins_on=clock.today(), accepted_on=clock.today(),
    )  # fmt: skip
    record_result(by=people.clerk, round=accepted, household=home, passed=True, satisfaction="satisfied")
    return {
        "check_record_pk": made.pk,
        "check_photo": photo.photo_id,
        "check_key": other.key,
        "recorded_key": own.key,
        "knowledge_pk": asked.pk,
        "framed_draw_pk": published.draw.pk,
        "frame_pk": frame.pk,
        "acceptance_pk": accepted.pk,
    }


def make_round_of(people, name):
    """Open a round of this month and freeze the county's households for it."""
    county = people.places.county
    round_ = open_round(by=people.supervisor, county=county, period=Period.current(), name=name)
    return SimpleNamespace(
        round=round_, draw=freeze_population(by=people.supervisor, county=county, round=round_)
    )


def check_of(made, home):
    return next(check for check in made.checks if check.unit.code == home.household_no)


def seal(people, made):
    """Draw everybody, and name the county's clerk as the inspector of all."""
    made.draw = draw_sample(by=people.supervisor, draw=made.draw, size=99, seed=SEED)
    assign_inspectors(by=people.supervisor, checks=checks_of(made.draw), users=[people.clerk])
    made.checks = list(checks_of(made.draw).select_related("unit"))


def record_by(user, check, home):
    """Record a check by somebody as the record says, but for one fact."""
    known = registered_of([home], clock.today())[home.pk]
    sent = {"submission_id": uuid.uuid4(), "check": check.key, "token": sealed_facts(check, known)}
    return take_check(by=user, sent=sent | ALL_WELL | {"size": "mismatch", "size_actual": "9"}).record


def keep_photo(people, made, home):
    """Keep a photo of a record, as if it had arrived."""
    file = store_file(by=people.clerk, area=people.places.county, kind="visit_photo", name="x", content=b"x")
    return VisitPhoto.objects.create(
        photo_id=uuid.uuid4(), submission_id=made.submission_id, area=people.places.county, sent_by=people.clerk,
        sha256="2" * 64, size=1, state="stored", file=file, announced_at=clock.now(),
    )  # fmt: skip
