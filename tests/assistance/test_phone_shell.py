"""What the phone keeps for the way without network: shells that hold nobody, a worker, a manifest; and its outbox."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from assistance.forms import BlankVisitForm, VisitForm
from assistance.phone import ASSETS, user_mark
from assistance.views.phone_shell import SHELLS
from tests.assistance.factories import make_helped, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def kept(client):
    """Return what /m/sw.js tells the worker to keep."""
    answer = client.get("/m/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer.headers["Cache-Control"]
    return json.loads(re.search(r"self\.KEPT = (\{.*\});", answer.content.decode())[1])


@pytest.mark.parametrize("name", sorted(SHELLS))
def test_a_shell_holds_nothing_of_whoever_fetches_it(as_user, cast, helped, name):
    household, helper = helped
    address = reverse("assistance:m_shell", args=[name])
    mine, nobodys = (each.get(address) for each in (as_user(cast.helper), Client()))
    text = mine.content.decode()
    assert text == nobodys.content.decode()
    for secret in (household.head_name, household.household_no, helper.name, "csrf"):
        assert secret not in text
    assert user_mark(cast.helper) not in text
    assert f'data-shell="{name}"' in text


def test_an_unknown_shell_is_404(client):
    assert client.get(reverse("assistance:m_shell", args=["payroll"])).status_code == 404


def test_the_blank_form_asks_what_the_form_asks(as_user, cast, helped):
    household, helper = helped
    make_visit(household, helper, next_promise="申请养羊贷款")
    blank = BlankVisitForm()
    asked = VisitForm(user=cast.cadre, household=household)
    assert list(blank.fields) == list(asked.fields)
    assert blank.version == asked.version
    for name, field in asked.fields.items():
        if name not in ("day", "visitor"):
            assert getattr(blank.fields[name], "choices", None) == getattr(field, "choices", None), name
    assert "{size}" in blank.fields["people_change"].label
    assert [value for value, _label in blank.fields["day"].choices] == ["{today}", "{yesterday}", "other"]


def test_the_worker_keeps_every_shell_and_files_that_exist(client):
    told = kept(client)
    assert set(told["shells"]) == set(SHELLS)
    assert all(finders.find(name) for name in ASSETS)
    assert len(told["assets"]) == len(ASSETS)
    for address in told["shells"].values():
        assert client.get(address).status_code == 200


def test_the_manifest_leads_to_the_phone_home(client):
    told = client.get(reverse("assistance:m_manifest")).json()
    assert (told["start_url"], told["scope"], told["display"]) == ("/m/", "/m/", "standalone")
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}


def test_the_outbox_shows_the_receipts_of_its_owner_only(as_user, cast, helped):
    household, helper = helped
    mine = make_visit(household, helper, recorded_by=cast.helper)
    others = make_visit(household, helper, recorded_by=cast.cadre)
    text = as_user(cast.helper).get(reverse("assistance:m_queue")).content.decode()
    assert mine.receipt in text
    assert others.receipt not in text


def test_each_household_can_be_picked_for_a_visit(as_user, cast, helped):
    household, helper = helped
    other, _same = make_helped(helper=helper)
    text = as_user(cast.helper).get(reverse("assistance:m_pick")).content.decode()
    for each in (household, other):
        assert reverse("assistance:m_visit", args=[each.household_no]) in text


def test_signing_out_tells_a_phone_that_keeps_households(as_user, cast):
    client = as_user(cast.helper)
    assert "phone_out" not in client.post(reverse("core:logout")).cookies
    client = as_user(cast.helper)
    client.cookies["phone"] = "1"
    assert client.post(reverse("core:logout")).cookies["phone_out"].value == "1"


def test_titles_hold_a_number_and_no_name(as_user, cast, helped):
    household, _helper = helped
    for name in ("m_household", "m_visit"):
        text = (
            as_user(cast.helper)
            .get(reverse(f"assistance:{name}", args=[household.household_no]))
            .content.decode()
        )
        title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1]
        assert household.household_no in title
        assert household.head_name not in title
