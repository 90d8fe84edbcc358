"""The hard-account board and a unit's account: figures that lead to their rows, states, scope, queries."""

import datetime as dt
import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils.translation import override

from inspections.models import AccountMonth, AccountRule, PartyAccount
from inspections.months import NEAR, PENDING, SO_FAR, grade, rate
from inspections.services.account import close_account, compute_account
from povertyapp.core import clock
from povertyapp.core.models import Area, ExportRecord
from povertyapp.core.printing import why_not
from tests.households import factories
from tests.inspections.account_month import APRIL, MARCH, march  # noqa: F401
from tests.inspections.factories import make_cared, make_helper
from tests.pdfs import has_its_fonts, pages_of, text_of
from tests.reading import TOTAL

FIGURE = re.compile(r'data-testid="(fig-[^"]+)" data-count="(\d+)" href="([^"]+)"')


@pytest.fixture
def county(march, db):  # noqa: F811
    return march


@pytest.fixture
def cast(county):
    return county.cast


def board_url(month="2017-03", **query):
    return (
        reverse("inspections:ha_board", args=[month])
        + ("?" if query else "")
        + "&".join(f"{key}={value}" for key, value in query.items())
    )


def page(client, user, url, status=200, **extra):
    client.force_login(user)
    answer = client.get(url, **extra)
    assert answer.status_code == status, url
    return answer.content.decode()


def figures_of(text):
    return [(name, int(count), href.replace("&amp;", "&")) for name, count, href in FIGURE.findall(text)]


def assert_figures_open(client, text):
    """Open each figure of the page and compare its list's total with it."""
    found = figures_of(text)
    for name, count, href in found:
        answer = client.get(href)
        assert answer.status_code == 200, name
        total = TOTAL.search(answer.content.decode())
        assert total, name
        assert int(total[1]) == count, name
    return len(found)


@pytest.mark.parametrize("who", ["clerk", "township", "cadre"])
def test_every_figure_of_the_board_leads_to_a_list_of_that_length(client, cast, county, who):
    query = {"open": "422827100"} if who == "clerk" else {}
    assert assert_figures_open(client, page(client, getattr(cast, who), board_url(**query))) > 4


@pytest.mark.parametrize("code", ["422827", "422827100", "422827103", "422827100204", "422827103201"])
def test_every_figure_of_a_unit_leads_to_a_list_of_that_length(client, cast, county, code):
    url = reverse("inspections:ha_unit", args=["2017-03", code])
    assert assert_figures_open(client, page(client, cast.clerk, url)) >= 1


def test_county_office_sees_townships_and_the_county_total(client, cast, county):
    text = page(client, cast.clerk, board_url())
    assert [name for name in ("翔凤镇", "绿水镇", "来凤县") if name in text] == ["翔凤镇", "绿水镇", "来凤县"]
    assert "老茶村" not in text
    assert "fig-LF-14-422827" in text


def test_opened_township_shows_its_villages(client, cast, county):
    text = page(client, cast.clerk, board_url(open="422827100"))
    assert "老茶村" in text
    assert "竹坝村" in text
    assert "老寨村" not in text


def test_township_sees_its_villages_and_nothing_above_or_beside(client, cast, county):
    text = page(client, cast.township, board_url())
    assert "老茶村" in text
    assert "422827103" not in text
    assert 'data-testid="fig-LF-14-422827"' not in text


def test_village_cadre_sees_the_village_alone(client, cast, county):
    text = page(client, cast.cadre, board_url())
    assert "老茶村" in text
    assert "竹坝村" not in text
    assert "422827100/" not in text


def test_month_without_account_says_so_and_shows_no_zero(client, cast, county):
    text = page(client, cast.clerk, board_url("2016-12"))
    assert "还没有出账" in text
    assert "fig-" not in text
    assert reverse("inspections:ha_close", args=["2016-12"]) in text
    assert "月度结账" not in page(client, cast.township, board_url("2016-12"))


def test_outsider_finds_no_account_of_another_county(client, cast, county):
    text = page(client, cast.outsider, board_url())
    assert "还没有出账" in text
    assert "老茶村" not in text


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("ha_unit", ["2017-03", "422827100204"]),
        ("ha_unit", ["2017-03", "422827100"]),
        ("ha_unit", ["2017-03", "422827"]),
        ("ha_unit", ["2016-12", "422827100"]),
        ("ha_rows", ["2017-03", "422827100", "LF-14"]),
        ("ha_rows", ["2017-03", "422827100", "JZ-20V"]),
        ("ha_rows", ["2017-03", "422827", "JZ-20T"]),
    ],
)
def test_outsider_gets_404(client, cast, county, name, args):
    page(client, cast.outsider, reverse(f"inspections:{name}", args=args), status=404)


