"""The contact card: printed, posted, and what it means (CB1-14)."""

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from assistance.models import ContactCard
from assistance.rules.cards import cards, has_contact_card
from assistance.services import assign_helper, post_card
from households.archive import Archive
from households.choices import PovertyAttribute
from households.models import ArchivePaper, Household
from povertyapp.core.figures import figures_of
from povertyapp.core.models import RuleParameter
from povertyapp.core.period import Period
from povertyapp.core.rules import RULES
from tests.assistance.factories import make_helped, make_helper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TODAY, MARCH = dt.date(2017, 3, 20), Period(2017, 3)


def picture(name="卡.jpg"):
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def figure(cast):
    (found,) = figures_of(cast.clerk, "422827", MARCH, [RULES["CB1-14"]])
    return found.part, found.whole


def holds(household):
    items = Archive(lambda model: model.objects.all(), household.area, TODAY).of_household(household)
    return next(present for item, _asked, present in items if item.code == "contact_card")


def test_a_posted_card_counts_until_the_next_helper_comes(cast, helped):
    household, _helper = helped
    make_helped(poverty_attribute=PovertyAttribute.ALLOWANCE)  # CB1-14 asks general poor households only
    make_helped(left_register_on=dt.date(2017, 3, 1))
    bare, _other = make_helped()
    assert figure(cast) == (0, 2)
    assert not holds(household)
    card = post_card(by=cast.helper, household=household, posted_on=dt.date(2017, 3, 10))
    assert figure(cast) == (1, 2)
    assert holds(household)
    assert list(Household.objects.filter(has_contact_card(TODAY))) == [household]
    assert list(cards(MARCH, None)) == [card]
    assert not Household.objects.filter(has_contact_card(dt.date(2017, 3, 9))).exists()
    assign_helper(by=cast.clerk, household=household, helper=make_helper(), from_date=dt.date(2017, 3, 15))
    assert figure(cast) == (0, 2)
    assert not holds(household)


def test_posting_twice_a_day_is_once_and_a_picture_may_follow(cast, helped):
    household, helper = helped
    first = post_card(by=cast.helper, household=household, posted_on=TODAY)
    again = post_card(by=cast.helper, household=household, posted_on=TODAY, picture=picture())
    assert again.pk == first.pk
    assert ContactCard.objects.count() == 1
    assert again.helper == helper
    paper = ArchivePaper.objects.get()
    assert (paper.item, paper.household, again.picture) == ("contact_card", household, paper)
    assert helper.name not in paper.file.name


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"posted_on": "2017-03-21"}, "不能晚于今天"),
        ({"posted_on": "2016-12-31"}, "这一天没有帮扶责任人"),
        ({"posted_on": ""}, "请写明日期"),
        ({"posted_on": "三月"}, "看不懂“三月”"),
        ({"picture": SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg")}, "打不开这个文件"),
    ],
)
def test_dirty_postings_are_refused_whole(as_user, cast, helped, answers, told):
    household, _helper = helped
    url = reverse("assistance:contact_card_posted", args=[household.household_no])
    answer = as_user(cast.cadre).post(url, {"posted_on": "2017-03-10"} | answers)
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert not ContactCard.objects.exists()
    assert not ArchivePaper.objects.exists()


def test_the_household_s_page_says_it_and_the_form_records_it(as_user, cast, helped):
    household, _helper = helped
    client = as_user(cast.cadre)
    panel = reverse("assistance:helper_panel", args=[household.household_no])
    assert "没有张贴现任帮扶责任人的卡" in client.get(panel).content.decode()
    url = reverse("assistance:contact_card_posted", args=[household.household_no])
    answer = client.post(url, {"posted_on": "2017.3.10"})
    page, _mark, anchor = answer.url.partition("#")
    assert f'id="{anchor}"' in client.get(page).content.decode()
    assert "2017-03-10 已张贴" in client.get(panel).content.decode()


def test_the_card_names_the_helper_and_nothing_of_the_family(as_user, cast, helped):
    household, helper = helped
    helper.phone, helper.post = "15400001234", "副局长"
    helper.save()
    url = reverse("assistance:contact_card", args=[household.household_no])
    text = as_user(cast.cadre).get(url).content.decode()
    for wanted in (helper.name, helper.unit.name, "副局长", "本人填写", "每月至少入户 1 次"):
        assert wanted in text
    for kept in (household.phone, household.bank_account, household.members.first().id_number, helper.phone):
        assert kept not in text
    RuleParameter.objects.filter(name="card.shows_phone").update(value=True)
    assert helper.phone in as_user(cast.cadre).get(url).content.decode()


def test_without_a_helper_there_is_no_name_to_write(cast, household):
    with pytest.raises(ValidationError, match="这一天没有帮扶责任人"):
        post_card(by=cast.cadre, household=household, posted_on=TODAY)
