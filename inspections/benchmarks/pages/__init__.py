"""`script/bench pages`: what the pages of a large county cost, beside a bare page of the same run."""

import resource

from inspections.benchmarks.pages.asking import (
    Asked,
    at,
    bare_application,
    empty_application,
    environ_of,
    our_application,
)
from inspections.benchmarks.pages.county import make_county
from inspections.benchmarks.pages.live import count_live
from inspections.benchmarks.pages.pages import BARE, EMPTY, Kind, pages_of
from inspections.benchmarks.pages.people import sign_up
from inspections.benchmarks.visits import session_of

QUERIES = 8  # a page, however many rows it has or shows (goal 15)
TIMES_EMPTY = {
    Kind.LIST: 4.0,
    Kind.DASHBOARD: 2.5,
}  # of the empty page's median (goals 13 and 16, decision 44)
LAST_BY_FIRST, LIVE_BY_DASHBOARD = 1.2, 50  # goals 14 and 16
A_ROUND, WARM_UP = 10, 2  # how often each page is asked


def run(*, households=27_000, months=12, rounds=5, **options):
    """Yield a result a page: its queries, the median and the 95th percentile of ten times the rounds, `ratio`, its
    median by that of a bare page of plain Django, and `by_empty`, by that of a page of ours with nothing in it.

    Those two are asked before each of them. All go through their own middleware, the same database and its templates,
    as WSGI applications in this process.
    Of a last page `by_first` is its median by the first page's; of the county's dashboard `live_by_page` is how much
    longer its figures take when they are counted. `ok` is false where a goal is missed, and `missed` says which.
    """
    facts = make_county(households, months)
    people = sign_up()
    ours, bare = our_application(), bare_application()
    asked = [
        Asked(page, ours, environ_of(page.url, session_of(people[page.role]))) for page in pages_of(people)
    ]
    hello = Asked(BARE, bare, environ_of(BARE.url, session_of(people[BARE.role])))
    empty = Asked(EMPTY, empty_application(), environ_of(EMPTY.url, session_of(people[EMPTY.role])))
    for place in range(WARM_UP + A_ROUND * rounds):
        for one in asked:
            hello.ask()
            empty.ask()
            one.ask()
        if place == WARM_UP - 1:
            for one in (hello, empty, *asked):
                one.forget()
    live = count_live(rounds)
    facts["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    medians = {one.page.name: one.median for one in asked}
    for one in (hello, empty, *asked):
        yield _result(one, hello.median, empty.median, medians, live) | facts


def _result(one, bare, empty, medians, live):
    page, queries = one.page, one.queries
    found = {
        "bench": "pages",
        "page": page.name,
        "role": page.role,
        "queries": queries,
        "seconds": at(one.seconds, 0.5),
        "p95": at(one.seconds, 0.95),
        "limit_seconds": round(bare, 5),
        "ratio": round(one.median / bare, 2),
        "by_empty": round(one.median / empty, 2),
    }
    missed = []
    if queries > QUERIES:
        missed.append(f"queries {QUERIES}")
    if found["by_empty"] > TIMES_EMPTY.get(page.kind, found["by_empty"]):
        missed.append(f"by_empty {TIMES_EMPTY[page.kind]}")
    if page.first:
        found["by_first"] = round(one.median / medians[page.first], 2)
        missed += [f"by_first {LAST_BY_FIRST}"] if found["by_first"] > LAST_BY_FIRST else []
    if page.counts_live:
        found["live_by_page"] = round(live / one.median, 1)
        missed += [f"live_by_page {LIVE_BY_DASHBOARD}"] if found["live_by_page"] < LIVE_BY_DASHBOARD else []
    return found | {"ok": not missed, "missed": missed}
