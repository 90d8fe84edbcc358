"""明白卡 and 帮扶手册: what stands on paper, nothing sealed laid open, each print recorded."""

import datetime as dt

import pytest

from households.choices import Health
from households.models import HouseholdMember
from povertyapp.core import printing
from povertyapp.core.models import ExportRecord
from povertyapp.core.staticfiles import HouseStaticFiles
from tests.households.factories import make_household
from tests.inspections.factories import make_cared, make_helper
from tests.pdfs import opened, pages_of

PAPERS = ("card", "handbook")


@pytest.fixture
def home(cast):
    helper = make_helper(name="彭有才", user=cast.helper)
    return make_cared(helper, head_name="覃大山", answered_by=cast.helper, helper_name="彭有才")


def get(client, user, home, door):
    client.force_login(user)
    return client.get(f"/households/{home.household_no}/{door}")


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_says_who_helps_and_how(client, cast, home, paper):
    text = get(client, cast.township, home, f"{paper}/").content.decode()
    for word in ("覃大山", home.household_no, "来凤县 › 翔凤镇 › 老茶村", "彭有才", "怎么帮", "人均纯收入"):
        assert word in text, word
    for member in home.members.all():
        assert member.name in text
        assert member.id_number not in text
        assert str(member.birth_date) not in text
    assert home.phone not in text
    assert home.bank_account not in text


def test_card_has_no_illness_of_anybody(client, cast, home):
    HouseholdMember.objects.filter(household=home).update(health=[Health.CHRONIC])
    assert "长期慢性病" in get(client, cast.township, home, "handbook/").content.decode()
    assert "长期慢性病" not in get(client, cast.township, home, "card/").content.decode()


@pytest.mark.parametrize("paper", PAPERS)
def test_each_print_is_recorded(client, cast, home, paper):
    text = get(client, cast.cadre, home, f"{paper}/").content.decode()
    record = ExportRecord.objects.get()
    assert record.number in text
    assert (record.kind, record.made_by, record.area_id) == (f"household-{paper}", cast.cadre, home.area_id)
    assert record.file_sha256


@pytest.mark.parametrize("paper", PAPERS)
def test_pdf_has_its_fonts_in_it(client, cast, home, paper):
    if printing.why_not():
        pytest.skip("pango is not on this machine (apt-get install libpango-1.0-0 libpangoft2-1.0-0)")
    response = get(client, cast.township, home, f"{paper}.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert b"/FontFile" in opened(response.content)
    assert ExportRecord.objects.get().filters["form"] == "pdf"


@pytest.mark.skipif(bool(printing.why_not()), reason="pango is not on this machine")
def test_what_is_promised_on_one_sheet_is_set_tighter():
    facts = [{"label": "事项", "value": "内容"}] * 74
    shown = {"facts": facts, "parts": [], "footer": "EX-1", "bar": None, "day": dt.date(2017, 3, 1)}
    assert len(pages_of(printing.render_pdf("papers/card.html", shown))) == 2
    assert len(pages_of(printing.render_pdf("papers/card.html", shown, is_one_page=True))) == 1


def test_without_pango_one_sentence_and_the_page_to_print(client, cast, home, monkeypatch):
    monkeypatch.setattr(printing, "_library", lambda: None)
    page = client.get(get(client, cast.township, home, "card.pdf").url)
    text = page.content.decode()
    assert "没有安装生成 PDF 的组件（pango）" in text
    assert "card.pdf" not in text


def test_paper_reads_our_static_files_only(tmp_path):
    assert b"@page" in printing.static_file("https://paper.invalid/static/css/paper.css?v=1")
    secret = tmp_path / "secret"
    secret.write_text("x")
    for address in (
        f"file://{secret}",
        "http://127.0.0.1/",
        "https://paper.invalid/static/../settings.py",
        "https://paper.invalid/static/%2e%2e/%2e%2e/etc/passwd",
        "https://paper.invalid/etc/passwd",
        "data:text/plain,x",
    ):
        with pytest.raises(printing.NotOurs):
            printing.static_file(address)


def test_outsider_gets_404(client, cast, home):
    other = make_household(area=cast.places.outsider_village)
    for door in ("card/", "card.pdf", "handbook/", "handbook.pdf"):
        assert get(client, cast.outsider, home, door).status_code == 404
        assert get(client, cast.township, other, door).status_code == 404
    assert not ExportRecord.objects.exists()


def test_papers_are_made_before_static_files_were_ever_collected(tmp_path):
    storage = HouseStaticFiles(location=tmp_path, base_url="/static/")
    assert storage.url("css/paper.css") == "/static/css/paper.css"
    with pytest.raises(ValueError, match="css/papre.css"):
        storage.url("css/papre.css")
