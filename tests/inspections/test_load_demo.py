"""The demo county: logins that open, something true to show, a second run that changes nothing."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from assistance.models import Helper, HelperAssignment, Visit
from funds.models import FundEntry
from households.models import Household
from households.services import transfer_household
from inspections.demo.laifeng import month_to_close
from inspections.demo.plan import months_until
from inspections.models import (
    AccountChange,
    AccountFact,
    AccountMonth,
    Excuse,
    Finding,
    LateEntry,
    NoticeSource,
    Objection,
    PartyAccount,
    RectificationMeasure,
)
from inspections.services.findings import blocked_villages
from inspections.services.problems.raising import FOUND_BATCH
from povertyapp.core import clock
from povertyapp.core.models import Area, MonthLock, RoleGrant, Tally, User
from povertyapp.core.owner import as_owner
from povertyapp.core.period import Period
from povertyapp.core.tallies import CHANGED
from tests.funds.sums import money_astray
from tests.households.factories import make_household

NOW = clock.moment(dt.date(2026, 11, 22), 9)
LOGINS = [
    "leader",
    "office",
    "township",
    "cadre",
    "helper",
    "supervisor",
    "finance",
    "bank",
    "admin",
    "outsider",
    "office2",
]
PASSWORD = "only-for-the-demo-7"


def load(**options):
    out = StringIO()
    call_command("load_demo", stdout=out, **{"password": PASSWORD, **options})
    return json.loads(out.getvalue().splitlines()[-1])


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo county on 22 November 2026, once for all tests of this file; what it said is the value."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setattr(clock, "now", lambda: NOW)
        yield load()
        transaction.set_rollback(True)


def everything():
    """Return table → fingerprint of its rows, for every table of the database, history too; that somebody wrote to a
    table, be it nothing, is no row of it."""
    but = {Tally._meta.db_table: f"(SELECT * FROM core_tally WHERE kind <> '{CHANGED}')"}
    rows = "SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM {table} AS t"
    found = {}
    with as_owner(), connection.cursor() as cursor:  # temporary tables of the loading are the owner's
        for table in connection.introspection.table_names(cursor):
            cursor.execute(rows.format(table=but.get(table) or connection.ops.quote_name(table)))
            found[table] = cursor.fetchone()[0]
    return found


@pytest.mark.django_db
def test_a_county_with_other_households_is_refused_and_left_alone():
    make_household()
    with pytest.raises(CommandError, match="已经有农户") as refused:
        load()
    assert refused.value.returncode == 1
    assert Household.objects.count() == 1
    assert not User.objects.exists()


@pytest.mark.django_db
class TestLogins:
    def test_are_those_of_the_contract_with_one_password(self, demo):
        assert demo["logins"] == LOGINS
        assert demo["password"] == PASSWORD
        assert len(set(User.objects.filter(username__in=LOGINS).values_list("password", flat=True))) == 1
        # the members of the deciding bodies are people of the demo, not logins
        assert not any(user.has_usable_password() for user in User.objects.exclude(username__in=LOGINS))

    @pytest.mark.parametrize("username", LOGINS)
    def test_each_can_sign_in(self, demo, client, username):
        answer = client.post("/login/", {"username": username, "password": PASSWORD})
        assert answer.status_code == 302
        assert client.session["_auth_user_id"] == str(User.objects.get(username=username).pk)

    def test_each_stands_where_the_contract_says(self, demo):
        rows = RoleGrant.objects.filter(user__username__in=LOGINS).select_related("user")
        grants = {grant.user.username: (grant.role, grant.area_id) for grant in rows}
        assert {name: role for name, (role, _area) in grants.items()} == {
            name: {"outsider": "township", "office2": "office"}.get(name, name) for name in LOGINS
        }
        county = ("leader", "office", "office2", "helper", "supervisor", "finance", "admin")
        assert {grants[name][1] for name in county} == {"422827"}
        assert grants["township"][1] == "422827103"
        assert grants["cadre"][1].startswith("422827103")
        assert len(grants["cadre"][1]) == 12
        assert grants["outsider"][1].startswith("422828")
        assert not User.objects.filter(is_superuser=True).exists()

    def test_helper_sees_a_dozen_households_and_outsider_none(self, demo):
        seen = {
            name: Household.objects.visible_to(User.objects.get(username=name)).count() for name in LOGINS
        }
        assert 9 <= seen["helper"] <= 15
        assert seen["outsider"] == 0
        assert seen["office"] == seen["leader"] == 2000
        assert seen["cadre"] < seen["township"] < 2000
        helper = Helper.objects.get(user__username="helper")
        assert Visit.objects.filter(helper=helper, recorded_by=helper.user).count() > 20


@pytest.mark.django_db
class TestSomethingToShow:
    def test_real_places_of_the_size_that_was_planned(self, demo):
        assert Area.objects.filter(code__startswith="422827", level="village").count() == 196
        assert Household.objects.values("area_id").distinct().count() == 64
        assert len({code[:9] for code in Household.objects.values_list("area_id", flat=True)}) == 8
        assert 6200 < demo["members"] < 7000

    def test_one_month_waits_to_be_closed_before_the_running_one(self, demo):
        months = AccountMonth.objects.order_by("month", "version")
        assert [(m.month, m.version, m.state) for m in months] == [
            ("2026-08", 1, "closed"),
            ("2026-09", 1, "closed"),
            ("2026-09", 2, "closed"),
            ("2026-10", 1, "draft"),
            ("2026-11", 1, "open"),
        ]
        assert all(month.digest for month in months)
        assert MonthLock.objects.count() == 2

    def test_few_faults_and_one_objection_hold_it_open(self, demo):
        county = Area.objects.get(code="422827")
        assert [n for _code, _name, n in blocked_villages(county, Period.parse("2026-10"))] == [1, 1, 1, 1]
        waiting = Objection.objects.open().get()
        assert (waiting.month, waiting.area_id) == ("2026-10", "422827103")
        assert clock.day_of(waiting.filed_at) <= dt.date(2026, 11, 7)

    @pytest.mark.parametrize(
        ("today", "waits"),
        [
            ((2026, 11, 22), "2026-10"),
            ((2026, 12, 8), "2026-11"),
            ((2026, 12, 7), "2026-10"),
            ((2026, 12, 1), "2026-10"),
        ],
    )
    def test_whichever_day_it_is_loaded_a_month_can_be_closed(self, demo, today, waits):
        county, day = Area.objects.get(code="422827"), dt.date(*today)
        assert str(month_to_close(county, months_until(Period.of(day), 4), day)) == waits

    def test_an_objection_waits_and_another_made_a_new_version_with_its_differences(self, demo):
        states = dict(Objection.objects.values_list("status", "month"))
        assert states == {"filed": "2026-10", "corrected": "2026-09"}
        september = AccountMonth.objects.filter(month="2026-09").order_by("version")
        assert september[0].digest != september[1].digest
        assert AccountChange.objects.filter(account=september[1], field="outcome", after="met").count() == 1
        assert set(Excuse.objects.values_list("status", flat=True)) == {"asked", "refused"}

    def test_some_helpers_and_villages_are_not_settled_and_most_are(self, demo):
        october = AccountMonth.objects.get(month="2026-10")
        for level in ("helper", "village", "township"):
            parties = PartyAccount.objects.filter(account_id=october.pk, level=level)
            not_settled = parties.exclude(verdict__in=["settled", "no_account"]).count()
            assert not_settled > 0
            assert parties.filter(verdict="settled").count() > 0
        helpers = PartyAccount.objects.filter(account_id=october.pk, level="helper")
        assert 5 < helpers.exclude(verdict="settled").count() < 30

    def test_some_visits_were_late_and_nothing_is_of_tomorrow(self, demo):
        assert LateEntry.objects.exists()
        assert not Visit.objects.filter(submission=None, recorded_at__gte=NOW.replace(hour=0)).exists()
        assert Visit.objects.filter(happened_on__gte=dt.date(2026, 11, 1)).exists()

    def test_one_village_has_a_household_without_helper(self, demo):
        today = HelperAssignment.objects.in_force(NOW.date()).values("household")
        alone = Household.objects.filter(left_register_on=None).exclude(pk__in=today)
        assert alone.count() == 1
        assert alone.get().area_id.startswith("422827103")
        assert alone.get().helper_name == ""

    def test_the_plan_is_there_and_parts_of_it_are_overdue(self, demo):
        assert NoticeSource.objects.exclude(name=FOUND_BATCH).count() == 1
        assert RectificationMeasure.objects.filter(deadline__lt=NOW.date()).exists()

    def test_some_records_have_faults(self, demo):
        assert 0 < Finding.objects.count() == demo["findings"] < 60

    def test_every_yuan_is_somewhere(self, demo):
        assert FundEntry.objects.exists()
        assert not money_astray()

    def test_every_row_has_its_history(self, demo):
        events = Household._meta.get_field("history").related_model.objects
        assert events.filter(pgh_label="insert").count() == 2000


@pytest.mark.django_db
class TestSecondRun:
    def test_changes_nothing(self, demo):
        before = everything()
        assert load()["accounts_closed"] == 0
        assert everything() == before

    def test_keeps_the_password_and_tells_no_other(self, demo):
        assert "password" not in load(password="another-password-8")
        assert User.objects.get(username="office").check_password(PASSWORD)


@pytest.mark.django_db
class TestCommand:
    def test_takes_the_password_from_the_environment(self, monkeypatch, demo):
        monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
        assert load(password="")["password"] == PASSWORD


def followers():
    """Return model → path to the household that it follows, however deep."""
    found = {}
    for model in apps.get_models():
        path, step = [], model
        while getattr(step, "FOLLOWS", None):
            path.append(step.FOLLOWS)
            step = step._meta.get_field(step.FOLLOWS).related_model
        if path and step is Household:
            found[model] = "__".join(path)
    return found


def with_everything():
    """Return few households that together have rows of every kind that the demo has."""
    chosen = set()
    for model, path in followers().items():
        rows = model._base_manager.order_by("pk").values_list(path, flat=True)
        if not chosen.intersection(rows):
            chosen.update(rows[:1])
    late = LateEntry.objects.filter(account__state="closed").order_by("pk")
    chosen.update(late.values_list("visit__household", flat=True)[:1])
    return Household.objects.filter(pk__in=chosen)


def places_of(model):
    return list(model.objects.order_by("pk").values_list("pk", "area_id"))


@pytest.mark.django_db
def test_all_that_follows_a_household_moves_and_closed_months_stay(demo):
    homes = with_everything()
    office = User.objects.get(username="office")
    closed = AccountMonth.objects.filter(state="closed")
    assert LateEntry.objects.filter(account__in=closed, visit__household__in=homes).exists()
    before = places_of(AccountFact), places_of(LateEntry)
    for home in homes:
        township = home.area_id[:9]
        to = Area.objects.filter(level="village", code__startswith=township).exclude(pk=home.area_id).first()
        with transaction.atomic():
            transfer_household(by=office, household=home, to_area=to, reason="并村搬迁")
        for model, path in followers().items():
            rows = model._base_manager.filter(**{path: home})
            assert model.KEEPS_PLACE or not rows.exclude(area=to).exists(), model
    assert (places_of(AccountFact), places_of(LateEntry)) == before
