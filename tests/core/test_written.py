"""Queries that are written once, and what each asking names in them."""

import pytest

from inspections.models import NoticeSource
from povertyapp.core.written import Written, one_of
from tests.households.factories import area_tree

pytestmark = pytest.mark.django_db


def test_keys_are_named_with_the_asking():
    area = area_tree().county
    made = [NoticeSource.objects.create(area=area, year=2017, name=name) for name in "甲乙丙"]
    written = Written(NoticeSource.objects.filter(one_of("pk", "keys")).order_by("pk"))
    assert written.ask(keys=[made[0].pk, made[2].pk]) == [made[0], made[2]]
    assert written.ask(keys=[made[1].pk]) == [made[1]]
    assert written.ask(keys=[]) == []
