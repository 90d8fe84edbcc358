"""Every page of the registry in one walk: titled, headed once, readable for everyone, never wider than a phone."""

import uuid

import pytest

from households.services.procedures import open_natural_close
from inspections.services.findings import claim_true
from povertyapp.core import clock
from povertyapp.core.models import Act, ImportBatch
from povertyapp.core.models.batch import ImportState
from tests.browser.reading import faults_of
from tests.house.test_scope import make_batch
from tests.households.factories import make_listed, make_request
from tests.inspections.factories import make_finding, published_figure

PHONE_WIDTH = 360
OFFICE = """
    imports/ imports/new/roster/ imports/{batch}/preview/ imports/{batch}/confirm/
    imports/{applied}/result/ jobs/ audit/ audit/exports/ help/index/ drafts/ published/ published/add/
    published/{figure}/edit/ areas/422827/ areas/{township}/ areas/{village}/ areas/{village}/history/
    archive/422827/ archive/{township}/ archive/{village}/ archive/{village}/missing/household/handbook/
    postings/?area={village}&year=2017 postings/entry/?year=2017 low-income/ low-income/{listing}/
    low-income/rows/{listed}/ low-income/{listing}/not-listed/ duplicates/ duplicates/{person}/
    cross-forms/ cross-forms/{no}/
"""
CADRE = """
    households/{no}/ households/{no}/edit/basic/ households/{no}/edit/income/ households/{no}/edit/living/
    households/{no}/edit/work-form/ households/{no}/edit/handbook/ households/{no}/members/add/
    households/{no}/members/{person}/edit/ households/{no}/members/{person}/leave/ households/{no}/history/
    households/{no}/handbook/ households/{no}/papers/add/ areas/{village}/edit/basic/
    areas/{village}/edit/people/?year=2017 households/changes/ households/changes/{case}/
    households/changes/{case}/record/evidence-closing/ households/changes/{case}/move/closed_natural/
    households/changes/start/exit/ households/changes/start/entry/ households/changes/start/monitoring/
    households/quality/list/ households/quality/claims/
    duplicates/{person}/ask/ undo/{act}/ search/?q=没有
"""
TOWNSHIP = "households/quality/claims/{claim}/ duplicates/requests/{request}/ todo/"


@pytest.fixture
def names(county):
    """What the addresses speak of, made beside the county of these tests."""
    people, home = county.cast, county.cared[0]
    listed = make_listed(home.members.first())
    claimed = make_finding(home, "DQ-20")
    act = Act.objects.create(
        pk=uuid.uuid4(), area=home.area, made_by=people.cadre, verb="households.change_household"
    )
    applied = make_batch(people)
    ImportBatch.objects.filter(pk=applied.pk).update(state=ImportState.APPLIED, applied_at=clock.now())
    return {
        "applied": applied.pk,
        "no": home.household_no,
        "person": home.members.first().person_no,
        "village": home.area_id,
        "township": home.area_id[:9],
        "batch": make_batch(people).pk,
        "figure": published_figure(county.places.county, numerator="19031").pk,
        "listing": listed.listing_id,
        "listed": listed.pk,
        "case": open_natural_close(
            by=people.cadre, household=county.cared[1], cause="emigration", text="出国"
        ).pk,
        "claim": claim_true(by=people.cadre, finding=claimed, reason="证件和户口本都核对过").pk,
        "request": make_request(home.members.first()).pk,
        "act": act.pk,
    }


def test_every_page_of_the_registry_can_be_shown(opened, county, names):
    found = {}
    walks = ((county.cast.clerk, OFFICE), (county.cast.cadre, CADRE), (county.cast.township, TOWNSHIP))
    for who, addresses in walks:
        page = opened(who)
        for address in addresses.format(**names).split():
            answer = page.goto(f"/{address}")
            if not answer.ok or answer.request.redirected_from:  # another page was shown, or none
                found[address] = [answer.status, answer.url]
                continue
            if faults := faults_of(page, PHONE_WIDTH):
                found[address] = faults
    assert found == {}
