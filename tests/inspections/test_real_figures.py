"""The figures of the seven papers, T-01 to T-47 of rulebook A9: each gives the verdict that stands there."""

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from inspections.choices import StatementVerdict
from inspections.models import NoticeSource, PublishedFigure
from inspections.services.ledger import load_plan
from inspections.services.published import record_published_figure
from inspections.services.sources import load_figures, make_checklist, record_figures, record_source
from inspections.services.sources.figures import STATEMENTS
from inspections.source_text import clean, marks
from inspections.statements import judge, judge_text
from povertyapp.core import clock

KEY = json.loads((Path(__file__).parent / "real_figures.json").read_text("utf-8"))
ROWS = {(row["basis"], row["text"]): row for row in json.loads(STATEMENTS.read_text("utf-8"))}


@pytest.mark.parametrize("key", KEY, ids=[f"{n}-{key['test']}" for n, key in enumerate(KEY)])
def test_each_statement_stands_as_the_rulebook_says(key):
    row = ROWS[key["basis"], key["text"]]
    stated = "" if row["stated"] is None else str(row["stated"])
    found = judge_text(
        row["kind"], [str(part) for part in row["parts"]], stated, is_open=row.get("open", False)
    )
    assert found.verdict == key["verdict"]
    assert found.value == (None if key["value"] is None else Decimal(key["value"]))
    assert found.instead == {name: Decimal(value) for name, value in key.get("instead", {}).items()}


def test_every_number_of_the_rulebook_is_there():
    here = {int(key["test"][2:]) for key in KEY} | {44, 45}  # a blank number and a lost character are texts
    assert here == set(range(1, 48))
    assert len(KEY) == len(ROWS)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"kind": "share", "parts": [103, 107], "stated": "96.26", "places": 2}, "ok"),
        ({"kind": "share", "parts": [122739, 125133], "stated": "98.1", "places": 1}, "ok"),
        ({"kind": "share", "parts": ["53043.61", "64458.18"], "stated": "82.29", "places": 2}, "ok"),
        ({"kind": "share", "parts": ["56986", "72949"], "stated": "80", "places": 0}, "mismatch"),
        ({"kind": "total", "parts": ["18889", "14684", "1150.5", "4985.11"], "stated": "39708.61"}, "ok"),
        ({"kind": "total", "parts": [1, 2], "stated": 4}, "mismatch"),
        ({"kind": "order", "parts": [3, 5]}, "mismatch"),
        ({"kind": "threshold", "parts": [89, 100], "stated": 90}, "mismatch"),
    ],
)
def test_further_public_figures_and_what_breaks(facts, verdict):
    assert judge(**facts).verdict == verdict


def test_two_lists_are_never_added():
    assert judge("apart", [173, 7]).value is None  # T-37: nobody reports 180 problems


@pytest.mark.django_db
def test_published_percentages_are_judged_alike_in_the_database(places):
    draw = random.Random(9)
    same = {"rounded": "ok", "truncated": "truncated", "mismatch": "mismatch"}
    for number in range(30):
        part, whole, digits = draw.randint(1, 900), draw.randint(901, 2000), draw.randint(0, 2)
        exact = Decimal(part * 100) / whole
        shift = draw.choice([0, 0, Decimal("0.3")])
        text = f"{exact + shift:.{digits}f}"
        record_published_figure(
            by=None, area=places.county, unit="县财政局", name=str(number), published_on=clock.today(),
            numerator=part, denominator=whole, published_text=text + "%",
        )  # fmt: skip
    for row in PublishedFigure.objects.judged():
        mine = judge("share", [row.numerator, row.denominator], row.percent, places=row.places)
        assert mine.verdict == same[row.verdict], row.name


@pytest.mark.django_db
def test_the_figures_of_laifeng_stand_with_its_plan(places):
    load_plan(by=None, county=places.county)
    source = NoticeSource.objects.get()
    assert load_figures(by=None, source=source, bases=("LF",)) == sum(
        basis.startswith("LF") for basis, _text in ROWS
    )
    assert load_figures(by=None, source=source, bases=("LF",)) == 0
    wrong = [
        row.basis for row in source.figures.all() if row.judgement.verdict in ("mismatch", "count_mismatch")
    ]
    assert wrong == ["LF-05"]  # five stated, six listed


@pytest.mark.django_db
def test_what_cannot_be_held_together_is_refused(places):
    source = record_source(by=None, area=places.county, year=2017, name="督查")
    for parts in (["一千"], ["1", "0"], []):
        row = {"text": "某数", "kind": "quotient", "parts": parts, "stated": None}
        if parts:
            with pytest.raises(ValidationError, match="数字或日期"):
                record_figures(by=None, source=source, rows=[row])
        else:
            assert record_figures(by=None, source=source, rows=[row]) == 1
            assert source.figures.get().judgement.verdict == StatementVerdict.UNDEFINED


@pytest.mark.django_db
@pytest.mark.parametrize("count", [9, 17, 173])
def test_a_list_that_the_source_does_not_spell_out_is_empty_at_its_length(places, count):
    made = make_checklist(by=None, county=places.county, kind="other", title=str(count), stated_count=count)
    assert made.items.count() == count
    assert not made.items.exclude(text="").exists()
    with pytest.raises(ValidationError, match="列出了 2 项"):
        make_checklist(
            by=None, county=places.county, kind="other", title="多", stated_count=1, texts=["甲", "乙"]
        )


@pytest.mark.django_db
def test_a_blank_number_and_lost_characters_are_marked_and_not_filled_in(places):
    facts = {"year": 2017, "name": "省考", "doc_no": "来办发【2017】  号", "title": "对“”施治，“消号”整改"}
    source = record_source(by=None, area=places.county, points=["停靠（kào）点１２处不规范"], **facts)
    assert source.doc_no == "来办发【2017】  号"
    said = " ".join(source.notes)
    assert "缺字" in said
    assert "“消号”疑为“销号”" in said
    assert source.points.get().text == "停靠点12处不规范"
    record_source(by=None, area=places.county, source=source, **facts)
    assert len(source.notes) == 3


def test_marks_come_in_the_order_of_the_text():
    assert [mark.at for mark in marks("对“”施治，“消号”整改")] == [1, 7]
    assert marks("对症施治") == []
    assert clean("扶贫（fú pín）") == "扶贫（fú pín）"  # not one syllable: nobody knows what it is
