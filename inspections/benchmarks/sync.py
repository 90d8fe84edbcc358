"""`script/bench sync`: visits from many phones over a bad line, while web server, worker and database are killed."""

import base64
import datetime as dt
import io
import json
import random
import resource
import subprocess
import sys
import time
import uuid
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from PIL import Image

from assistance.models import Helper, HelperAssignment
from inspections.benchmarks.storm.line import alone
from inspections.benchmarks.storm.plan import kills_of, submissions_of
from inspections.benchmarks.storm.reckoning import reckon
from inspections.benchmarks.storm.servers import Database, Worker
from povertyapp.core import clock
from povertyapp.core.devices import enrol_device
from povertyapp.core.models import Area, RoleGrant, User
from povertyapp.core.period import Period
from povertyapp.core.roles import Role

COUNTY = "422827"
HOUSEHOLDS_A_PHONE = 14  # a helper has some eight to twelve: enough for as many helpers as phones
FAULTS = ("lost", "doubled", "altered", "wrong_receipts", "refused", "photos_missing")


def run(*, submissions=10_000, phones=50, kills=12, seed=None, **options):
    """Yield one result: what was lost, doubled or altered of the submissions, and how the storm was.

    The seed decides who sends what and what dies when; it is printed, and the same seed raises the same storm again.
    CommandError where anything is not as the phones were told.
    """
    seed = random.randrange(10**6) if seed is None else seed
    sys.stderr.write(f"seed {seed}\n")
    with TemporaryDirectory() as folder:
        plan = _plan(seed, submissions, phones, Path(folder))
        started = time.monotonic()
        kept = _rage(plan, kills_of(seed, kills, submissions), Path(folder))
        result = {
            "bench": "sync",
            "seconds": round(kept["seconds"], 1),
            "limit_seconds": None,
            "ratio": None,
            "rows": submissions,
            "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
            "seed": seed,
            "phones": phones,
            "kills": kept["kills"],
            "loss": kept["loss"],
            "cut": kept["cut"],
            "broken": kept["broken"],
            "whole_seconds": round(time.monotonic() - started, 1),
        } | reckon(plan, kept)
        kept["database"].stop()
    yield result
    if any(result[fault] for fault in FAULTS):
        raise CommandError(f"not every visit is as its phone was told; the seed is {seed}")


def _plan(seed, count, phones, folder):
    """Make a small county and enrol a phone for each of its helpers; return what the field needs to know."""
    period = Period.current()
    call_command(
        "generate_county", households=phones * HOUSEHOLDS_A_PHONE, months=1, verbosity=0, stdout=io.StringIO()
    )
    enrolled = [_phone(helper) for helper in _helpers(phones)]
    picture = _picture(seed)
    return {
        "seed": seed,
        "log": str(folder / "web.log"),
        "kept": str(folder / "kept.json"),
        "picture": base64.b64encode(picture).decode(),
        "phones": enrolled,
        "submissions": submissions_of(seed, count, enrolled, picture, clock.now()),
        "month": str(period),
    }


def _helpers(count):
    in_force = HelperAssignment.objects.primary().in_force(clock.today()).on_register(clock.today())
    helpers = Helper.objects.filter(pk__in=in_force.values("helper"), user=None).order_by("code")[:count]
    if len(helpers) < count:
        raise CommandError(f"the county has {len(helpers)} helpers at work, wanted are {count}")
    return helpers


def _phone(helper):
    """Give a helper a login and a phone; return the header that the phone sends and the households in his care."""
    user = User.objects.create(username=f"storm-{helper.code}", display_name=helper.name)
    RoleGrant.objects.create(
        user=user,
        role=Role.HELPER,
        area=Area.objects.get(code=COUNTY),
        from_date=clock.today() - dt.timedelta(days=60),
    )
    helper.user = user
    helper.save(update_fields=["user"])
    households = HelperAssignment.objects.primary().in_force(clock.today()).filter(helper=helper)
    rows = [
        one.household for one in households.select_related("household").order_by("household__household_no")
    ]
    for household in rows:
        type(household).objects.filter(pk=household.pk).update(answered_by=user)
    device_id = str(uuid.uuid4())
    secret = enrol_device(by=user, device_id=device_id, name="storm").secret
    return {
        "helper": helper.code,
        "header": f"{device_id}:{secret}",
        "households": [
            household.household_no
            for household in rows
            if household.registered_on < clock.today().replace(day=1)
        ],
    }


def _picture(seed):
    """Return a small photo that no other storm has."""
    noise = random.Random(f"picture {seed}").randbytes(120 * 90 * 3)
    file = io.BytesIO()
    Image.frombytes("RGB", (120, 90), noise).resize((960, 720)).save(file, "JPEG", quality=80)
    return file.getvalue()


def _rage(plan, kills, folder):
    """Run the field; kill what the plan says at the number of receipts that it says; return what the phones keep."""
    (folder / "plan.json").write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    database, worker = Database(), Worker(folder / "worker.log")
    worker.start()
    command = [sys.executable, "-m", "inspections.benchmarks.storm.field", str(folder / "plan.json")]
    field = subprocess.Popen(
        alone(command), cwd=settings.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    done = {"web": 0, "worker": 0, "database": 0}
    try:
        for line in field.stdout:
            while kills and int(line) >= kills[0][0]:
                _moment, victim = kills.pop(0)
                _kill(victim, field, worker, database)
                done[victim] += 1
        if field.wait():
            raise CommandError(
                f"the field ended with {field.returncode}: {(folder / 'web.log').read_text()[-2000:]}"
            )
    except BaseException:
        field.kill()
        database.stop()
        raise
    finally:
        worker.end()
    kept = json.loads((folder / "kept.json").read_text(encoding="utf-8"))
    return kept | {"kills": done, "database": database}


def _kill(victim, field, worker, database):
    if victim == "web":
        field.stdin.write("kill\n")
        field.stdin.flush()
    else:
        {"worker": worker, "database": database}[victim].kill()
