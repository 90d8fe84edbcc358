"""What a document number says."""

import datetime as dt

import pytest

from households.identity import birth_and_sex, hashes_of, normalised_id, tail_hash

PUBLISHED = ["11010519491231002X", "440524188001010014", "34052419800101001X"]


@pytest.mark.parametrize("number", PUBLISHED)
def test_published_examples_are_valid(number):
    assert birth_and_sex(number) is not None


def test_birth_and_sex_are_read_from_the_number():
    assert birth_and_sex("422827200405019923") == (dt.date(2004, 5, 1), "2")


@pytest.mark.parametrize(
    "number", ["", "123", "422827200405019924", "422827200413019923", "42282720040501992Y"]
)
def test_a_wrong_number_says_nothing(number):
    assert birth_and_sex(number) is None


def test_old_number_and_disability_card_are_the_same_person():
    assert normalised_id("422827460301971") == "42282719460301971" + normalised_id("422827460301971")[-1]
    number = "422827200405019923"
    assert hashes_of(number) == hashes_of(f" {number}41 ") == hashes_of(number.lower())


def test_tail_is_found_by_the_last_six_digits():
    assert hashes_of("11010519491231002x")[1] == tail_hash("31002X") == tail_hash("31002x")
    assert hashes_of("") == ("", "")
