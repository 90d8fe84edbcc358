"""Home visits and contacts, as helpers make and enter them."""

import datetime as dt
from collections import Counter

from assistance.choices import (
    Change,
    Channel,
    Guarantee,
    Met,
    Promise,
    Satisfaction,
)
from assistance.models import Visit
from inspections.demo.people import Weighted, between
from inspections.demo.rows import Sheet, as_line
from inspections.demo.words import WORDS, pick

HOME_MET = Weighted({Met.HEAD: 70, Met.FAMILY: 28, Met.NOBODY: 2})
AWAY_MET = Weighted({Met.HEAD: 80, Met.FAMILY: 20})
CHANGED = Weighted({Change.NONE: 94, Change.SOME: 5, Change.UNCLEAR: 1})
GUARANTEED = Weighted({Guarantee.FINE: 95, Guarantee.PROBLEM: 5})
KEPT = Weighted({Promise.NONE_MADE: 55, Promise.DONE: 30, Promise.ONGOING: 12, Promise.NOT_DONE: 3})
SATISFIED = Weighted({Satisfaction.SATISFIED: 88, Satisfaction.FAIR: 11, Satisfaction.UNSATISFIED: 1})
FAR_CHANNEL = Weighted({Channel.PHONE: 72, Channel.VIDEO: 23, Channel.OFFICE: 5})

SECOND_VISIT, PHONE_BESIDE, SHORT_TERM_VISIT = 0.05, 0.03, 0.3
ENOUGH_DAYS = 15
MOST_HOMES_A_DAY = 12
ANSWERS_A_MONTH = 400
NULL = r"\N"
NOT_VOIDED = f"{NULL}\t\t"
COLUMNS = (
    "area_id",
    "household_id",
    "helper_id",
    "visitor_name",
    "recorded_by_id",
    "channel",
    "happened_on",
    "recorded_at",
    "voided_at",
    "void_kind",
    "void_reason",
    "met",
    "people_change",
    "guarantees",
    "last_promise",
    "satisfaction",
    "content",
    "solved",
    "next_promise",
    "next_promise_on",
    "photo_count",
    "is_signed",
)


