"""Trainings: recorded with their list in one act, all faults told at once, corrected with a reason, shown by place."""

import datetime as dt

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistance.choices import TrainingKind
from assistance.models import TrainingAttendance, TrainingSession
from assistance.services import (
    add_attendees,
    correct_training,
    find_attendees,
    record_training,
    strike_attendance,
)
from povertyapp.core import clock
from povertyapp.core.models import Act
from povertyapp.core.undo import undo_act
from tests.assistance.economy import make_training
from tests.households.factories import OTHER_VILLAGE, VILLAGE, make_household

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

LIST, ADD = reverse("assistance:trainings"), reverse("assistance:training_add")
FACTS = {"topic": "茶园修剪", "kind": TrainingKind.CROPS, "organiser": "县农业局"}
DAY = dt.date(2017, 3, 10)


@pytest.fixture
def home(cast):
    return make_household(members=2, income=False, living=False, forms=False)


@pytest.fixture
def neighbour(cast):
    return make_household(members=2, income=False, living=False, forms=False, area_id=OTHER_VILLAGE)


def people_of(household):
    return list(household.members.order_by("person_no"))


def given(**more):
    posted = {"area": VILLAGE, **FACTS, "held_on": "2017.3.10", "attendees": ""}
    return posted | more


class TestService:
    def test_records_the_training_and_its_list_in_one_act(self, cast, home):
        head, spouse = people_of(home)
        made = record_training(
            by=cast.cadre, area=home.area, attendees=[head, spouse], held_on=DAY, hours=8, **FACTS
        )
        rows = made.attendances.order_by("pk")
        assert [(r.member, r.household, r.area_id, r.happened_on) for r in rows] == [
            (head, home, home.area_id, DAY),
            (spouse, home, home.area_id, DAY),
        ]
        assert {row.recorded_by for row in rows} == {cast.cadre}
        undo_act(by=cast.cadre, act=Act.objects.get())
        assert not TrainingSession.objects.exists()
        assert not TrainingAttendance.objects.exists()

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"held_on": dt.date(2017, 3, 21)}, "held_on"),
            ({"held_on": DAY, "ended_on": dt.date(2017, 3, 21)}, "ended_on"),
            ({"held_on": DAY, "ended_on": dt.date(2017, 3, 9)}, "ended_on"),
            ({"held_on": dt.date(2013, 12, 31)}, "attendees"),
            ({"held_on": DAY, "topic": ""}, "topic"),
        ],
    )
    def test_refuses_what_cannot_be(self, cast, home, facts, field):
        with pytest.raises(ValidationError) as refused:
            record_training(by=cast.cadre, area=home.area, attendees=people_of(home), **FACTS | facts)
        assert set(refused.value.message_dict) == {field}
        assert not TrainingSession.objects.exists()

    def test_the_same_training_once_more_and_nobody_who_came_are_refused(self, cast, home):
        facts = {"by": cast.cadre, "area": home.area, "held_on": DAY, **FACTS}
        with pytest.raises(ValidationError, match="至少一名"):
            record_training(attendees=[], **facts)
        record_training(attendees=people_of(home), **facts)
        with pytest.raises(ValidationError, match="已有同名培训"):
            record_training(attendees=people_of(home), **facts)

    def test_somebody_stands_in_a_list_once(self, cast, home):
        head, spouse = people_of(home)
        training = make_training(head)
        assert add_attendees(by=cast.cadre, session=training, attendees=[head, spouse, spouse]) == 1
        assert training.attendances.count() == 2

    def test_entered_after_the_cut_off_is_late(self, cast, home):
        record_training(by=cast.cadre, area=home.area, attendees=people_of(home)[:1], held_on=DAY, **FACTS)
        late = FACTS | {"topic": "冬季管护"}
        day = dt.date(2017, 1, 20)
        record_training(by=cast.cadre, area=home.area, attendees=people_of(home)[:1], held_on=day, **late)
        assert [row.session.topic for row in TrainingAttendance.objects.late()] == ["冬季管护"]

    def test_a_corrected_day_takes_the_attendance_along(self, cast, home):
        training = make_training(*people_of(home), day=DAY)
        correct_training(by=cast.cadre, session=training, reason="日期写错", held_on=dt.date(2017, 2, 1))
        assert set(TrainingAttendance.objects.values_list("happened_on", flat=True)) == {dt.date(2017, 2, 1)}
        with pytest.raises(ValidationError, match="不在册"):
            correct_training(by=cast.cadre, session=training, reason="写错", held_on=dt.date(2013, 2, 1))
        training.refresh_from_db()
        assert training.held_on == dt.date(2017, 2, 1)

    def test_striking_needs_a_reason_and_leaves_history(self, cast, home):
        attendance = make_training(people_of(home)[0]).attendances.get()
        with pytest.raises(ValidationError):
            strike_attendance(by=cast.cadre, attendance=attendance, reason=" ")
        pk = attendance.pk
        strike_attendance(by=cast.cadre, attendance=attendance, reason="本人没有来")
        events = TrainingAttendance._meta.get_field("history").related_model.objects
        assert events.filter(pgh_obj_id=pk, pgh_label="delete").exists()


