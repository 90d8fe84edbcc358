"""What stands on the page of one household: every value ready to show, and masked where it must be."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from households.choices import NOT_AT_SCHOOL, DatePrecision, FormSource, MemberChange
from households.labour import is_labour_capable, years_between
from households.models import MemberTurn
from households.poverty_line import poverty_line
from households.quality import checked, faults_in
from povertyapp.core import clock
from povertyapp.core.masks import mask_account, mask_id, mask_phone
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.reading import read_together
from povertyapp.core.verdicts import verdicts

CHANGE, REVEAL = "households.change_household", "households.reveal_household"
# The household's own facts, in the order of the paper form.
CARD = (
    "group_name",
    "natural_village",
    "address",
    "identification_standard",
    "other_causes",
    "not_exited_reason",
    "presence",
    "is_relocated",
    "five_guarantee_mode",
    "is_martyr_family",
    "is_one_child",
    "is_two_daughter",
    "exit_vintage",
    "planned_exit_year",
    "bank_name",
    "remark",
)
SHOWN_WHEN_BLANK = {"group_name", "address", "presence"}
GROSS = ("wage_income", "business_income", "property_income", "transfer_income")
FORM_FIGURES = ("size", "cultivated_mu", "woodland_mu")


def date_words(day, precision):
    """Return a date as exactly as it is known: 2014 年, 2014-03, 2014-03-05."""
    if day is None:
        return ""
    if precision == DatePrecision.YEAR:
        return _("%(year)s 年") % {"year": day.year}
    return day.isoformat()[:7] if precision == DatePrecision.MONTH else day


def shown(row, name):
    """Return a column's value as the page writes it: words for codes, a list for several."""
    column = row._meta.get_field(name)
    value = getattr(row, name)
    if isinstance(value, list):
        words = dict(column.base_field.flatchoices)
        return "、".join(str(words.get(one, one)) for one in value)
    if name.endswith("_year") and value is not None:
        return str(value)  # a year is no quantity: without a comma
    return getattr(row, f"get_{name}_display")() if column.choices else value


