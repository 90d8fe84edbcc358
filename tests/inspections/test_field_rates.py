"""三率一度 of a sample: Wilson's interval by other means, limits at the boundary, and figures that are their list."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from inspections import sampling
from inspections.choices import CheckKind
from inspections.intervals import passes, share_of
from inspections.models import CheckAnswer, CheckRecord, OtherRecord
from inspections.services.checks import assign_inspectors, draw_sample, freeze_population, open_round
from inspections.services.field.others import record_other, set_frame
from inspections.services.field.rates import incidence_of, rates_of
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from tests.inspections.checks import SEED, checks_of
from tests.inspections.field import make_sample, publish, record

Z = Decimal("1.959964")
JUDGED = {"accepts": "yes", "judged": "right"}


@pytest.mark.parametrize(("part", "whole"), [(0, 60), (1, 7), (94, 100), (113, 120), (120, 120), (5, 9)])
def test_the_bounds_are_the_shares_from_which_the_sample_is_just_z_away(part, whole):
    """Wilson's bounds are by definition the p with (x/n − p)² = z²·p·(1−p)/n: checked with fractions, no roots."""
    found = share_of(part, whole, Z)
    point, square, step = Fraction(part, whole), Fraction(Z) ** 2, Fraction(1, 10_000)

    def outside(p):
        return (point - p) ** 2 > square * p * (1 - p) / whole

    low, high = Fraction(found.low), Fraction(found.high)
    assert low <= point <= high
    for bound, inward in ((low, step), (high, -step)):
        if 0 < bound < 1:
            assert outside(bound)
            assert not outside(bound + inward)


def test_it_is_written_with_one_decimal_and_nothing_where_nobody_was_asked():
    found = share_of(113, 120, Z)
    assert (found.percent, found.bounds) == (Decimal("94.2"), (Decimal("88.4"), Decimal("97.2")))
    assert share_of(0, 0, Z).percent is None
    with pytest.raises(ValueError, match="3 of 2"):
        share_of(3, 2, Z)


@pytest.mark.parametrize(
    ("share", "inclusive", "kept"),
    [("0.0199", False, True), ("0.02", True, True), ("0.02", False, False), ("0.0201", True, False)],
)
def test_the_limit_itself_is_a_question_of_the_parameter(share, inclusive, kept):
    assert passes(Decimal(share), Decimal("0.02"), at_most=True, inclusive=inclusive) is kept


@pytest.fixture
def sample(cast):
    return make_sample(cast, homes=2, kind=CheckKind.THIRD_PARTY)


def figures(sample):
    rows = CheckRecord.objects.all(), CheckAnswer.objects.all(), OtherRecord.objects.all()
    return {rate.code: rate for rate in rates_of(sample.round, *rows)}


@pytest.mark.django_db
def test_each_rate_counts_its_own_persons_and_homes(cast, sample):
    first, second = sample.checks
    size = sample.homes[first.unit.code].size
    record(cast, sample, first, judged="wrong", wrong_persons="1", accepts="no", land="unclear")
    record(cast, sample, second, **JUDGED, size="mismatch", size_actual="9")
    found = figures(sample)
    both = size + sample.homes[second.unit.code].size
    assert (found["wrong_entry"].found.part, found["wrong_entry"].found.whole) == (1, both)
    assert (found["acceptance"].found.part, found["acceptance"].found.whole) == (1, 2)
    assert (found["E-20"].found.part, found["E-20"].found.whole) == (1, 7)  # what is unclear was not checked
    assert (found["E-01"].found.part, found["E-01"].found.whole) == (both - 1, both)
    assert found["omission"].found.share is None
    assert (found["acceptance"].is_kept, found["omission"].is_kept) == (False, None)


@pytest.mark.django_db
def test_households_on_no_list_are_drawn_by_the_same_seed_and_counted(cast):
    county, village = cast.places.county, cast.places.village
    make_sample(cast)
    round_ = open_round(
        by=cast.supervisor, county=county, period=Period.current(), name="评估", kind=CheckKind.THIRD_PARTY,
        other_per_village=2,
    )  # fmt: skip
    draw = freeze_population(by=cast.supervisor, county=county, round=round_)
    frame = set_frame(
        by=cast.supervisor, draw=draw, area=village, households=40, persons=150, source="户籍册"
    )
    assert frame.numbers == ([], [])
    draw = draw_sample(by=cast.supervisor, draw=draw, size=1, seed=SEED)
    assign_inspectors(by=cast.supervisor, checks=checks_of(draw), users=[cast.supervisor])
    frame.refresh_from_db()
    chosen, spare = frame.numbers
    tickets = sorted(range(1, 41), key=lambda n: sampling.ticket(SEED, f"{village.code}-{n}"))
    assert (chosen, spare) == (tickets[:2], tickets[2:4])
    with pytest.raises(Exception, match="种子已经掷出"):
        set_frame(by=cast.supervisor, draw=draw, area=village, households=1, persons=1, source="补登")
    record_other(
        by=cast.supervisor, frame=frame, number=chosen[0], persons=50, missed_persons=1, accepts="yes"
    )
    with pytest.raises(Exception, match="备选户只能替换一户"):
        record_other(by=cast.supervisor, frame=frame, number=spare[0], persons=3)
    record_other(
        by=cast.supervisor, frame=frame, number=spare[0], persons=50, replaces=chosen[1], reason="没有人"
    )
    rows = CheckRecord.objects.none(), CheckAnswer.objects.none(), OtherRecord.objects.all()
    rates = rates_of(round_, *rows)
    omission = next(rate for rate in rates if rate.code == "omission")
    assert (omission.found.part, omission.found.whole, omission.is_kept) == (1, 100, True)
    incidence = incidence_of(round_, rates)
    assert incidence.others == 150
    assert incidence.point is None  # nobody who had exited was judged


@pytest.mark.django_db
def test_the_page_shows_n_and_interval_and_opens_the_mismatches(client, cast, sample):
    for check, more in zip(sample.checks, ({}, {"size": "mismatch", "size_actual": "9"}), strict=True):
        record(cast, sample, check, **JUDGED, **more)
    client.force_login(cast.supervisor)
    page = client.get(reverse("inspections:rates")).content.decode()
    assert "12.5%,n=8" in page
    listed = client.get(reverse("inspections:findings"), {"round": sample.round.pk})
    assert listed.context["total"] == 1
    client.force_login(cast.township)
    hidden = client.get(reverse("inspections:rates"))
    assert (hidden.status_code, hidden.context["round"]) == (200, None)
    assert client.get(reverse("inspections:rates"), {"round": sample.round.pk}).status_code == 404
    publish(cast, sample)
    assert "12.5%,n=8" in client.get(reverse("inspections:rates")).content.decode()


@pytest.mark.django_db
def test_how_many_queries_the_page_asks_does_not_depend_on_the_sample(
    client, cast, sample, django_assert_max_num_queries
):
    for check in sample.checks:
        record(cast, sample, check, **JUDGED)
    client.force_login(cast.supervisor)
    with django_assert_max_num_queries(24):
        client.get(reverse("inspections:rates"))
    RuleParameter.objects.filter(name="rate.quantile").update(value="1")
    assert figures(sample)["acceptance"].found.low > Decimal("0.5")
