"""One measure from proposal to signed effect, on the pages; who may do which step."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from assistance.choices import Batch, MeasureClass, MeasureItem, MeasureKind, MeasureState
from assistance.models import AssistanceMeasure
from povertyapp.core.todo import Tab, todos_of
from tests.assistance.factories import make_measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

TODAY = dt.date(2017, 3, 20)
FORM = {
    "family": "medical/illness_insurance",
    "name": "大病保险报销",
    "responsible_unit": "县卫生局",
    "from_date": "2017.3.1",
    "to_date": "",
    "amount": "1,200.50",
    "expected_income": "",
    "batch": "",
}


def jpeg():
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return SimpleUploadedFile("IMG.jpg", out.getvalue(), "image/jpeg")


def url(name, subject):
    return reverse(f"assistance:{name}", args=[getattr(subject, "household_no", subject.pk)])


@pytest.fixture
def home(helped):
    return helped[0]


def proposed(home, **facts):
    return make_measure(home, "黑猪代养", is_proposed=True, **facts)


def test_what_a_helper_enters_waits_for_the_township(as_user, cast, home):
    client = as_user(cast.helper)
    assert "由乡镇确认" in client.get(url("measure_add", home)).content.decode()
    assert client.post(url("measure_add", home), FORM).status_code == 302
    made = home.measures.get(name="大病保险报销")
    assert made.state_on(TODAY) == MeasureState.PROPOSED
    assert (made.kind, made.item) == (MeasureKind.MEDICAL, MeasureItem.ILLNESS_INSURANCE)
    assert (made.measure_class, made.amount) == (MeasureClass.OTHER, Decimal("1200.50"))
    assert not AssistanceMeasure.objects.in_force(TODAY).filter(pk=made.pk).exists()
    assert as_user(cast.helper).get(url("measure_decide", made)).status_code == 403
    as_user(cast.township).post(url("measure_decide", made), {"decision": "confirm"})
    assert AssistanceMeasure.objects.in_force(TODAY).filter(pk=made.pk).exists()
    last = made.history.order_by("-pgh_id").first()
    assert last.pgh_context.metadata["user"] == cast.township.pk
    # it is decided: the page of the decision is no more, and the helper corrects it no more
    assert (
        as_user(cast.township).post(url("measure_decide", made), {"decision": "confirm"}).status_code == 409
    )
    assert as_user(cast.helper).post(url("measure_edit", made), FORM | {"reason": "错"}).status_code == 409


def test_what_a_township_enters_counts_at_once(as_user, cast, home):
    as_user(cast.township).post(url("measure_add", home), FORM)
    assert home.measures.get(name="大病保险报销").state_on(TODAY) == MeasureState.IN_FORCE


def test_a_refusal_needs_a_reason_and_stays_to_be_seen(as_user, cast, home):
    measure, client = proposed(home), as_user(cast.township)
    page = client.post(url("measure_decide", measure), {"decision": "refuse", "reason": " "})
    assert page.status_code == 400
    assert "不通过要写明原因" in page.content.decode()
    client.post(url("measure_decide", measure), {"decision": "refuse", "reason": "这一户没有养猪"})
    measure.refresh_from_db()
    assert (measure.state_on(TODAY), measure.stop_reason) == (MeasureState.REFUSED, "这一户没有养猪")


def test_dirty_input_is_told_all_at_once_and_nothing_is_written(as_user, cast, home):
    dirty = FORM | {"family": "", "name": "", "from_date": "三月", "amount": "很多", "expected_income": "-5"}
    page = as_user(cast.township).post(url("measure_add", home), dirty)
    assert page.status_code == 400
    assert set(page.context["form"].errors) == {"family", "name", "from_date", "amount"}
    assert home.measures.count() == 3
    page = as_user(cast.township).post(url("measure_add", home), FORM | {"expected_income": "-5"})
    assert (page.status_code, set(page.context["form"].errors)) == (400, {"expected_income"})
    page = as_user(cast.township).post(url("measure_add", home), FORM | {"to_date": "2017-02-01"})
    assert "结束日期不能早于开始日期" in page.content.decode()


def test_a_correction_keeps_the_class_in_step_and_the_reason(as_user, cast, home):
    measure = home.measures.get(name="茶叶种植")
    changed = FORM | {"family": "fund_return", "name": "入股分红", "reason": "原来录错"}
    assert as_user(cast.township).post(url("measure_edit", measure), changed).status_code == 302
    measure.refresh_from_db()
    assert (measure.name, measure.measure_class) == ("入股分红", MeasureClass.SAFETY_NET)
    assert measure.history.order_by("-pgh_id").first().pgh_context.metadata["reason"] == "原来录错"
    page = as_user(cast.clerk).get(reverse("households:history", args=[home.household_no])).content.decode()
    assert "入股分红 措施内容" in page


def test_ending_done_and_stopping_with_reason(as_user, cast, home):
    done, stopped, _third = home.measures.order_by("pk")
    client = as_user(cast.cadre)
    client.post(url("measure_end", done), {"to_date": "2017-03-10", "stop_reason": ""})
    client.post(url("measure_end", stopped), {"to_date": "2017-03-10", "stop_reason": "合作社关门"})
    states = {measure.pk: measure.state_on(TODAY) for measure in home.measures.all()}
    assert (states[done.pk], states[stopped.pk]) == (MeasureState.DONE, MeasureState.STOPPED)
    assert client.get(url("measure_end", done)).url == url("measure", done)
    again = {"to_date": "2017-03-11", "stop_reason": ""}
    assert client.post(url("measure_end", done), again).status_code == 409


def test_an_effect_is_signed_with_a_picture(as_user, cast, home, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    measure, client = home.measures.get(name="茶叶种植"), as_user(cast.helper)
    form = {"effect": "采茶收入 3000 元", "signed_on": "2017-03-18", "signed_by": "覃大山"}
    late = client.post(url("measure_effect", measure), form | {"signed_on": "2017-04-01"})
    assert "不能晚于今天" in late.content.decode()
    early = client.post(url("measure_effect", measure), form | {"signed_on": "2016-12-01"})
    assert "不能早于措施开始日期" in early.content.decode()
    assert client.post(url("measure_effect", measure), form | {"image": jpeg()}).status_code == 302
    measure.refresh_from_db()
    assert (measure.effect, measure.signed_by, measure.signed_on) == (
        "采茶收入 3000 元",
        "覃大山",
        dt.date(2017, 3, 18),
    )
    page = client.get(url("measure", measure)).content.decode()
    assert reverse("core:file", args=[measure.effect_image_id]) in page


@pytest.mark.parametrize(
    "name", ["measure", "measure_edit", "measure_decide", "measure_end", "measure_effect"]
)
def test_outsider_gets_404(as_user, cast, home, name):
    assert as_user(cast.outsider).get(url(name, proposed(home))).status_code == 404


def test_leader_reads_and_does_not_write(as_user, cast, home):
    measure, client = proposed(home), as_user(cast.leader)
    page = client.get(url("measure", measure))
    assert (page.status_code, page.context["page"]["actions"]) == (200, [])
    assert client.get(url("measure_add", home)).status_code == 403


@pytest.fixture
def many(cast, home):
    """One measure of each state, beside the three in force."""
    home.measures.update(signed_on=TODAY, signed_by="户主", effect="好")
    proposed(home)
    make_measure(home, "明年光伏", MeasureKind.SOLAR, from_date=dt.date(2018, 1, 1))
    make_measure(home, "危房改造", MeasureKind.HOUSING, to_date=dt.date(2017, 2, 1), measure_class="other")
    make_measure(home, "养鸡", to_date=dt.date(2017, 2, 1), stop_reason="鸡瘟", batch=Batch.ECOLOGY)
    return home


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=proposed", {"黑猪代养"}),
        ("state=planned", {"明年光伏"}),
        ("state=in_force", {"茶叶种植", "务工就业", "小额信贷"}),
        ("state=done", {"危房改造"}),
        ("state=stopped", {"养鸡"}),
        ("state=refused", set()),
        ("batch=ecology", {"养鸡"}),
        ("batch=production&year=2018", {"茶叶种植", "务工就业", "小额信贷", "明年光伏"}),
        ("effect=false", {"明年光伏", "危房改造", "养鸡"}),
        ("effect=true", {"茶叶种植", "务工就业", "小额信贷"}),
    ],
)
def test_list_filters(as_user, cast, many, query, expected):
    page = as_user(cast.clerk).get(f"{reverse('assistance:measures')}?{query}")
    assert {row["object"].name for row in page.context["rows"]} == expected
    # what the list says of many is what the measure says of itself
    wanted = query.removeprefix("state=")
    if wanted in MeasureState.values:
        own = {m.name for m in many.measures.all() if m.state_on(TODAY) == wanted}
        assert own == expected


def test_what_waits_stands_in_the_townships_inbox_and_nobody_elses(as_user, cast, home):
    measure = proposed(home)

    def lines(user):
        return [todo for todo in todos_of(user, Tab.DO) if todo.kind == "待确认"]

    [line] = lines(cast.township)
    page = as_user(cast.township).get(line.url)
    assert (line.count, [row["object"] for row in page.context["rows"]]) == (1, [measure])
    assert not lines(cast.cadre)
    assert not lines(cast.outsider)