@pytest.mark.parametrize("name", ["ha_board", "ha_late", "ha_helpers"])
def test_asking_for_a_place_beyond_reach_is_404(client, cast, county, name):
    url = reverse(f"inspections:{name}", args=["2017-03"])
    for who, code in ((cast.outsider, "422827"), (cast.township, "422827"), (cast.township, "422827103")):
        page(client, who, f"{url}?area={code}", status=404)


@pytest.mark.parametrize("code", ["422827", "422827103", "422827103201"])
def test_township_does_not_open_what_is_above_or_beside_it(client, cast, county, code):
    page(client, cast.township, reverse("inspections:ha_unit", args=["2017-03", code]), status=404)
    page(client, cast.township, reverse("inspections:ha_rows", args=["2017-03", code, "LF-14"]), status=404)


def test_without_the_verb_it_is_403(client, cast, county):
    page(client, cast.nobody, board_url(), status=403)
    page(client, cast.admin, board_url(), status=403)


def test_nonsense_in_the_address_is_404(client, cast, county):
    for url in (board_url("2017-13"), board_url("x"), board_url(area="12345")):
        page(client, cast.clerk, url, status=404)
    page(client, cast.clerk, reverse("inspections:ha_rows", args=["2017-03", "422827", "LF-99"]), status=404)


def test_newest_month_opens_first(client, cast, county):
    compute_account(county.places.county, APRIL)
    client.force_login(cast.clerk)
    answer = client.get(reverse("inspections:ha_newest"))
    assert answer.url == board_url("2017-04")


def test_locked_month_says_when_and_which_version(client, cast, county):
    compute_account(county.places.county, MARCH)  # draft and closing must see the same records
    close_account(county.places.county, MARCH)
    text = page(client, cast.clerk, board_url())
    assert "已锁定" in text
    assert "v1" in text
    assert county.account.digest[:12] in text


def test_visits_after_the_cut_off_are_counted_beside_the_figures(client, cast, county):
    before = dict((name, count) for name, count, _url in figures_of(page(client, cast.clerk, board_url())))
    assert before["fig-late-month"] == 1
    assert before["fig-late-earlier"] == 1


def test_chips_count_the_verdicts_and_filter(client, cast, county):
    text = page(client, cast.clerk, board_url())
    assert re.search(r'id="chip-not_settled".*?<strong class="num">2</strong>', text)
    assert "没有这种判定的单位" in page(client, cast.clerk, board_url(verdict="settled"))


def test_htmx_gets_the_table_alone(client, cast, county):
    text = page(client, cast.clerk, board_url(open="422827100"), headers={"HX-Request": "true"})
    assert text.lstrip().startswith("{#") is False
    assert "<html" not in text
    assert 'id="results"' in text


def test_verdict_of_last_month_stands_beside_this_one(client, cast, county):
    assert "变为" in page(client, cast.clerk, board_url())
    assert "变为" not in page(client, cast.clerk, board_url("2017-02"))


def test_month_picker_keeps_the_page_and_the_place(client, cast, county):
    text = page(client, cast.clerk, board_url(area="422827100"))
    assert "/hard-account/2017-02/?area=422827100" in text


def add_villages(places, count):
    helper = make_helper()
    for number in range(count):
        code = f"{places.township.code}{300 + number}"
        area = Area.objects.create(
            code=code, name=f"新村{number}", level="village", parent_id=places.township.code
        )
        make_cared(helper, area=area)


@pytest.mark.parametrize(
    ("who", "url"),
    [
        ("clerk", board_url(open="422827100")),
        ("township", board_url()),
        ("cadre", board_url()),
        ("clerk", "/hard-account/2017-03/422827100/"),
        ("clerk", "/hard-account/2017-03/422827100204/"),
        ("clerk", "/hard-account/2017-03/422827100/LF-14/"),
        ("clerk", "/hard-account/2017-03/422827100/JZ-20V/"),
        ("clerk", "/hard-account/2017-03/late/"),
    ],
)
def test_queries_do_not_grow_with_the_villages(client, cast, county, django_assert_max_num_queries, who, url):
    add_villages(county.places, 12)
    compute_account(county.places.county, MARCH)
    client.force_login(getattr(cast, who))
    with django_assert_max_num_queries(8):
        assert client.get(url).status_code == 200