class TestNames:
    def test_names_and_numbers_are_found_and_every_wrong_line_is_told(self, cast, home, neighbour):
        head, spouse = people_of(home)
        twin = make_household(members=1, income=False, living=False, forms=False, head_name=head.name)
        text = f"{head.person_no}\n{spouse.name}、{head.name}\n没有此人；{people_of(neighbour)[0].name}"
        with pytest.raises(ValidationError) as refused:
            find_attendees(by=cast.cadre, area=home.area, text=text)
        said = refused.value.message_dict["attendees"]
        assert [words.split("”")[0] for words in said] == [
            f"“{head.name}",
            "“没有此人",
            f"“{people_of(neighbour)[0].name}",
        ]
        assert head.person_no in said[0]
        assert people_of(twin)[0].person_no in said[0]
        found = find_attendees(
            by=cast.cadre,
            area=home.area,
            text=f"{head.name} {head.person_no}，{spouse.name}",
            members=[spouse],
        )
        assert {row.pk for row in found} == {head.pk, spouse.pk}

    def test_a_number_outside_the_reader_s_area_means_nobody(self, cast, home, neighbour):
        number = people_of(neighbour)[0].person_no
        with pytest.raises(ValidationError, match="不是这个地方"):
            find_attendees(by=cast.cadre, area=home.area, text=number)
        assert find_attendees(by=cast.clerk, area=home.area, text=number)


