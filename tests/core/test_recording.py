"""What is stored is Chinese, whatever language its author reads; what is shown follows the reader (decision 46)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy, override

from households.services import procedures as desk
from households.services.household import correct_household
from povertyapp.core.errors import Conflict
from povertyapp.core.models import Act, Draft, ExportRecord
from povertyapp.core.recording import RecordingAtomic, recording
from povertyapp.core.sentences import CHINESE
from povertyapp.core.spoken import Speech, speaking
from povertyapp.core.text import told
from tests.assistance.factories import make_helper
from tests.households.factories import cast as make_cast
from tests.households.procedures.ways import exit_case, supply

START = dt.date(2023, 3, 1)


@pytest.fixture
def people(db):
    found = make_cast()
    found.a_helper = make_helper(user=found.helper)
    return found


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


def test_an_english_reader_s_step_is_recorded_in_chinese_and_shown_in_english(people, english):
    case = exit_case(people, START)
    english.force_login(people.cadre)
    page = reverse("households:change_move", args=[case.pk, "exit_proposed"])
    sent = {"on": "2023-03-02", "reason": "达到标准", "step": 0}
    refused = english.post(page, sent)
    assert refused.status_code == 400
    assert told_in("en", "还没有评议记录。") in refused.content.decode()
    for what in ("talks:exit", "items"):
        supply(what, case, people, START)
    assert english.post(page, sent).status_code == 302
    found = [guard["text"] for guard in case.transitions.get(number=1).guards if guard["text"]]
    assert "理由不是年度任务数" in found
    shown = english.get(case.get_absolute_url()).content.decode()
    assert "The reason is not the yearly target" in shown
    assert "理由不是年度任务数" not in shown


def test_an_act_is_called_in_chinese_and_told_in_english(people, english):
    household = exit_case(people, START).household
    with override("en"):
        correct_household(by=people.clerk, household=household, reason="核对", head_name="彭新")
        act = Act.objects.get()
        assert str(act) != act.summary
    assert act.summary == str(act)
    assert act.summary.startswith("已修改")


@pytest.mark.parametrize(
    "refusal",
    [
        lambda: ValidationError({"day": [gettext("请写明理由。")], "why": gettext_lazy("请写明理由。")}),
        lambda: ValidationError([gettext("请写明理由。"), gettext("请写明理由。")]),
        lambda: Conflict(gettext("请写明理由。")),
        lambda: PermissionDenied(gettext("请写明理由。")),
        lambda: Http404(gettext("请写明理由。")),
    ],
)
def test_what_refuses_a_transaction_is_said_to_who_asked(db, refusal):
    @transaction.atomic
    def service():
        said.append(gettext("请写明理由。"))
        raise refusal()

    said: list[str] = []
    with override("en"):
        with pytest.raises((ValidationError, Conflict, PermissionDenied, Http404)) as raised:
            service()
        assert get_language() == "en"
        wanted = gettext("请写明理由。")
        assert wanted in str(raised.value)
    assert said == ["请写明理由。"]
    assert wanted != "请写明理由。"


def test_inside_another_transaction_a_refusal_is_kept_as_it_is_stored(db):
    with override("en"), transaction.atomic():
        with pytest.raises(ValidationError) as raised, transaction.atomic():
            raise ValidationError(gettext("请写明理由。"))
        assert raised.value.messages == ["请写明理由。"]


def test_every_transaction_is_of_this_kind():
    """Django has no public place for it: where a new version makes its transactions otherwise, this says so."""
    assert isinstance(transaction.atomic(), RecordingAtomic)
    with override("en"), recording():
        assert gettext("待办") == "待办"
    closed = [cell.cell_contents for cell in desk.open_exit_list.__closure__]
    assert any(isinstance(one, RecordingAtomic) for one in closed)


def told_in(language, text):
    with override(language):
        return told(text)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("理由不是年度任务数", "The reason is not the yearly target"),
        ("家庭成员 3 人", "3 members"),
        ("退出标准未达到：住房、饮水。", "Exit standard not met: Housing, Water."),
        ("家庭成员 3 人\n家庭成员 4 人", "3 members\n4 members"),
        ("现在是“未脱贫”，不能改为“已脱贫”；请刷新后看现在能办哪一步。",
         'It is "In poverty" and cannot become "Exited"; reload the page to see what can be done.'),
        ("家庭成员 3 人（张三、李四）", "3 members (张三、李四)"),
        ("证件号码不是15位或18位；应填：18 位", "ID number is not of 15 or 18 characters; expected: 18 位"),
        # what somebody wrote
        ("按村里的意见：先修路", "按村里的意见：先修路"),
        ("住房、去年的事", "住房、去年的事"),
        ("", ""),
        ("a" * 2000, "a" * 2000),
    ],
)  # fmt: skip
def test_a_stored_sentence_is_told_in_the_reader_s_language(text, english):
    assert told_in("en", text) == english
    assert told_in("zh-hans", text) == text


def test_a_county_that_says_otherwise_finds_its_sentences_again():
    speech = Speech({"帮扶责任人": "帮扶联系人"}, {"helper": "contact person"})
    with override("en"), speaking(speech):
        assert (
            told("提醒帮扶联系人：3 条") == told("提醒帮扶责任人：3 条") == "Remind contact persons: 3 rows"
        )


def test_what_a_page_gives_to_be_stored_is_chinese_as_well(people, english):
    household = exit_case(people, START).household
    english.force_login(people.cadre)
    assert english.get(reverse("households:card", args=[household.household_no])).status_code == 200
    assert CHINESE.search(ExportRecord.objects.get().columns[0])
    page = f"{household.get_absolute_url()}edit/living/?year=2016"
    assert english.post(page, {"housing_m2": "98.5", "_draft": "1"}).status_code == 302
    draft = Draft.objects.get()
    assert CHINESE.search(draft.title)
    with override("en"):
        assert not CHINESE.search(str(draft))