@pytest.fixture
def running(county, monkeypatch):
    """The month as it stands on its 15th day, with no account of the month before."""
    AccountMonth.objects.filter(month="2017-02").update(month="2017-01")
    day = clock.moment(dt.date(2017, 3, 15), 12)
    monkeypatch.setattr(clock, "now", lambda: day)
    return compute_account(county.places.county, MARCH)


def test_nobody_owes_before_entry_has_ended(client, cast, county, running):
    for url in (
        board_url(open="422827100"),
        reverse("inspections:ha_unit", args=["2017-03", "422827100204"]),
        reverse("inspections:ha_rows", args=["2017-03", "422827", "LF-14"]),
        reverse("inspections:ha_helper", args=["2017-03", county.idle.code]),
    ):
        text = page(client, cast.clerk, url).split("legend-list")[0]
        assert "未到期" in text
        beside_the_filter = re.sub(r"(?s)<form.*?</form>", "", text)
        assert "欠账" not in beside_the_filter
        assert "未完成" not in beside_the_filter


FOR_GOOD = re.compile(r"(?<![暂有村人])交清")  # neither 暂交清 nor 没有交清, nor the title of a rule
RUNNING_PAGES = {
    "ha_board": ["2017-03"],
    "ha_unit": ["2017-03", "422827"],
    "ha_helpers": ["2017-03"],
    "ha_county_units": ["2017-03"],
    "wall": ["2017-03", "verdict"],
    "dashboard": [],
}


@pytest.mark.parametrize("name", RUNNING_PAGES)
def test_nobody_has_settled_for_good_before_entry_has_ended(client, cast, county, running, name):
    PartyAccount.objects.filter(account=running).update(verdict="settled", score=100)
    url = reverse(f"inspections:{name}", args=RUNNING_PAGES[name])
    text = page(client, cast.clerk, url + ("" if RUNNING_PAGES[name] else "?month=2017-03"))
    if name != "wall":  # the wall's own legend says what its tiles say
        text = re.sub(r'(?s)<ul class="legend-list".*?</ul>', "", text)
    words = re.sub(r"<[^>]+>", " ", text)
    assert "暂交清" in words
    assert not FOR_GOOD.search(words)
    assert "本级欠" not in words
    assert "欠（项）" not in words


def test_a_condition_kept_from_the_closed_month_still_finds_in_the_running_one(client, cast, county, running):
    PartyAccount.objects.filter(account=running).update(verdict="settled")
    assert "没有这种判定的单位" not in page(client, cast.clerk, board_url(verdict="settled"))


SCORE = re.compile(r'class="num">\d+\.\d\d<')
NO_SCORE = re.compile(r'<td class="num"><span class="missing">—</span></td>')
PAGES_OF_ONE = {
    "ha_board": lambda county: [],
    "ha_unit": lambda county: ["422827100204"],
    "ha_helper": lambda county: [county.idle.code],
    "ha_county_unit": lambda county: [county.idle.unit.code],
}


@pytest.mark.parametrize("name", PAGES_OF_ONE)
def test_score_is_shown_where_the_verdict_is_final(client, cast, county, name, request):
    """While entry runs, duties that are not due yet would weigh as missed: there is no score then."""
    url = reverse(f"inspections:{name}", args=["2017-03", *PAGES_OF_ONE[name](county)])
    assert SCORE.search(page(client, cast.clerk, url))
    request.getfixturevalue("running")
    text = page(client, cast.clerk, url)
    assert not SCORE.search(text)
    if name == "ha_board":
        assert re.search(r'未到期.{0,40}<span class="missing">—</span>', text, re.DOTALL)


@pytest.mark.parametrize(
    ("name", "args"),
    [("ha_helpers", []), ("ha_county_units", []), ("ha_rows", ["422827", "JZ-20T"])],
)
def test_lists_show_scores_where_the_verdict_is_final(client, cast, county, name, args, request):
    url = reverse(f"inspections:{name}", args=["2017-03", *args])
    assert not NO_SCORE.search(page(client, cast.clerk, url))
    request.getfixturevalue("running")
    assert NO_SCORE.search(page(client, cast.clerk, url))


def test_figures_of_the_running_month_open_too(client, cast, county, running):
    assert assert_figures_open(client, page(client, cast.clerk, board_url())) > 4


