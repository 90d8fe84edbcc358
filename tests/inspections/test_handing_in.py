"""未交乡镇 and 催报 in the closing of a month: what is missing where, who is urged, until when."""

import datetime as dt
import re

import pytest
from django.db.models import Sum
from django.urls import reverse

from inspections.models import PartyAccount, Urging
from inspections.services.account import compute_account
from povertyapp.core import clock
from povertyapp.core.models import BulkRun, Notice
from povertyapp.core.undo import undo_act
from tests.inspections.account_month import MARCH, march  # noqa: F401
from tests.reading import TOTAL

LIST = "inspections:ha_townships"
TOWNSHIP = "422827100"


@pytest.fixture
def county(march, db):  # noqa: F811
    return march


@pytest.fixture
def cast(county):
    return county.cast


@pytest.fixture
def running(county, monkeypatch):
    """The month as it stands two days before entry ends."""
    day = clock.moment(dt.date(2017, 4, 2), 12)
    monkeypatch.setattr(clock, "now", lambda: day)
    return compute_account(county.places.county, MARCH)


def page(client, user, name="ha_townships", **query):
    client.force_login(user)
    answer = client.get(reverse(f"inspections:{name}", args=["2017-03"]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def total(text):
    return int(TOTAL.search(text)[1])


def step(text, what):
    """Return the words and the address of a step of the closing."""
    (item,) = re.findall(rf'(?s)<li[^>]*>(?:(?!</li>).)*class="what">{what}(?:(?!</li>).)*</li>', text)
    link = re.search(r'<a class="btn[^"]*" href="([^"]+)"', item)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", item)), link and link[1].replace("&amp;", "&")


def urge(client, user, account):
    client.force_login(user)
    at = reverse(LIST, args=["2017-03"])
    rows = PartyAccount.objects.filter(account=account, level="township").values_list("pk", flat=True)
    url = f"{reverse('core:bulk', args=['urge'])}?list={LIST}&at={at}"
    return client.post(url, {"pick": list(rows), "_do": "1"})


def test_what_is_missing_in_a_township_is_what_all_its_parties_miss(client, cast, running):
    inside = PartyAccount.objects.in_area(TOWNSHIP).filter(account=running)
    missing = inside.aggregate(n=Sum("failed"))["n"]
    assert missing > PartyAccount.objects.get(account=running, code=TOWNSHIP).failed
    text = page(client, cast.clerk, handed="missing")
    assert f'<td class="num">{missing}</td>' in text
    assert total(page(client, cast.clerk)) == 2


def test_each_step_leads_to_its_rows(client, cast, running):
    PartyAccount.objects.in_area("422827103").filter(account=running).update(failed=0)
    text = page(client, cast.clerk, "ha_close")
    for what in ("未交乡镇", "催报"):
        said, url = step(text, what)
        assert "1 个" in said
        assert total(client.get(url).content.decode()) == 1
    assert "翔凤镇" in step(text, "未交乡镇")[0]
    PartyAccount.objects.filter(account=running).update(failed=0)
    text = page(client, cast.clerk, "ha_close")
    assert "各乡镇都交齐了" in step(text, "未交乡镇")[0]
    assert "催报" not in text


def test_who_answers_for_the_township_is_urged_and_the_step_is_done(client, cast, running):
    PartyAccount.objects.in_area("422827103").filter(account=running).update(failed=0)
    urge(client, cast.clerk, running)
    run = BulkRun.objects.get()
    assert (run.done, run.skipped) == (1, 1)
    told = Notice.objects.get(kind="urged_account")
    assert (told.reader, told.facts["code"]) == (cast.township, TOWNSHIP)
    client.force_login(cast.township)
    line = client.get("/todo/?tab=read").content.decode()
    assert f"2017年3月硬账还差 {told.facts['n']} 项没有交" in line
    assert reverse("inspections:ha_unit", args=["2017-03", TOWNSHIP]) in line
    assert "都催过了" in step(page(client, cast.clerk, "ha_close"), "催报")[0]
    assert total(page(client, cast.clerk, urged="no")) == 1
    assert "几天内已经催过" in urge(client, cast.leader, running).content.decode()
    undo_act(by=cast.clerk, act=run.act)
    assert not Urging.objects.exists()
    assert not Notice.objects.filter(kind="urged_account").exists()


def test_after_entry_has_ended_nobody_is_urged(client, cast, county):
    text = page(client, cast.clerk, "ha_close")
    assert "到截止没有交齐" in step(text, "未交乡镇")[0]
    assert "催报" not in text
    assert "录入已经截止" in urge(client, cast.clerk, county.account).content.decode()
    assert not Urging.objects.exists()


def test_the_board_of_the_running_month_leads_there_too(client, cast, county, request):
    url = reverse(LIST, args=["2017-03"])
    assert url not in page(client, cast.clerk, "ha_board")
    request.getfixturevalue("running")
    assert url in page(client, cast.clerk, "ha_board")
    assert total(page(client, cast.township)) == 1  # his own township, nobody else's