class Month:
    """One month with what does not depend on the household: its days as text, its cut-off, ready answers."""

    def __init__(self, draw, period, cutoff_day):
        self.period = period
        self.start, self.end, self.days = period.start, period.end, period.days
        self.last_entry = period.end + dt.timedelta(days=cutoff_day)
        day = dt.timedelta(days=1)
        self.text = [(period.start + i * day).isoformat() for i in range(period.days + 60)]
        self.at_home = [self._answers(draw, HOME_MET, True) for _i in range(ANSWERS_A_MONTH)]
        self.from_afar = [self._answers(draw, AWAY_MET, False) for _i in range(ANSWERS_A_MONTH // 8)]

    def _answers(self, draw, met, at_home):
        topic, action = pick(draw, WORDS["topics"]), pick(draw, WORDS["actions"])
        promise = pick(draw, WORDS["promises"])
        promised_on = self.period.next.start + dt.timedelta(days=between(draw, 0, 27)) if promise else None
        values = (
            met(draw),
            CHANGED(draw),
            GUARANTEED(draw),
            KEPT(draw),
            SATISFIED(draw),
            f"{topic}，{action}",
            pick(draw, WORDS["solved"]) if at_home else "",
            promise,
            promised_on,
            between(draw, 0, 3) if at_home else 0,
            draw.random() < 0.9 if at_home else None,
        )
        return as_line(values)


class VisitMaker:
    """Writes the visits of groups of households. What is entered from `known_until` on is not yet there."""

    def __init__(self, months, known_until, voided_share):
        self.months, self.known_until, self.voided_share = months, known_until.isoformat(), voided_share
        self.sheet = Sheet(Visit, COLUMNS)
        self.homes = Counter()  # of one helper in one month, by day

    def write(self, draw, group):
        """Write the visits of a group's households in all months."""
        for month in self.months:
            for term in group.terms:
                if term.since <= month.end and (term.to is None or term.to >= month.start):
                    self._write_month(draw, group, term, month)

    def _write_month(self, draw, group, term, month):
        first, last = max(term.since, month.start), min(term.to or month.end, month.end)
        # A helper comes to the village on some days and sees a part of his households on each.
        days = [between(draw, first.day, last.day) for _i in range(between(draw, 2, 5))]
        self.homes = Counter()
        for place, ward in enumerate(group.wards):
            for span in ward.spans:
                from_date, to_date = max(span.since, first), min(span.to or last, last)
                if span.helper is term.helper and from_date <= to_date:
                    day = min(max(days[place % len(days)], from_date.day), to_date.day)
                    self._look_after(draw, ward, span.helper, month, day, from_date.day, to_date.day)

    def _look_after(self, draw, ward, helper, month, day, from_day, to_day):
        if ward.away:
            if self._contact_falls_in(draw, ward, helper, month.period):
                self._row(draw, ward, helper, month, day, FAR_CHANNEL(draw))
            return
        owed = to_day - from_day + 1 >= ENOUGH_DAYS
        if draw.random() < (helper.diligence.misses if owed else 1 - SHORT_TERM_VISIT):
            return
        self._row(draw, ward, helper, month, self._free_day(day, from_day, to_day), "home")
        more = draw.random()
        if more < SECOND_VISIT:
            again = self._free_day(between(draw, day, to_day), from_day, to_day)
            self._row(draw, ward, helper, month, again, "home")
        elif more < SECOND_VISIT + PHONE_BESIDE:
            self._row(draw, ward, helper, month, between(draw, day, to_day), "phone")

    def _free_day(self, day, from_day, to_day):
        """Return the next day of the month that has room for one more home: nobody enters more (DQ-45)."""
        days = [*range(day, to_day + 1), *range(day - 1, from_day - 1, -1)]
        day = next((d for d in days if self.homes[d] < MOST_HOMES_A_DAY), day)
        self.homes[day] += 1
        return day

    def _contact_falls_in(self, draw, ward, helper, period):
        """Settle once a quarter in which of its months that are left the call is made, if at all."""
        if ward.quarter != period.quarter_start:
            ward.quarter = period.quarter_start
            months_left = 2 - (period.month - 1) % 3
            made = draw.random() < helper.diligence.contact
            ward.contact_month = period.shift(between(draw, 0, months_left)) if made else None
        return ward.contact_month == period

    def _row(self, draw, ward, helper, month, day, channel):
        """Write one visit, unless it has not been entered yet."""
        lag = 0
        chance = draw.random()
        if chance < helper.diligence.late:
            lag = (month.last_entry - month.start).days + 1 + int(draw.random() * 18) - (day - 1)
        elif chance > 0.75:
            lag = 1 + (chance > 0.93)
        entered = month.text[day - 1 + lag]
        if entered >= self.known_until:
            return
        minute = int(draw.random() * 280)
        voided = NOT_VOIDED
        if draw.random() < self.voided_share:
            voided = self._voided(draw, month.text[day + lag], minute % 60)
        answers = month.at_home if channel == "home" else month.from_afar
        self.sheet.add_line(
            f"{ward.area_id}\t{ward.pk}\t{helper.pk}\t{helper.name}\t{helper.user_id or NULL}\t{channel}\t"
            f"{month.text[day - 1]}\t{entered} {17 + minute // 60}:{minute % 60:02d}:{day:02d}+08\t{voided}\t"
            + answers[int(draw.random() * len(answers))]
        )

    def _voided(self, draw, checked, minute):
        """Return when and why a check struck a visit out, unless that is still to come."""
        kind = "false" if draw.random() < 0.2 else "disproved"
        if checked >= self.known_until:
            return NOT_VOIDED
        return f"{checked} 10:{minute:02d}:00+08\t{kind}\t{WORDS['void_reasons'][kind]}"
