"""The terms of a county (decision 39): which words it speaks on a day, where they reach and where they do not."""

import datetime as dt
import re
from importlib import import_module

import pytest
import time_machine
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override
from redis.exceptions import RedisError

from assistance.importing import assignments
from households.choices import PovertyStatus
from households.importing.words import codes
from povertyapp.core import clock, jobs, terms
from povertyapp.core.models import Job, OwnTerm, TermChoice, TermWord
from povertyapp.core.spoken import Speech, in_words, speaking
from povertyapp.core.terms import choose_pack, say_otherwise, speech_for, take_choice_back
from tests.households.factories import COUNTY, make_household

pytestmark = pytest.mark.django_db
SINCE = dt.date(2021, 1, 1)
CLAUSE = re.compile(r'<p class="why">.*?</p>')  # a rule's clause quotes the paper that it comes from
BEFORE = SINCE - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _fresh():
    """Let no test hear the words of the one before: the database takes them back, a process would keep them."""
    terms.announce()
    yield
    terms.announce()


@pytest.fixture
def switched(cast, django_capture_on_commit_callbacks):
    """The county speaks the words of 2021 from 2021-01-01 on."""
    with django_capture_on_commit_callbacks(execute=True):
        choose_pack(by=cast.clerk, county=cast.places.county, pack="2021", since=SINCE)
    return cast


def text_of(client, user, url, **more):
    client.force_login(user)
    return client.get(url, **more).content.decode()


def test_where_nothing_is_chosen_the_source_speaks(cast):
    assert speech_for(cast.clerk) is None
    assert gettext("县扶贫办") == "县扶贫办"


def test_words_follow_the_day(switched):
    assert speech_for(switched.clerk, BEFORE) is None
    with speaking(speech_for(switched.clerk, SINCE)):
        assert gettext("县扶贫办") == "县乡村振兴局"
        assert gettext("帮扶责任人") == "帮扶联系人"
        assert in_words("贫困户登记册") == "监测对象登记册"
    assert gettext("县扶贫办") == "县扶贫办"


def test_another_county_and_the_one_above_keep_theirs(switched, client):
    assert speech_for(switched.outsider, SINCE) is None
    assert speech_for(switched.helper, SINCE) is speech_for(switched.clerk, SINCE) is not None
    assert "帮扶责任人" in text_of(client, switched.outsider, reverse("assistance:helpers"))


def test_whoever_has_not_signed_in_hears_the_only_county_that_chose(switched, client):
    assert "县乡村振兴局" in client.get(reverse("core:login")).content.decode()
    choose_pack(by=None, county=switched.places.outsider_county, pack="2014", since=SINCE)
    terms.announce()
    assert "县扶贫办" in client.get(reverse("core:login")).content.decode()


def test_a_page_about_a_month_speaks_as_that_month_did(switched, client):
    pages = {
        month: text_of(client, switched.clerk, reverse("inspections:ha_board", args=[month]))
        for month in ("2020-12", "2021-01")
    }
    assert "监测对象档案" in pages["2021-01"]
    assert "贫困户档案" not in pages["2021-01"]
    assert "贫困户档案" in pages["2020-12"]
    assert "监测对象档案" not in pages["2020-12"]
    assert "监测对象档案" in text_of(
        client, switched.clerk, f"{reverse('inspections:wall_newest')}?m=2021-01", follow=True
    )


@time_machine.travel("2021-03-10 12:00+08:00", tick=False)
def test_a_month_whose_end_is_to_come_does_not_speak_ahead(cast, client):
    choose_pack(by=cast.clerk, county=cast.places.county, pack="2021", since=dt.date(2021, 3, 11))
    terms.announce()
    assert "贫困户档案" in text_of(client, cast.clerk, reverse("inspections:ha_board", args=["2021-03"]))


def test_main_pages_speak_today_s_words(switched, client):
    home = make_household(answered_by=switched.helper)
    for url in (
        reverse("households:list"),
        home.get_absolute_url(),
        reverse("inspections:dashboard"),
        reverse("inspections:ledger"),
        reverse("households:area_home"),
    ):
        text = text_of(client, switched.clerk, url, follow=True)
        assert "监测对象档案" in text, url
        ours = CLAUSE.sub("", text)
        for old in ("扶贫办", "帮扶责任人", "贫困户档案", "精准扶贫", "未脱贫"):
            assert old not in ours, (url, old)


def test_stored_records_and_official_names_stay(switched, client):
    home = make_household(head_name="脱贫办")
    assert "脱贫办" in text_of(client, switched.clerk, home.get_absolute_url())
    with speaking(speech_for(switched.clerk)):
        for message in (
            "国务院扶贫办系统的户编号；同一户每人一行，户编号相同。",
            "一般贫困户",
            "脱贫不稳定户",
            "已脱贫",
            "脱贫时间",
        ):
            assert gettext(message) == message
        assert gettext("拟脱贫户") == "拟消除风险户"


def test_english_glosses_follow(switched, client):
    with override("en"), speaking(speech_for(switched.clerk)):
        assert gettext("县扶贫办") == "County revitalisation bureau"
        assert gettext("帮扶责任人 %(name)s") == "Contact person %(name)s"
        assert gettext("扶贫手册") == "Household handbook (帮扶手册)"
        assert gettext("待办") == "To do"
    client.cookies["django_language"] = "en"
    assert "Contact person" in text_of(client, switched.clerk, reverse("assistance:helpers"))


def test_placeholders_and_tags_are_no_words():
    speech = Speech({"帮扶责任人": "帮扶联系人"}, {"helper": "contact"})
    said = speech.put_translation("帮扶责任人", "<b id='helper'>Helper</b> %(helper)s, helpers of {helper}")
    assert said == "<b id='helper'>Contact</b> %(helper)s, contacts of {helper}"


