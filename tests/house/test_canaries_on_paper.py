"""What goes up on a wall, on paper or away as a file holds no planted number, for whoever fetches it (C2, C4)."""

import datetime as dt
from types import SimpleNamespace

import pytest

from households.models import Household, ProcedureBatch, ProcedureCase
from households.postings import POSTINGS
from households.steps import STARTS, ProcedureKind
from povertyapp.core.models import ExportRecord
from povertyapp.core.printing import why_not
from povertyapp.core.roles import Role
from tests.assistance.factories import make_measure
from tests.house.canaries import hits, needed, numbers_of_list, numbers_of_roster, run, unpacked
from tests.households.factories import id_number_of, make_user
from tests.households.procedures.ways import applicant

pytestmark = pytest.mark.django_db
PHONE = "15488776655"


def hand_out(world):
    """Let files leave, masked: the roster, the archive of a household and of its village."""
    home = Household.objects.order_by("household_no").first()
    for name, command, *arguments in (
        ("masked.xlsx", "export_roster"),
        ("home.zip", "export_archive", "household", home.household_no),
        ("village.zip", "export_archive", "village", home.area_id),
    ):
        run(world, command, *arguments, world.folder / name)
    assert not ExportRecord.objects.exclude(kind="import_errors").filter(is_unmasked=True).exists()
    return home


@pytest.fixture
def lists(world):
    """A village with something on every public list of 2016 and in every procedure, seen by every role."""
    home = Household.objects.order_by("household_no").first()
    here = Household.objects.filter(area=home.area_id)
    here.update(registered_on=dt.date(2016, 3, 1), exited_on=None, planned_exit_year=2016)
    make_measure(home, from_date=dt.date(2016, 5, 1), amount=1200)
    gone = here.order_by("household_no")[1]
    Household.objects.filter(pk=gone.pk).update(exited_on=dt.date(2016, 9, 1))
    for kind, household in zip(STARTS, here.order_by("household_no"), strict=False):
        open_case(world.clerk, kind, household)
    people = {role: make_user(f"the-{role}", role, home.area) for role in Role}
    here.update(answered_by=people[Role.HELPER])
    cast = SimpleNamespace(cadre=people[Role.CADRE], places=SimpleNamespace(village=home.area))
    applicant(cast, dt.date(2016, 6, 2), phone=PHONE)
    batches = set(ProcedureBatch.objects.values_list("kind", flat=True))
    assert batches == set(ProcedureKind.values)
    return SimpleNamespace(home=home, people=people)


def open_case(by, kind, household):
    """Put a household on a list of a procedure of its own."""
    day, own = dt.date(2016, 6, 1), {"area": household.area, "kind": kind, "opened_by": by}
    state = STARTS[kind][0]
    ProcedureCase.objects.create(
        **own, batch=ProcedureBatch.objects.create(**own, year=2016, number=7, opened_on=day), opened_on=day,
        household=household, head_name=household.head_name, group_name="3组", start_state=state, state=state,
        state_since=day,
    )  # fmt: skip


def list_addresses(form="", batches=None):
    """Return the address of every public list in a form, asked for with all that somebody might try."""
    asked = "?year=2016&area={area}&columns=id_number,phone&fields=bank_account&template=full"
    ending = f".{form}" if form else "/"
    yield from (f"/postings/{kind}{ending}{asked}" for kind in POSTINGS)
    for pk in ProcedureBatch.objects.order_by("-pk").values_list("pk", flat=True)[:batches]:
        yield f"/postings/batches/{pk}/{'list' + ending if form else ''}"


def all_name_somebody(files):
    """Say whether each file, unpacked, names a head of the village: what cannot be read holds no canary either."""
    names = {"向有福", *Household.objects.values_list("head_name", flat=True)}
    texts = [b"\n".join(unpacked(data)).decode(errors="ignore") for data in files]
    return all(any(name in text for name in names) for text in texts)


def canaries():
    return numbers_of_roster() | numbers_of_list() | {PHONE, id_number_of(dt.date(1970, 5, 4))}


def test_no_public_list_holds_a_canary(world, lists):
    """Every list as page and workbook, for every role, the administrator too."""
    answers = {role: [] for role in Role}
    for role, user in lists.people.items():
        world.seen.client.force_login(user)
        world.seen.get(f"/postings/?year=2016&area={lists.home.area_id}")
        for address in (*list_addresses(), *list_addresses("xlsx")):
            answers[role].append(world.seen.get(address.format(area=lists.home.area_id)).status_code)
    everything = 2 * (len(POSTINGS) + len(ProcedureKind.values) + 1)
    assert answers[Role.OFFICE] == [200] * everything
    assert answers[Role.ADMIN] == [403] * everything
    assert {role for role in Role if 200 in answers[role]} == set(Role) - {
        Role.ADMIN,
        Role.BANK,
        Role.FINANCE,
        Role.HELPER,
    }
    files = [data for _path, data in world.seen.pages if data.startswith(b"PK")]
    assert len(files) > 50
    assert all_name_somebody(files)
    assert hits(world, canaries()) == []


def test_no_paper_holds_a_canary(world, lists):
    """Every list, card and handbook as PDF, and the archives of a household and its village with theirs."""
    needed(not why_not(), "pango (apt-get install libpango-1.0-0 libpangoft2-1.0-0)")
    world.seen.client.force_login(lists.people[Role.OFFICE])
    at = lists.home.get_absolute_url()
    for address in (*list_addresses("pdf", batches=2), f"{at}card.pdf", f"{at}handbook.pdf"):
        assert world.seen.get(address.format(area=lists.home.area_id)).status_code == 200
    hand_out(world)
    papers = [data for _path, data in world.seen.pages if data.startswith(b"%PDF")]
    papers += [path.read_bytes() for path in world.folder.glob("*.zip")]
    assert len(papers) == len(POSTINGS) + 6
    assert all_name_somebody(papers)
    assert hits(world, canaries()) == []