class FileView:
    """The file of one household for one reader in one month."""

    def __init__(self, household, period, user):
        self.household, self.period, self.user = household, period, user
        self.may_change, self.may_reveal = user.has_perm(CHANGE), user.has_perm(REVEAL)
        self.today = clock.today()

    def url(self, name, *args, query=""):
        return reverse(f"households:{name}", args=[self.household.household_no, *args]) + query

    @cached_property
    def rows(self):
        """Return what the household has of each kind, all of it read with one query; `checks` tell what is wrong."""
        household = self.household
        turns = MemberTurn.objects.filter(member__household=household)
        checks = checked(household, self.period)
        rows = {
            "members": household.members.all(),
            "turns": turns.select_related("member").order_by("-happened_on", "-pk"),
            "incomes": household.incomes.order_by("-year"),
            "living": household.living.order_by("-year")[:1],
            "forms": household.form_figures.all(),
            "low_income": household.low_income.differing().on_newest_list().select_related("member"),
        }
        read_together(*rows.values(), *(one.rows for one in checks))
        return rows | {"checks": checks}

    # What is due and what is wrong

    @cached_property
    def verdicts(self):
        """Return the lines of the month's duties, as `generic/_verdicts.html` takes them."""
        return [
            {
                "code": verdict.rule.code,
                "title": verdict.rule.title,
                "state": verdict.state(self.period.end < clock.today()),
                "figure": verdict.figure,
                "why": verdict.rule.clause,
                "is_missed": verdict.is_missed,
            }
            for verdict in verdicts(self.household, self.period)
        ]

    @property
    def missed_codes(self):
        return [line["code"] for line in self.verdicts if line["is_missed"]]

    @cached_property
    def gaps(self):
        """Return only what is lacking: duties not met, then faults in the records."""
        duties = [
            {"label": f"{line['title']} {line['figure']}", "state": line["state"], "url": "#duties"}
            for line in self.verdicts
            if line["is_missed"]
        ]
        faults = [
            {
                "label": fault.label,
                "state": "warning",
                "word": _("数据"),
                "url": f"#{_place_of(fault.rule)}",
            }
            for fault in faults_in(self.rows["checks"])
        ]
        return duties + faults + self._unclear_gaps + self._low_income_gaps

    @property
    def _unclear_gaps(self):
        """Return what somebody did not know when he was asked: for the helper to find out (ux 13)."""
        rows = [(row, "members", f"{row.name}：") for row in self.people if not row.is_gone]
        rows += [(self.newest_living, "living", "")] if self.newest_living else []
        return [
            {
                "label": _("%(what)s说不清，请帮扶责任人核实")
                % {"what": f"{whose}{row._meta.get_field(name).verbose_name}"},
                "state": "warning",
                "word": _("待核实"),
                "url": f"#{anchor}",
            }
            for row, anchor, whose in rows
            for name in row.unclear
        ]

    @property
    def _low_income_gaps(self):
        """Return the members who stand on the newest low-income list while the household is a general one."""
        return [
            {
                "label": _("%(name)s 在低保名单内，本户登记为一般贫困户") % {"name": row.member.name},
                "state": "warning",
                "word": _("数据"),
                "url": self.doors.get("card", ""),
            }
            for row in self.rows["low_income"]
        ]

    # Who they are

    @cached_property
    def people(self):
        """Return the members: those who are counted first, then those who died or left."""
        return sorted(self.rows["members"], key=lambda member: member.is_gone)

    @property
    def status_items(self):
        household = self.household
        value = Parameters(household.area_id[:COUNTY_DIGITS], self.today)
        hands = sum(is_labour_capable([member], self.today, value) for member in self.people)
        people = ngettext("%(n)d 人", "%(n)d 人", household.size) % {"n": household.size}
        items = (
            (_("脱贫状态"), household.get_poverty_status_display()),
            (_("主要致贫原因"), household.get_main_cause_display()),
            (_("属性"), household.get_poverty_attribute_display()),
            (_("人口"), _("%(people)s（劳力 %(hands)d）") % {"people": people, "hands": hands}),
            (_("识别"), date_words(household.registered_on, household.registered_precision)),
            (_("脱贫"), date_words(household.exited_on, household.exited_precision)),
            (_("帮扶"), household.helper_name),
        )
        return [{"label": label, "value": value} for label, value in items if value]

    @property
    def cards(self):
        household = self.household
        facts = [
            {"label": household._meta.get_field(name).verbose_name, "value": shown(household, name)}
            for name in CARD
            if shown(household, name) or name in SHOWN_WHEN_BLANK
        ]
        sealed = (("phone", mask_phone), ("bank_account", mask_account))
        return facts + [
            {
                "label": household._meta.get_field(name).verbose_name,
                "value": self._masked(household, name, mask),
            }
            for name, mask in sealed
        ]

    def _masked(self, row, name, mask):
        """Return a sealed value masked, with the door to see it for who may."""
        value = getattr(row, name)
        if not value or not self.may_reveal:
            return mask(value)
        query = f"?column={name}" + (f"&person={row.person_no}" if row is not self.household else "")
        label = _("显示%(what)s") % {"what": row._meta.get_field(name).verbose_name}
        return format_html(
            '{} <a class="reveal" href="{}" aria-label="{}">{}</a>',
            *(mask(value), self.url("reveal", query=query), label, _("显示")),
        )

    @property
    def members(self):
        return [self._member(member) for member in self.people]

    def _member(self, member):
        gone = member.is_gone
        links = []
        if self.may_change:
            links.append({"label": _("修改"), "url": self.url("member_edit", member.person_no)})
            if member.change_kind != MemberChange.DEATH:
                links.append({"label": _("变动"), "url": self.url("member_leave", member.person_no)})
        return {
            "name": member.name,
            "gone": f"{member.get_change_kind_display()} {member.changed_on or ''}" if gone else "",
            "relation": member.get_relation_display(),
            "age": years_between(member.birth_date, self.today) if member.birth_date and not gone else None,
            "health": shown(member, "health"),
            "labour": member.get_labour_capacity_display(),
            "school": self._school(member),
            "work": _work(member),
            "insured": member.is_medical_insured,
            "id_masked": self._masked(member, "id_number", mask_id),
            "links": links,
        }

    @property
    def turns(self):
        """Return who came and who left, newest first."""
        return self.rows["turns"]

    @staticmethod
    def _school(member):
        at_school = member.school_status not in NOT_AT_SCHOOL
        return member.get_school_status_display() if at_school else member.get_education_display()

    # What they live on

    @cached_property
    def incomes(self):
        """Return the statements, newest first, as dictionaries of labels and amounts in yuan."""
        rows = self.rows["incomes"]
        by_year = {row.year: row for row in rows}
        return [self._income(row, by_year.get(row.year - 1)) for row in rows]

    def _income(self, row, before):
        per_head = row.net_income_per_capita
        return {
            "year": row.year,
            "parts": [(row._meta.get_field(name).verbose_name, getattr(row, name)) for name in GROSS],
            "transfers": [
                (row._meta.get_field(name).verbose_name, amount)
                for name in row.PARTS
                if (amount := getattr(row, name))
            ],
            "expense": row.business_expense,
            "net": row.net_income,
            "per_capita": per_head,
            "recurring": row.recurring_net_income if row.one_off else None,
            "one_off": shown(row, "one_off"),
            "change": per_head - before.net_income_per_capita if before else None,
            "url": self.url("edit", "income", query=f"?year={row.year}") if self.may_change else "",
        }

    @property
    def poverty_line(self):
        """Return the poverty line of the newest statement's year in yuan per head, or None."""
        if not self.incomes:
            return None
        return poverty_line(self.household.area_id, self.incomes[0]["year"])

    @property
    def newest_living(self):
        return next(iter(self.rows["living"]), None)

    @property
    def living(self):
        row = self.newest_living
        if row is None:
            return []
        names = [
            f.name for f in row._meta.fields if f.name not in ("id", "area", "household", "year", "unclear")
        ]
        return [
            {"label": row._meta.get_field(name).verbose_name, "value": _or_unclear(row, name)}
            for name in names
            if _or_unclear(row, name) not in (None, "")
        ]

    @cached_property
    def forms(self):
        """Return the figures of register and both forms side by side, with what differs marked (CB1-12)."""
        stated = {form.source: form for form in self.rows["forms"]}
        return [self._figure(name, stated) for name in FORM_FIGURES] if stated else []

    def _figure(self, name, stated):
        living = self.newest_living
        own = self.household.size if name == "size" else getattr(living, name, None)
        written = [getattr(stated.get(source), name, None) for source in FormSource]
        known = next((value for value in (own, *written) if value is not None), None)
        return {
            "label": next(iter(stated.values()))._meta.get_field(name).verbose_name,
            "cells": [
                {"value": value, "differs": value is not None and value != known} for value in (own, *written)
            ],
        }

    # Doors

    @property
    def doors(self):
        """Return the addresses of the forms, by section; empty for who may not change."""
        if not self.may_change:
            return {}
        return {
            "card": self.url("edit", "basic"),
            "members": self.url("member_add"),
            "income": self.url("edit", "income"),
            "living": self.url("edit", "living", query=self._living_year),
            "work_form": self.url("edit", "work-form"),
            "handbook": self.url("edit", "handbook"),
        }

    @property
    def _living_year(self):
        return f"?year={self.newest_living.year}" if self.newest_living else ""


def _or_unclear(row, name):
    return _("说不清") if name in row.unclear else shown(row, name)


def _place_of(rule):
    """Return the part of the page where a fault shows."""
    mend = rule.extra.get("mend", "card")
    return "members" if mend == "duplicate" else mend


def _work(member):
    if not member.work_region and not member.work_months:
        return ""
    months = f"{member.work_months.normalize():f}" if member.work_months else "0"
    return _("%(place)s %(months)s 个月") % {"place": member.get_work_region_display(), "months": months}