def account(settled=75, margin=5, provisional=False):
    computed, cutoff = (1, 2) if provisional else (2, 1)
    return SimpleNamespace(
        settled_score=Decimal(settled),
        near_margin=Decimal(margin),
        computed_at=computed,
        cutoff_at=cutoff,
    )


def party(score, verdict):
    return SimpleNamespace(score=None if score is None else Decimal(score), verdict=verdict)


@pytest.mark.parametrize(
    ("score", "verdict", "state"),
    [
        ("100", "settled", "settled"),
        ("80.01", "settled", "settled"),
        ("80", "settled", NEAR),
        ("75", "settled", NEAR),
        ("74.99", "not_settled", "not_settled"),
        ("76", "falsified", "falsified"),
        (None, "settled", "settled"),
        (None, "no_account", "no_account"),
    ],
)
def test_near_the_limit_is_a_grade_for_the_screen(score, verdict, state):
    assert grade(account(), party(score, verdict))[0] == state


@pytest.mark.parametrize(
    ("verdict", "state"),
    [("settled", SO_FAR), ("not_settled", PENDING), ("falsified", "falsified"), ("no_account", "no_account")],
)
def test_before_entry_ends_the_word_promises_nothing(verdict, state):
    assert grade(account(provisional=True), party("78", verdict)) == (state, None)


def test_unsettled_near_the_limit_stays_unsettled_and_says_so():
    assert "临界" in grade(account(), party("73", "not_settled"))[1]
    assert grade(account(), party("73", "not_settled"), has_hard_miss=True)[1] is None
    assert grade(account(), party("78", "not_settled"))[1] is None


def test_rate_never_rounds_up_to_all():
    assert rate(3000, 1) == Decimal("99.9")
    assert rate(3, 1) == Decimal("66.7")
    assert rate(0, 0) is None


def test_who_stands_above_the_counties_chooses_one(client, cast, county):
    compute_account(county.places.outsider_county, MARCH)
    leader = factories.make_user("prefect", "leader", county.places.prefecture)
    text = page(client, leader, board_url())
    assert "翔凤镇" in text
    assert "/hard-account/2017-03/?area=422828" in text
    assert "走马镇" in page(client, leader, board_url(area="422828"))


def test_titles_stay_chinese_whoever_computes(county):
    with override("en"):
        compute_account(county.places.county, MARCH)
    account = AccountRule.objects.get(account=county.account, rule="LF-14")
    assert account.title == "每月入户"


def test_superuser_without_a_place_sees_the_first_county(client, county):
    root = factories.make_user("root", is_superuser=True)
    assert "翔凤镇" in page(client, root, board_url())


def test_paper_of_a_version_keeps_the_conditions_and_leads_back_to_them(client, cast, county, monkeypatch):
    monkeypatch.setattr("inspections.views.month.why_not", str)
    text = page(client, cast.clerk, board_url(version=1, open="422827100"))
    (url,) = re.findall(r'href="([^"]+board\.pdf[^"]*)"', text)
    path, _, query = url.replace("&amp;", "&").partition("?")
    assert (path, query) == (
        reverse("inspections:ha_board_pdf", args=["2017-03"]),
        "version=1&open=422827100",
    )
    monkeypatch.setattr("povertyapp.core.views.handing.why_not", lambda: "没有生成 PDF 的组件")
    answer = client.get(f"{path}?{query}")
    assert answer["Location"] == board_url(version=1, open="422827100")


@pytest.mark.skipif(bool(why_not()), reason="pango is not on this machine")
def test_board_and_units_on_paper_say_what_the_page_says(client, cast, county):
    client.force_login(cast.clerk)
    wanted = {
        "ha_board_pdf": ([], (420, 297), ["翔凤镇", "每月入户", "LF-14"]),
        "ha_unit_pdf": (["422827100204"], (297, 210), ["老茶村", "每月入户", "帮扶责任人"]),
    }
    for name, (args, size, words) in wanted.items():
        answer = client.get(reverse(f"inspections:{name}", args=["2017-03", *args]))
        assert set(pages_of(answer.content)) == {size}, name
        assert has_its_fonts(answer.content)
        said = text_of(answer.content).replace("\n", "")
        record = ExportRecord.objects.latest("pk")
        for word in (*words, record.number, "未锁定", "数据截至", "申诉"):
            assert word in said, (name, word)
    client.force_login(cast.leader)
    assert client.get(reverse("inspections:ha_board_pdf", args=["2017-03"])).status_code == 403
