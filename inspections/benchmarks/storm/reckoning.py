"""What the phones keep, beside what the database holds."""

from collections import Counter

from django.apps import apps

from assistance.models import Submission, Visit, VisitPhoto


def reckon(plan: dict, kept: dict) -> dict:
    """Return how many submissions were lost, doubled, altered or answered otherwise than they stand.

    Lost: a visit without a row. Doubled: two rows, or two histories of its making. Altered: a row that says something
    else than the phone did. Receipts: a phone that was told two, or another than the row has. Photos: not kept
    whole, or with another fingerprint.
    """
    bodies = {one["body"]["submission_id"]: one["body"] for one in plan["submissions"]}
    stored = {
        str(row.pk): row
        for row in Submission.objects.filter(pk__in=bodies).select_related(
            "visit__household", "visit__helper"
        )
    }
    helpers = {
        one["body"]["submission_id"]: plan["phones"][one["phone"]]["helper"] for one in plan["submissions"]
    }
    rows = Counter(Visit.objects.filter(content__startswith="第 ").values_list("content", flat=True))
    births = Counter(
        apps.get_model("assistance", "VisitEvent")
        .objects.filter(pgh_label="insert", pgh_obj__in=[row.visit_id for row in stored.values()])
        .values_list("pgh_obj", flat=True)
    )
    told = kept["receipts"]
    return {
        "lost": len(bodies) - len(stored),
        "doubled": sum(rows[body["content"]] > 1 for body in bodies.values())
        + sum(births[row.visit_id] != 1 for row in stored.values()),
        "altered": sum(_differs(row.visit, bodies[key], helpers[key]) for key, row in stored.items()),
        "wrong_receipts": sum(set(told.get(key, ())) != {row.visit.receipt} for key, row in stored.items()),
        "refused": len(kept["refusals"]),
        "photos": sum(len(body["photos"]) for body in bodies.values()),
        "photos_missing": _photos_missing(bodies),
    }


def _differs(visit, body, helper):
    says = (
        visit.household.household_no,
        visit.happened_on.isoformat(),
        visit.channel,
        visit.met,
        visit.guarantees,
        visit.content,
        visit.device_at.isoformat() if visit.device_at else None,
        visit.helper.code if visit.helper else None,
    )
    said = tuple(
        body[name] for name in ("household_no", "happened_on", "channel", "met", "guarantees", "content")
    )
    return says[:6] != said or says[7] != helper


def _photos_missing(bodies):
    kept = {
        str(photo.photo_id): photo.sha256
        for photo in VisitPhoto.objects.filter(submission_id__in=bodies, file__isnull=False)
    }
    wanted = [photo for body in bodies.values() for photo in body["photos"]]
    return sum(kept.get(photo["photo_id"]) != photo["sha256"] for photo in wanted)
