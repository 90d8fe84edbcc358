"""Problems and measures for tests of rectification, and the way of a measure up to a state."""

import datetime as dt
import io
import itertools

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from inspections.choices import SIX
from inspections.models import NoticeSource, Problem, RectificationMeasure
from inspections.services import ledger
from inspections.services.problems import add_evidence
from povertyapp.core import clock

YESTERDAY, TODAY, TOMORROW = (clock.today() + dt.timedelta(days=n) for n in (-1, 0, 1))
KEPT = dict.fromkeys(SIX, True)
_numbers = itertools.count(1)


def picture(colour="green"):
    """Return a small picture as a browser uploads it."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return SimpleUploadedFile(f"{next(_numbers)}.jpg", out.getvalue(), "image/jpeg")


def make_problem(county, area=None, **facts):
    """Create a problem with a cause in the batch 自查 of a county."""
    source, _made = NoticeSource.objects.get_or_create(area=county, year=2017, name="自查")
    number = Problem.objects.count() + 1
    defaults = {"text": "档案不全", "cause_text": "统筹协调不到位", "category": "动态管理"}
    return Problem.objects.create(
        area=area or county, county=county, source=source, number=number, no=f"ZG-2017-{number:03d}",
        **(defaults | facts),
    )  # fmt: skip


def make_measure(county, problem=None, **facts):
    """Create a measure with all that it needs to be handed over."""
    problem = problem or make_problem(county)
    defaults = {
        "text": "逐户补档", "goal": "一户一档", "deadline": TOMORROW, "deadline_kind": "date",
        "deadline_text": "明天", "leader_name": "田某", "responsible_unit": "县档案局", "person_name": "向某",
        "metric": "补档户数", "comparator": ">=", "threshold": 1, "threshold_unit": "户",
        "number": problem.measures.count() + 1,
    }  # fmt: skip
    return RectificationMeasure.objects.create(problem=problem, **(defaults | facts))


def at_work(cast, measure, percent=100, day=TODAY):
    """Hand a measure over and report on it."""
    ledger.assign_measure(by=cast.clerk, measure=measure)
    ledger.report_progress(by=cast.township, measure=measure, day=day, text="已补齐", percent=percent)
    return measure


def show(by, measure, phase="after"):
    """Upload a picture of a measure."""
    return add_evidence(by=by, measure=measure, phase=phase, upload=picture(), taken_on=TODAY)


def handed_in(cast, measure):
    """Bring a measure to its leader's desk."""
    if measure.status == "planned":
        at_work(cast, measure)
    show(cast.township, measure)
    return ledger.hand_in_measure(by=cast.township, measure=measure, statement="逐户核对无误")


def submitted(cast, measure):
    """Bring a measure up to waiting for the check."""
    handed_in(cast, measure)
    return ledger.sign_measure(by=cast.leader, measure=measure, name="田某")


def verified(cast, measure, is_met=True):
    """Let the supervisor check a measure, every drawn thing of it with the same result."""
    if measure.status != "submitted":
        submitted(cast, measure)
    check = ledger.draw_check(by=cast.supervisor, measure=measure, seed="1234")
    results = {item.position: {"is_met": is_met, "note": "看过"} for item in check.items.all()}
    return ledger.verify_measure(
        by=cast.supervisor, measure=measure, results=results, conduct=KEPT, day=TODAY, name="督查员"
    )


def closed(cast, measure):
    """Bring a measure to its end."""
    return ledger.close_measure(by=cast.clerk, measure=verified(cast, measure), sheet="销号单1号")
