"""Groups of registrations of one number: the own ones in full, those elsewhere only as that they exist."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from households.choices import RequestStatus
from households.models import DuplicateRequest
from households.services.duplicates import registrations_of
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.scoping import within


def first_of_groups(members):
    """Leave one row a number, the first by person number, with the households of all of them as `homes`."""
    earlier = members.filter(id_hash=OuterRef("id_hash"), person_no__lt=OuterRef("person_no"))
    homes = (
        members.filter(id_hash=OuterRef("id_hash")).order_by("person_no").values("household__household_no")
    )
    return members.filter(~Exists(earlier.values("pk"))).annotate(
        homes=ArraySubquery(homes),
        asked=Exists(
            DuplicateRequest.objects.filter(
                member__id_hash=OuterRef("id_hash"), area_id=OuterRef("area_id"), status=RequestStatus.OPEN
            )
        ),
    )


class Group:
    """What one reader may know of the registrations of one person."""

    def __init__(self, member, own):
        """`own` are the reader's members that share the number, this one included."""
        self.member, self.own = member, own

    @property
    def elsewhere(self):
        """Say, without its data, which other places have the number."""
        county = self.member.area_id[:COUNTY_DIGITS]
        found = (
            registrations_of(self.member)
            .exclude(pk__in=[one.pk for one in self.own])
            .aggregate(
                far=Count("pk", filter=~within(county)),
                near=Count("pk", filter=within(county)),
            )
        )
        said = [_("另一县(区)有同号登记")] if found["far"] else []
        return said + ([_("本县另一乡(镇)、村有同号登记")] if found["near"] else [])

    @property
    def requests_made(self):
        """Return what was asked and answered from here: when, and what came of it; nothing of the other row."""
        own = [one.pk for one in self.own]
        made = DuplicateRequest.objects.filter(asking__in=own).order_by("-asked_at")
        return [
            {
                "at": one.asked_at,
                "reason": one.reason,
                "status": one.get_status_display(),
                "answer": one.answer,
            }
            for one in made.only("asked_at", "reason", "status", "answer")
        ]
