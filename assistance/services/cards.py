"""The contact card in a household's home: that it was posted, when, and with whose name."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import ContactCard, HelperAssignment
from households.archive import checklist
from households.models import Household
from households.models.archive import ArchiveLevel
from households.services.archive import file_paper
from povertyapp.core import clock
from povertyapp.core.aftermath import records_changed
from povertyapp.core.history import because

DOCUMENT = "contact_card"


@transaction.atomic
def post_card(*, by, household: Household, posted_on: dt.date, picture=None) -> ContactCard:
    """Record that the card of the helper of that day was posted, and return it; the same day again changes nothing.

    A picture goes on file as the household's document `contact_card`. ValidationError: a day to come, a day on
    which nobody was in charge, a picture that does not open.
    """
    household = Household.objects.select_for_update(of=("self",)).select_related("area").get(pk=household.pk)
    if posted_on > clock.today():
        raise ValidationError({"posted_on": _("张贴日期不能晚于今天。")})
    term = HelperAssignment.objects.primary().in_force(posted_on).filter(household=household).first()
    if term is None:
        raise ValidationError({"posted_on": _("这一天没有帮扶责任人，请先安排，卡上才有名字可写。")})
    facts = {"household": household, "helper_id": term.helper_id, "posted_on": posted_on}
    card = ContactCard.objects.filter(**facts).first() or ContactCard(**facts, recorded_by=by)
    with because(by=by, reason=_("张贴联系卡")):
        if picture is not None:
            card.picture = _filed(by, household, picture)
        if card.pk is None or picture is not None:
            card.save()
    records_changed(household.area_id)
    return card


def _filed(by, household, picture):
    items = checklist(household.area_id, clock.today())[ArchiveLevel.HOUSEHOLD]
    item = next((item for item in items if item.code == DOCUMENT), None)
    if item is None:
        raise ValidationError({"picture": _("本县的档案目录里没有联系卡，不能上传照片，只登记日期即可。")})
    try:
        return file_paper(by=by, area=household.area, item=item, household=household, upload=picture)
    except ValidationError as error:
        raise ValidationError({"picture": error.messages}) from error
