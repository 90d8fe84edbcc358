"""What stands together on a page leaves at least a hundred possible ID numbers of each person (C2).

From a page, a list or a file everything that narrows the number is read: the mask's digits, year of birth or age,
sex, the county. Then the numbers that still fit are counted by their check digit (GB 11643).
"""

import datetime as dt
import io
import re

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from households.identity import check_digit
from households.models import HouseholdMember
from tests.households.factories import make_household, make_listed

pytestmark = pytest.mark.django_db
LEAST = 100
MASK = re.compile(r"(\d{4})(\*+)([\dXx]{2})")
BIRTHDAYS = ("{0:%Y-%m-%d}", "{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}")


def candidates(shown, *, county, years, sex):
    """Count the valid numbers that fit a mask: the county's code, days of these years, sequences of this sex.

    `years` are the years of birth that the page leaves open.
    """
    head, stars, tail = MASK.fullmatch(shown).groups()
    assert len(head) + len(stars) + len(tail) == 18
    assert county.startswith(head)
    found = 0
    for year in years:
        day = dt.date(year, 1, 1)
        while day.year == year:
            for sequence in range(int(sex) % 2, 1000, 2):
                body = f"{county}{day:%Y%m%d}{sequence:03d}"
                found += body[16] == tail[0] and check_digit(body) == tail[1]
            day += dt.timedelta(
                days=30
            )  # a twelfth of the days: a twelfth of the count, which is still enough
    return found


@pytest.fixture
def home(cast):
    return make_household(members=3)


@pytest.fixture
def pages(client, cast, home, tmp_path):
    """Return the texts of all places where a person's mask is shown, for an office that may not be given more."""
    member = home.members.first()
    row = make_listed(member)
    client.force_login(cast.clerk)
    paths = [
        home.get_absolute_url(),
        home.get_absolute_url() + "history/",
        home.get_absolute_url() + "card/",
        home.get_absolute_url() + "handbook/",
        reverse("households:member_edit", args=[home.household_no, member.person_no]),
        reverse("households:list"),
        reverse("households:duplicate", args=[member.person_no]),
        row.listing.get_absolute_url(),
        row.get_absolute_url(),
        "/api/v1/households/",
        f"/api/v1/households/{home.household_no}/",
    ]
    texts = {path: client.get(path).content.decode() for path in paths}
    out = tmp_path / "masked.xlsx"
    call_command("export_roster", str(out), stdout=io.StringIO(), stderr=io.StringIO())
    cells = [
        str(c.value) for sheet in openpyxl.load_workbook(out) for line in sheet.iter_rows() for c in line
    ]
    return texts | {"export_roster": "\n".join(cells)}


def test_a_hundred_numbers_fit_every_mask(pages, home):
    people = {m.id_number[:4] + "*" * 12 + m.id_number[-2:]: m for m in home.members.all()}
    met = 0
    for path, text in pages.items():
        for mask, member in people.items():
            if mask in text:
                met += 1
                count = candidates(mask, county="422827", years=[member.birth_date.year], sex=member.sex)
                assert count >= LEAST, path
    assert met >= 5


def test_no_birthday_stands_beside_a_mask(pages, home):
    told = []
    for path, text in pages.items():
        for member in home.members.all():
            shown = [form.format(member.birth_date) for form in BIRTHDAYS]
            if MASK.search(text) and any(day in text for day in shown):
                told.append((path, member.name))
    assert told == []


def test_a_birthday_beside_the_mask_would_give_the_number_away(home):
    """The floor has teeth: the same count with the day known stays far below it."""
    member = HouseholdMember.objects.first()
    fits = [
        sequence
        for sequence in range(int(member.sex) % 2, 1000, 2)
        if (body := f"422827{member.birth_date:%Y%m%d}{sequence:03d}")[16] == member.id_number[16]
        and check_digit(body) == member.id_number[17]
    ]
    assert 0 < len(fits) < LEAST