class TestPages:
    def test_a_village_s_people_are_offered_to_tick_without_losing_what_was_written(
        self, as_user, cast, home
    ):
        client, (head, spouse) = as_user(cast.cadre), people_of(home)
        page = client.post(ADD, given(attendees=head.name, _pick="1"))
        html = page.content.decode()
        assert page.status_code == 200
        assert "error-summary" not in html
        assert spouse.person_no in html
        assert FACTS["topic"] in html
        saved = client.post(ADD, given(attendees=head.name, people=[spouse.person_no]))
        training = TrainingSession.objects.get()
        assert saved.url == training.get_absolute_url()
        assert training.attendances.count() == 2

    def test_errors_answer_400_and_keep_the_list(self, as_user, cast, home):
        page = as_user(cast.cadre).post(ADD, given(attendees="没有此人", held_on="2017-03-10"))
        assert page.status_code == 400
        assert "没有此人" in page.content.decode()
        assert not TrainingSession.objects.exists()

    def test_another_village_cannot_be_chosen(self, as_user, cast, home, neighbour):
        page = as_user(cast.cadre).post(ADD, given(area=OTHER_VILLAGE, attendees=people_of(home)[0].name))
        assert page.status_code == 400

    def test_each_place_sees_the_trainings_of_its_people_and_only_its_people(
        self, as_user, cast, home, neighbour
    ):
        county = home.area.parent.parent
        training = make_training(
            people_of(home)[0], people_of(neighbour)[0], area_id=county.pk, topic="全县育婴班"
        )
        make_training(people_of(neighbour)[0], topic="外村茶班")
        page = as_user(cast.cadre).get(LIST)
        assert [row["object"].topic for row in page.context["rows"]] == ["全县育婴班"]
        detail = as_user(cast.cadre).get(training.get_absolute_url())
        assert detail.context["total"] == 1
        assert people_of(neighbour)[0].person_no not in detail.content.decode()
        assert as_user(cast.clerk).get(training.get_absolute_url()).context["total"] == 2
        assert as_user(cast.outsider).get(training.get_absolute_url()).status_code == 404
        assert not as_user(cast.outsider).get(LIST).context["rows"]

    def test_figures_lead_to_lists_with_the_same_total(self, as_user, cast, home):
        make_training(people_of(home)[0], topic="一")
        make_training(people_of(home)[0], topic="二", kind=TrainingKind.CRAFT)
        make_training(people_of(home)[0], topic="去年", day=dt.date(2016, 3, 1))
        client = as_user(cast.clerk)
        strip = client.get(LIST).context["strip"]
        assert [item["count"] for item in strip] == [2, 1, 1]
        for item in strip:
            assert client.get(item["url"]).context["total"] == item["count"]

    def test_filters(self, as_user, cast, home, neighbour):
        make_training(people_of(home)[0], topic="茶")
        make_training(people_of(neighbour)[0], topic="猪", kind=TrainingKind.LIVESTOCK)
        client = as_user(cast.clerk)
        for query, expected in (
            (f"household={home.household_no}", {"茶"}),
            ("kind=livestock", {"猪"}),
            (f"area={OTHER_VILLAGE}", {"猪"}),
            ("year=2016", set()),
        ):
            page = client.get(f"{LIST}?{query}")
            assert {row["object"].topic for row in page.context["rows"]} == expected

    def test_the_workbook_has_the_rows_of_the_page(self, as_user, cast, home, tmp_path):
        make_training(people_of(home)[0], topic="茶园修剪")
        answer = as_user(cast.clerk).get(reverse("assistance:trainings_export"))
        path = tmp_path / "x.xlsx"
        path.write_bytes(answer.content)
        sheet = openpyxl.load_workbook(path).active
        cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert "茶园修剪" in cells
        assert sheet.title == "技能培训台账"

    def test_strike_and_edit_pages(self, as_user, cast, home):
        training = make_training(*people_of(home))
        client = as_user(cast.cadre)
        attendance = training.attendances.first()
        url = reverse("assistance:attendance_strike", args=[attendance.pk])
        assert client.get(url).status_code == 200
        assert client.post(url, {"reason": ""}).status_code == 400
        assert client.post(url, {"reason": "没有来"}).status_code == 302
        assert training.attendances.count() == 1
        url = reverse("assistance:training_edit", args=[training.pk])
        page = client.get(url)
        posted = {name: page.context["form"].initial.get(name, "") for name in page.context["form"].fields}
        assert client.post(url, posted | {"topic": "改名", "reason": "写错"}).status_code == 302
        training.refresh_from_db()
        assert training.topic == "改名"
        assert client.post(url, posted | {"topic": "再改", "reason": "写错"}).status_code == 409

    def test_queries_do_not_grow_with_rows(self, as_user, cast, home, django_assert_max_num_queries):
        for number in range(3):
            make_training(*people_of(home), topic=f"班{number}")
        client = as_user(cast.clerk)
        client.get(LIST)
        with django_assert_max_num_queries(6):
            client.get(LIST)
        with django_assert_max_num_queries(6):
            client.get(TrainingSession.objects.first().get_absolute_url())

    def test_the_household_s_panel_counts_different_trainings(self, as_user, cast, home):
        make_training(*people_of(home), topic="茶")
        make_training(people_of(home)[0], topic="猪")
        url = reverse("assistance:economy_panel", args=[home.household_no])
        page = as_user(cast.clerk).get(url)
        assert page.context["training_count"] == 2
        assert "茶" in page.content.decode()


def test_moment_of_recording_is_the_server_s(cast, home):
    made = record_training(by=cast.cadre, area=home.area, attendees=people_of(home)[:1], held_on=DAY, **FACTS)
    assert made.attendances.get().recorded_at == clock.now()
