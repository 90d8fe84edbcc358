"""Words for measures, and the class each gives."""

import json

import pytest

from assistance.choices import MeasureClass, MeasureKind
from assistance.models import MeasureWord
from assistance.words import MeasureWords
from tests.data import FIXTURES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "kind", "measure_class"),
    [
        ("油茶种植", MeasureKind.INDUSTRY, MeasureClass.INCOME),
        ("土鸡 养殖", MeasureKind.INDUSTRY, MeasureClass.INCOME),
        ("务工就业", MeasureKind.EMPLOYMENT, MeasureClass.INCOME),
        ("公益性岗位", MeasureKind.PUBLIC_POST, MeasureClass.INCOME),
        ("小额信贷", MeasureKind.MICROCREDIT, MeasureClass.INCOME),
        ("资产收益分红", MeasureKind.ASSET_RETURN, MeasureClass.SAFETY_NET),
        ("光伏分红", MeasureKind.ASSET_RETURN, MeasureClass.SAFETY_NET),
        ("资金入股", MeasureKind.FUND_RETURN, MeasureClass.SAFETY_NET),
        ("低保兜底", MeasureKind.SOCIAL_SAFETY_NET, MeasureClass.SAFETY_NET),
        ("五保供养", MeasureKind.SOCIAL_SAFETY_NET, MeasureClass.SAFETY_NET),
        ("易地扶贫搬迁", MeasureKind.RELOCATION, MeasureClass.OTHER),
        ("雨露计划", MeasureKind.EDUCATION, MeasureClass.OTHER),
        ("医疗救助", MeasureKind.MEDICAL, MeasureClass.OTHER),
        ("送温暖", MeasureKind.OTHER, MeasureClass.OTHER),
    ],
)
def test_kind_and_class(written, kind, measure_class):
    words = MeasureWords()
    assert (words.kind_of(written), words.class_of(written)) == (kind, measure_class)


def test_a_county_adds_its_own_word():
    MeasureWord.objects.create(word="送温暖", kind=MeasureKind.DONATION)
    assert MeasureWords().kind_of("送温暖") == MeasureKind.DONATION


def test_every_word_of_the_dictionaries_has_a_code():
    from households import choices
    from households.importing import words as form

    allowed = json.loads((FIXTURES / "dictionaries.json").read_text("utf-8"))
    lists = {
        "与户主关系": choices.Relation,
        "文化程度": choices.Education,
        "在校生状况": choices.SchoolStatus,
        "健康状况": choices.Health,
        "劳动技能": choices.LabourCapacity,
        "务工状况": choices.WorkRegion,
        "贫困户属性": choices.PovertyAttribute,
        "主要致贫原因": choices.Cause,
        "脱贫状态": choices.PovertyStatus,
        "变动类型": choices.MemberChange,
        "政治面貌": choices.PoliticalStatus,
        "性别": choices.Sex,
    }
    for column, known in lists.items():
        assert set(allowed[column]) <= set(form.codes(known)), column
    assert all(form.ethnicity(name) == name for name in allowed["民族"])
