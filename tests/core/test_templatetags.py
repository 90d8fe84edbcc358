"""How figures, money, status and place are written on pages."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.safestring import mark_safe

from povertyapp.core import clock, statuses
from povertyapp.core.context import Shell, reverse_or_none
from povertyapp.core.period import Period
from povertyapp.core.templatetags import house, lists
from povertyapp.core.views.pages import address, addresses


def render(source, **context):
    return Template("{% load house %}" + source).render(Context(context))


class TestFigure:
    def test_leads_to_the_rows_and_says_how_many_they_are(self):
        html = house.figure(12043, "households", "/households/?m=2017-05", "户")
        assert 'data-testid="fig-households"' in html
        assert 'data-count="12043"' in html
        assert 'href="/households/?m=2017-05"' in html
        assert ">12,043</a>" in html

    def test_a_share_carries_the_count_of_the_rows_behind_it(self):
        html = house.figure("96.4%", "rate", "/x/", count=37)
        assert 'data-count="37"' in html
        assert ">96.4%</a>" in html

    def test_figure_of_a_strip_counts_its_own_rows_where_nothing_else_is_said(self):
        kpis = [{"label": "待确认", "value": 14, "name": "open", "url": "/x/"}]
        html = render('{% include "components/kpis.html" %}', kpis=kpis)
        assert 'data-count="14"' in html

    def test_missing_is_never_zero(self):
        assert "未报" in house.figure(None, "n", "/x/")
        assert ">0</a>" in house.figure(0, "n", "/x/")

    def test_a_figure_without_rows_behind_it_does_not_pretend_to_be_a_link(self):
        html = house.figure(3, "n")
        assert "<a" not in html
        assert "data-testid" not in html

    def test_escapes_what_it_is_given(self):
        html = house.figure("<b>", "n", '/x/?q="', unit="<i>")
        assert "<b>" not in html
        assert "<i>" not in html


class TestMoney:
    @pytest.mark.parametrize(
        ("yuan", "shown"),
        [
            (Decimal("1200000"), "120.00"),
            (Decimal("12345678.90"), "1,234.57"),
            (Decimal("50"), "0.01"),
            (0, "0.00"),
            (None, "—"),
            ("", "—"),
        ],
    )
    def test_tables_show_ten_thousands_with_two_decimals(self, yuan, shown):
        assert house.money(yuan) == shown

    def test_vouchers_show_yuan(self):
        assert house.money(Decimal("1205000.5"), "yuan") == "1,205,000.50"


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (12043, "12,043"),
            (Decimal("12.50"), "12.50"),
            (Decimal("1000.00"), "1,000"),
            (None, "—"),
            ("91%", "91%"),
        ],
    )
    def test_number(self, value, shown):
        assert house.number(value) == shown

    @pytest.mark.parametrize(
        ("part", "whole", "shown"), [(1, 3, "33.3%"), (0, 5, "0.0%"), (0, 0, "/"), (5, 5, "100.0%")]
    )
    def test_share(self, part, whole, shown):
        assert house.share(part, whole) == shown

    def test_share_of_an_unknown_is_missing(self):
        assert "未报" in house.share(None, 5)

    @pytest.mark.parametrize(
        ("value", "shown"), [(12, "▲ +12 户"), (-3, "▼ −3 户"), (0, "持平"), (None, "—")]
    )
    def test_signed(self, value, shown):
        assert house.signed(value, "户") == shown


class TestStatus:
    def test_a_tag_has_glyph_word_and_class(self):
        html = render('{% status_tag "not_settled" %}')
        assert 'class="st st-bad"' in html
        assert "✖" in html
        assert "欠账" in html

    def test_the_word_of_the_model_wins(self):
        assert "待验收" in render('{% status_tag "submitted" word %}', word="待验收")

    def test_an_unknown_state_is_shown_as_lacking(self):
        assert "st-none" in render('{% status_tag "who knows" "说不清" %}')

    def test_every_state_uses_one_of_the_five_cues(self):
        assert {cue.key for cue in statuses.STATES.values()} == set(statuses.CUES)
        for cue in statuses.STATES.values():
            assert cue.glyph == statuses.CUES[cue.key].glyph

    def test_every_outcome_and_verdict_of_the_account_has_its_cue(self):
        from inspections.models.account import AccountState, Outcome, Verdict

        assert set(Verdict.values) <= set(statuses.VERDICTS)
        assert set(Outcome.values) <= set(statuses.STATES)
        assert set(AccountState.values) <= set(statuses.STATES)

    def test_every_state_of_rectification_and_poverty_has_its_cue(self):
        from households.choices import PovertyStatus
        from inspections.choices import LedgerState, MeasureStatus, ProblemStatus

        for words in (LedgerState, MeasureStatus, ProblemStatus, PovertyStatus):
            assert set(words.values) <= set(statuses.STATES), words


class TestTimes:
    def test_as_of_names_the_moment_source_and_late_rows(self):
        html = render("{% as_of moment '扶贫办' 14 %}", moment=clock.moment(dt.date(2017, 6, 10), 9, 30))
        assert "数据截至 2017-06-10 09:30" in html
        assert "扶贫办" in html
        assert "补报 14 条" in html

    def test_as_of_calls_out_what_is_stale(self):
        html = render("{% as_of day stale_after=3 %}", day=clock.today() - dt.timedelta(days=9))
        assert "已 9 天未更新" in html

    def test_fresh_is_not_called_out(self):
        assert "未更新" not in render("{% as_of day stale_after=3 %}", day=clock.today())

    def test_a_moment_is_written_in_county_time(self):
        moment = dt.datetime(2017, 6, 9, 16, 30, tzinfo=dt.UTC)
        assert house.moment_text(moment) == "2017-06-10 00:30"

    def test_month(self):
        assert house.month_text(Period(2017, 5)) == "2017年5月"


class TestCell:
    @pytest.mark.parametrize(
        ("value", "shown"),
        [(True, "是"), (False, "否"), (1234, "1,234"), ("422827003103", "422827003103")],
    )
    def test_cell(self, value, shown):
        assert house.cell(value) == shown

    def test_nothing_is_a_dash_and_not_an_empty_cell(self):
        assert "—" in house.cell(None)
        assert "—" in house.cell("")
        assert "—" in house.cell(mark_safe(""))

    def test_a_year_in_a_column_of_words_has_no_comma(self):
        assert house.cell(2017, SimpleNamespace(numeric=False)) == "2017"

    def test_text_is_escaped_when_rendered(self):
        assert "<script>" not in render("{% cell value %}", value="<script>")


class TestPlace:
    def test_area_path_leads_from_county_to_household(self, places, django_assert_num_queries):
        from povertyapp.core.models import Area

        village = Area.objects.get(
            pk=next(code for code in sorted(a.pk for a in Area.objects.all()) if len(code) == 12)
        )
        with django_assert_num_queries(1):
            html = render("{% area_path area '张永福户' %}{% area_path area %}", area=village)
        names = [village.parent.parent.name, village.parent.name, village.name, "张永福户"]
        assert [html.index(name) for name in names] == sorted(html.index(name) for name in names)


class Answers(forms.Form):
    day = forms.CharField(label="日期", help_text="今天、昨天都行")
    met = forms.ChoiceField(label="见到谁", choices=[("a", "户主")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="同意")
    village = forms.ChoiceField(label="村", choices=[("", "全部")], required=False)


class TestForms:
    def test_kinds(self):
        form = Answers()
        assert [house.field_kind(form[name]) for name in form.fields] == ["line", "group", "check", "line"]

    def test_a_faulty_control_points_to_hint_and_error(self):
        form = Answers({"day": ""})
        html = house.input_tag(form["day"])
        assert 'aria-invalid="true"' in html
        assert "id_day_hint id_day_err" in html

    def test_the_summary_links_to_the_first_choice_of_a_group(self):
        form = Answers({})
        assert house.first_input_id(form["met"]) == "id_met_0"
        assert house.first_input_id(form["day"]) == "id_day"

    def test_the_error_summary_counts_and_links_every_fault(self):
        html = render('{% include "generic/_error_summary.html" %}', form=Answers({}))
        assert "有 3 处需要改" in html
        assert 'href="#id_met_0"' in html

    def test_a_fold_with_an_active_condition_stands_open(self):
        assert house.active_beyond(Answers({"village": "x"}), 3)
        assert not house.active_beyond(Answers({"day": "x"}), 3)


class TestQuery:
    def context(self, path):
        return {"request": RequestFactory().get(path)}

    def test_changes_one_key_and_keeps_the_rest(self):
        assert house.query(self.context("/x/?a=1&page=3"), page=4) == "?a=1&page=4"

    def test_none_takes_a_key_out(self):
        assert house.query(self.context("/x/?a=1&page=3"), page=None) == "?a=1"

    def test_sorting_again_turns_the_order_round(self):
        column = SimpleNamespace(key="size", label="人口", sortable=True, numeric=True)
        first = lists.sort_head(self.context("/x/?q=1"), column)
        again = lists.sort_head(self.context("/x/?q=1&sort=size"), column)
        assert 'href="?q=1&amp;sort=size"' in first
        assert 'href="?q=1&amp;sort=-size"' in again
        assert "ascending" in lists.aria_sort(self.context("/x/?sort=size"), column)


class TestShell:
    def shell(self, path, **cookies):
        request = RequestFactory().get(path)
        request.COOKIES.update(cookies)
        return Shell(request)

    def test_whoever_is_not_signed_in_has_no_menu_and_no_scope(self):
        shell = self.shell("/")
        assert shell.menu == []
        assert shell.scope == ""
        assert shell.role_labels == []

    def test_the_month_comes_from_the_url_and_nonsense_is_no_month(self):
        assert self.shell("/?m=2017-05").month == Period(2017, 5)
        assert self.shell("/?m=2017-13").month is None
        assert self.shell("/").month is None

    def test_large_font_by_cookie(self):
        assert self.shell("/", font="large").font == "large"
        assert self.shell("/", font="<script>").font == "normal"

    def test_a_page_that_does_not_exist_leaves_no_dead_line(self):
        assert reverse_or_none("core:no_such_page") is None


class TestPictures:
    def test_a_bar_never_leaves_its_box(self):
        assert 'width="100%" height="16" fill="#4a8bcb"' in house.bar(9, 3)
        assert 'width="0%"' in house.bar(3, 0)

    def test_a_stack_leaves_out_what_is_not_there(self):
        html = render("{% stack parts %}", parts=[("工资", 75), ("财产", 0), ("转移", 25)])
        assert "财产" not in html
        assert 'width="75%"' in html
        assert 'x="75%"' in html


class TestHouseStyle:
    """Rails of the visual language that a newcomer could break without noticing."""

    @staticmethod
    def files(folder, suffix):
        from django.conf import settings

        return sorted((settings.BASE_DIR / folder).rglob(f"*{suffix}"))

    def test_no_inline_script_or_style(self):
        import re

        for path in self.files("templates", ".html"):
            text = path.read_text()
            assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|javascript:", text), path
            # A paper is drawn on the server, to the size of its sheet: no browser's policy looks at it.
            assert path.parent.name == "papers" or not re.search(r"<style|\sstyle=", text), path

    def test_colours_that_old_engines_know(self):
        for path in self.files("static/css", ".css"):
            text = path.read_text()
            assert not [
                word for word in ("oklch(", "light-dark(", "color-mix(", "@import") if word in text
            ], path

    def test_phone_styles_stay_small(self):
        total = sum(
            path.stat().st_size
            for path in self.files("static/css", ".css")
            if path.stem in ("tokens", "phone")
        )
        assert total <= 15_000

    def test_forbidden_words_never_appear(self):
        for path in self.files("templates", ".html"):
            text = path.read_text()
            assert not [
                word for word in ("打卡", "积分", "在线时长", "排行榜", "抱歉", "非法") if word in text
            ], path

    def test_a_comment_stays_on_one_line(self):
        for path in self.files("templates", ".html"):
            for line in path.read_text().splitlines():
                assert line.count("{#") == line.count("#}"), f"{path}: {line}"


@pytest.mark.parametrize("parts", [("422827", "LF-14"), ("村 1?", "a&b")])
def test_an_address_for_many_rows_is_that_of_each(parts):
    write = addresses("inspections:ha_rows", "2017-03", parts=2, version=2)
    assert write(*parts) == address(reverse("inspections:ha_rows", args=["2017-03", *parts]), version=2)
    with pytest.raises(ValueError, match="zip"):
        write(parts[0])
