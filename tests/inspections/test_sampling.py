"""The draw: pure, exact, the same for everybody who has the population and the seed."""

from hashlib import sha256

import pytest

from inspections.sampling import Unit, draw, fingerprint, quotas

SEED = "35124662135241346251"
UNITS = [Unit(f"42{number:010d}", f"town{number % 3}", 1 + number % 5) for number in range(60)]


def by_hand(rows, seed, size):
    """What the docstring says, in the few lines that anybody can write."""
    key = {code: sha256(f"{seed}\n{code}\n1".encode()).hexdigest() for code in rows}
    return sorted(rows, key=key.get)[:size]


def codes(drawn, *, spare=False):
    return [each.unit.code for each in drawn if each.is_spare is spare]


def test_simple_draw_is_what_a_few_lines_say():
    drawn = draw(UNITS, SEED, 12, "simple", 5)
    expected = by_hand([unit.code for unit in UNITS], SEED, 17)
    assert codes(drawn) == expected[:12]
    assert codes(drawn, spare=True) == expected[12:]
    assert [each.order for each in drawn] == list(range(1, 18))


def test_order_of_the_population_does_not_matter():
    assert draw(UNITS, SEED, 12) == draw(reversed(UNITS), SEED, 12)
    assert fingerprint(unit.code for unit in UNITS) == fingerprint(unit.code for unit in reversed(UNITS))


def test_fingerprint_is_that_of_the_sorted_codes():
    assert fingerprint(["b", "a"]) == sha256(b"a\nb").hexdigest()


def test_another_seed_draws_others():
    assert codes(draw(UNITS, SEED, 12)) != codes(draw(UNITS, SEED[:-1] + "2", 12))


def test_strata_send_their_share_by_largest_remainder():
    assert quotas({"a": 50, "b": 30, "c": 20}, 11) == {"a": 6, "b": 3, "c": 2}
    # 3.5, 3.5: the one place that is left goes to the first name
    assert quotas({"a": 5, "b": 5}, 7) == {"a": 4, "b": 3}
    assert quotas({"a": 2}, 9) == {"a": 2}


@pytest.mark.parametrize(("method", "each"), [("stratified", 4), ("each", 12)])
def test_stratified_draw_takes_from_each_stratum_in_its_order(method, each):
    drawn = draw(UNITS, SEED, 12, method, 2)
    for stratum in ("town0", "town1", "town2"):
        of_it = [unit.code for unit in UNITS if unit.stratum == stratum]
        mine = [d for d in drawn if d.unit.stratum == stratum]
        assert codes(mine) == by_hand(of_it, SEED, each)
        assert codes(mine, spare=True) == by_hand(of_it, SEED, each + 2)[each:]


def test_weight_is_a_number_of_tickets():
    units = [Unit("heavy", weight=9), Unit("light", weight=1)]
    first = [draw(units, f"seed-{number}", 1, "weighted")[0].unit.code for number in range(1000)]
    assert 860 < first.count("heavy") < 940
    key = {"heavy": min(sha256(f"s\nheavy\n{n}".encode()).hexdigest() for n in range(1, 10))}
    key["light"] = sha256(b"s\nlight\n1").hexdigest()
    assert draw(units, "s", 1, "weighted")[0].unit.code == min(key, key=key.get)


def test_small_population_is_drawn_whole():
    assert len(draw(UNITS[:3], SEED, 12, "simple", 5)) == 3


@pytest.mark.parametrize(
    ("units", "method", "said"),
    [([Unit("a"), Unit("a")], "simple", "twice"), ([Unit("a")], "favourites", "no method")],
)
def test_wrong_population_and_wrong_method_are_refused(units, method, said):
    with pytest.raises(ValueError, match=said):
        draw(units, SEED, 1, method)
