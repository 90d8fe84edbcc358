"""`script/bench pages` on a tiny county: every page answers, and every goal is judged."""

from unittest import mock

import pytest
from django.db import connections

from inspections.benchmarks import pages
from povertyapp.core.owner import as_owner

# Pages of many parts, which are read together (decision 43).
FEW_QUERIES = (
    *(f"todo of {role}" for role in ("office", "township", "cadre")),
    *("household", "measure_panel", "phone home", "helper"),
)


def judged(told, *, ok):
    """Return the lists and dashboards that keep to their share of an empty page, or do not, each with that share."""
    most_of = {"households": 4.0, "visits": 4.0, "dashboard county": 2.5, "dashboard village": 2.5}
    return [(told[name], most) for name, most in most_of.items() if (told[name]["by_empty"] <= most) is ok]


@pytest.mark.django_db
def test_every_page_answers_and_is_judged():
    tiny = mock.patch.multiple(pages, A_ROUND=1, WARM_UP=0)
    # No static files; no vacuum and no end of the connection, for which the test's transaction would have to end.
    without = [
        mock.patch("inspections.benchmarks.pages.asking.call_command"),
        mock.patch("inspections.benchmarks.pages.county.look_anew"),
        mock.patch.object(connections["default"], "close_if_unusable_or_obsolete"),
    ]
    with as_owner(), tiny, without[0], without[1], without[2]:
        told = {line["page"]: line for line in pages.run(households=40, months=2, rounds=1)}
    assert told["bare"]["ratio"] == 1
    assert told["bare"]["queries"] == 2
    assert told["dashboard county"]["live_by_page"] > 0
    assert told["households, last page"]["by_first"] > 0
    assert told["empty"]["by_empty"] == 1
    assert told["empty"]["ratio"] > 1
    assert not any(f"by_empty {most}" in line["missed"] for line, most in judged(told, ok=True))
    assert all(f"by_empty {most}" in line["missed"] for line, most in judged(told, ok=False))
    few = {name: told[name]["queries"] for name in FEW_QUERIES}
    assert max(few.values()) <= pages.QUERIES, few
    assert all(not line["ok"] for line in told.values() if line["queries"] > pages.QUERIES)
