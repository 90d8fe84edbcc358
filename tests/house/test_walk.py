"""The walk of docs/walk.md, step by step: one visit, from the phone to the ledger."""

import datetime as dt
import io
import re
import uuid

import openpyxl
import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from assistance.choices import Channel
from households.choices import MemberChange
from inspections.models import Finding, LateEntry, Problem
from inspections.services.account import close_account, compute_account
from povertyapp.core.period import Period
from povertyapp.core.verdicts import verdicts
from tests.inspections.factories import make_cared, make_helper, visit
from tests.reading import TOTAL

MARCH, APRIL = Period(2017, 3), Period(2017, 4)
FIGURE = re.compile(r'data-testid="fig-[^"]*" data-count="(\d+)" href="([^"]*/LF-14/[^"]*)"')
ANSWERS = {
    "met": "head",
    "people_change": "none",
    "guarantees": "fine",
    "satisfaction": "satisfied",
    "channel": "home",
}


def send_visit(client, household, day, number):
    url = f"/m/h/{household.household_no}/visit/"
    return client.post(url, ANSWERS | {"submission_id": number, "day": "other", "other_day": day})


def missed(household, period=MARCH):
    return {verdict.rule.code for verdict in verdicts(household, period) if verdict.is_missed}


def text_of(client, user, url):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


@pytest.fixture
def homes(cast):
    """Two households of one helper, in order but for the visit of the month; one of them was only rung up.

    A call keeps a household's file up to date (TF-14) and is no visit to its home (LF-14).
    """
    helper = make_helper(user=cast.helper)
    homes = [make_cared(helper, answered_by=cast.helper, area=cast.places.village) for _each in range(2)]
    visit(homes[1], helper, dt.date(2017, 3, 6), channel=Channel.PHONE)
    return homes


@pytest.mark.django_db
def test_the_walk(client, cast, homes, tmp_path):
    visited, forgotten = homes
    with time_machine.travel("2017-03-20 12:00+08:00", tick=False):
        answer = door_desk_and_shelf(client, cast, visited)
        assert "回执" in text_of(client, cast.helper, answer.url)
        assert missed(visited) == set()
        assert missed(forgotten) == {"LF-14"}
        night(forgotten)
    with time_machine.travel("2017-04-08 09:00+08:00", tick=False):
        closed = months_end(cast)
        screen(client, cast, visited, forgotten)
        ledger(client, cast, ledger_file(tmp_path, forgotten))
        late(client, cast, forgotten, closed)


def door_desk_and_shelf(client, cast, household):
    """The same press twice is one visit with its place, its history, who and why; an outsider finds no door."""
    client.force_login(cast.outsider)
    assert send_visit(client, household, "2017-03-18", uuid.uuid4()).status_code in (403, 404)
    client.force_login(cast.helper)
    number = uuid.uuid4()
    first, again = (send_visit(client, household, "2017-03-18", number) for _press in range(2))
    stored = household.visits.get()
    assert first.url == again.url == f"/m/h/{household.household_no}/visit/{stored.pk}/"
    assert stored.area_id == household.area_id
    why = stored.history.get().pgh_context.metadata
    assert why["user"] == cast.helper.pk
    assert why["reason"]
    return first


def night(household):
    """A fault of the records becomes a finding, and goes when it is put right."""
    before = findings()
    household.members.update(change_kind=MemberChange.DEATH)
    assert ("DQ-16", household.household_no) in findings() - before
    household.members.update(change_kind="")
    assert findings() == before


def findings():
    call_command("check_data", "--month", "2017-03", stdout=io.StringIO())
    return set(Finding.objects.filter(cleared_at=None).values_list("rule", "subject_code"))


def months_end(cast):
    compute_account(cast.places.county, MARCH)
    return close_account(cast.places.county, MARCH, by=cast.clerk)


def screen(client, cast, visited, forgotten):
    """The board's figure leads to the household that was forgotten and to no other."""
    board = text_of(client, cast.clerk, "/hard-account/2017-03/")
    count, url = FIGURE.search(board).groups()
    rows = text_of(client, cast.clerk, url.replace("&amp;", "&"))
    assert int(count) == int(TOTAL.search(rows)[1]) == 1
    assert forgotten.household_no in rows
    assert visited.household_no not in rows


def ledger(client, cast, file):
    """What the office wrote down is a problem on the page and a line of the workbook that leaves."""
    call_command("import_ledger", str(file), stdout=io.StringIO())
    problem = Problem.objects.get(key="")  # those that the closed month proposes have one
    assert problem.measures.get().responsible_unit == "翔凤镇"
    assert problem.text in text_of(client, cast.clerk, "/rectification/")
    taken = client.get(reverse("inspections:ledger_xlsx"))
    lines = openpyxl.load_workbook(io.BytesIO(taken.content))["整改台账"].iter_rows(values_only=True)
    assert any(problem.text in line for line in lines)


def late(client, cast, household, closed):
    """A visit that comes after the closing changes nothing in it and is listed in the next account."""
    client.force_login(cast.helper)
    assert send_visit(client, household, "2017-03-28", uuid.uuid4()).status_code == 302
    april = compute_account(cast.places.county, APRIL)
    digest = closed.digest
    closed.refresh_from_db()
    assert closed.digest == digest
    assert [entry.visit.household for entry in LateEntry.objects.filter(account=april)] == [household]


def ledger_file(folder, household):
    """Write what the office notes of a household that nobody visited."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["来凤县2017年度走访问题整改台账"])
    page.append(
        ["序号", "突出问题", "原因分析", "整改措施", "整改目标", "整改时限", "责任领导", "责任单位", "责任人"]
    )
    told = [f"{household.household_no} 3月未入户走访", "帮扶责任人未到位", "4月补访并核实情况", "每月入户"]
    page.append([1, *told, dt.date(2017, 4, 30), "田国安", "翔凤镇", "向专干"])
    book.save(folder / "台账.xlsx")
    return folder / "台账.xlsx"