def test_other_languages_in_between_and_plurals_lose_nothing(switched):
    with speaking(speech_for(switched.clerk)):
        with override("en"):
            pass
        with override(None):
            assert gettext("县扶贫办") == "县扶贫办"  # what is stored and what workbooks say
        assert gettext("县扶贫办") == "县乡村振兴局"
        assert ngettext("%(n)d 名帮扶责任人", "%(n)d 名帮扶责任人", 2) == "%(n)d 名帮扶联系人"


def test_words_cost_no_query_until_somebody_changes_them(
    switched, client, django_capture_on_commit_callbacks
):
    client.force_login(switched.clerk)
    url = reverse("core:prefs")
    client.get(url)
    with CaptureQueriesContext(connection) as kept:
        client.get(url)
    assert not [query for query in kept if "core_term" in query["sql"]]
    with django_capture_on_commit_callbacks(execute=True):
        take_choice_back(by=switched.clerk, choice=TermChoice.objects.get())
    assert "贫困户档案" in client.get(url).content.decode()


@pytest.mark.parametrize("error", [RedisError, OperationalError])
def test_where_cache_or_database_is_down_the_words_of_before_will_do(switched, monkeypatch, error):
    known = terms.book()

    def fail(*args):
        raise error

    monkeypatch.setattr(terms.cache, "get", fail)
    assert terms.book() is known
    monkeypatch.setattr(terms, "_KEPT", [])
    assert terms.book().speech(COUNTY, SINCE) is None


def test_job_speaks_of_its_month(switched):
    def words(**params):
        return jobs._speech_of(Job(area=switched.places.village, params=params, asked_at=clock.now()))

    assert words(month="2020-12") is None
    assert words(month="2021-01") is words() is speech_for(switched.clerk)


def test_county_says_single_terms_otherwise_and_takes_them_back(switched):
    about = {"by": switched.clerk, "county": switched.places.county, "pack": "2021", "term": "exited"}
    say_otherwise(**about, word="风险已消除", gloss="risk removed")
    terms.announce()
    with speaking(speech_for(switched.clerk)):
        assert gettext("已脱贫") == "风险已消除"
    assert speech_for(switched.clerk, BEFORE) is None
    say_otherwise(**about, word="")
    terms.announce()
    assert not OwnTerm.objects.exists()
    with speaking(speech_for(switched.clerk)):
        assert gettext("已脱贫") == "已脱贫"


@pytest.mark.parametrize("word", ["<script>", "帮扶%(n)s", "帮 扶", "长" * 21, "{x}", "a&b"])
def test_a_word_is_letters_only_on_the_page_and_in_the_database(switched, client, word):
    client.force_login(switched.clerk)
    url = reverse("core:term_word", args=[COUNTY, "2021", "helper"])
    assert client.post(url, {"word": word}).status_code == 400
    with pytest.raises(ValidationError):
        say_otherwise(by=None, county=switched.places.county, pack="2021", term="helper", word=word)
    if len(word) <= 20:
        with pytest.raises(IntegrityError), transaction.atomic():
            OwnTerm.objects.create(area=switched.places.county, pack_id="2021", term="helper", word=word)


def test_page_shows_the_sets_side_by_side_and_changes_them(
    cast, client, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    client.force_login(cast.admin)
    url = reverse("core:terms", args=[COUNTY])
    assert client.get(reverse("core:terms_home")).url == url
    with django_capture_on_commit_callbacks(execute=True):
        chosen = {"pack": "2021", "since": "2021-01-01"}
        assert client.post(reverse("core:terms_choose", args=[COUNTY]), chosen).url == url
        word = {"word": "乡村振兴办", "gloss": "revitalisation office"}
        assert client.post(reverse("core:term_word", args=[COUNTY, "2021", "office"]), word).url == url
    client.get(url)
    with django_assert_max_num_queries(8):
        text = client.get(url).content.decode()
    assert "从 2021-01-01 起" in text
    assert "乡村振兴办" in text
    assert "原为 乡村振兴局" in text
    assert "扶贫办" in text
    choice = TermChoice.objects.get()
    assert choice.history.latest("pgh_id").pgh_context.metadata["user"] == cast.admin.pk
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("core:term_choice_delete", args=[choice.pk]))
    assert "从 2021-01-01 起" not in client.get(url).content.decode()
    assert client.get(reverse("core:term_word", args=[COUNTY, "2021", "nothing"])).status_code == 404


def test_both_sets_name_the_same_things_and_the_source_s_stand_in_messages():
    words = import_module("povertyapp.core.migrations.0035_terms").WORDS
    stored = TermWord.objects.values_list("pack", "term")
    assert set(stored) == {(pack, term) for pack in ("2014", "2021") for term in words}
    with (settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        messages = {str(m.id): str(m.string) for m in read_po(file) if m.id}
    for term, (word, gloss, *_new) in words.items():
        texts = [text for message, text in messages.items() if word in message]
        assert texts, f"{term}: no message says {word}"
        assert any(gloss.lower() in text.lower() for text in texts), f"{term}: no translation says {gloss}"


def test_workbooks_of_both_sets_are_read():
    assert codes(PovertyStatus)["风险未消除"] == codes(PovertyStatus)["未脱贫"] == PovertyStatus.IN_POVERTY
    assert assignments.ROLES["帮扶联系人"] == assignments.ROLES["帮扶责任人"]
    assert assignments.LAYOUT.match("帮扶联系人").name == assignments.LAYOUT.match("帮扶责任人").name
