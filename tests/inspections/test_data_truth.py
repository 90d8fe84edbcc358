"""HA-T1: at most one fact in twenty of a township may not be so, in the month of the circular and no earlier."""

import pytest

from inspections.models import CheckAnswer
from povertyapp.core.period import Period
from povertyapp.core.verdicts import verdicts_of_unit
from tests.inspections.field import make_sample, publish, record

pytestmark = pytest.mark.django_db
WRONG = {"size": "mismatch", "size_actual": "9"}


def truth(township):
    found = verdicts_of_unit("township", township.code, township.code, Period.current())
    return next((one for one in found if one.rule.code == "JZ-13"), None)


@pytest.mark.parametrize(("wrong", "missed"), [(0, False), (1, False), (2, True)])
def test_one_in_twenty_is_allowed(cast, wrong, missed):
    sample = make_sample(cast, homes=5)
    for number, check in enumerate(sample.checks):
        record(cast, sample, check, **(WRONG if number < wrong else {}))
    township = cast.places.township
    assert truth(township) is None  # nobody may read from an account that there was a check
    publish(cast, sample)
    found = truth(township)
    assert CheckAnswer.objects.count() == 20
    assert (found.required, found.delivered, found.is_missed) == (19, 20 - wrong, missed)
    assert truth(cast.places.other_township) is None


def test_what_nobody_could_say_is_no_fact_that_was_checked(cast):
    sample = make_sample(cast)
    record(cast, sample, sample.checks[0], size="unclear", land="unclear")
    publish(cast, sample)
    assert (truth(cast.places.township).required, truth(cast.places.township).delivered) == (2, 2)
