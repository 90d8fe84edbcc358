"""四到乡、八到村 (LF-41): the county names its lists, township and village say what has come down to them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from funds.choices.deliveries import PLACES, Reach
from funds.choices.projects import OVER, Side
from funds.models import DeliveryItem, ProjectDelivery
from funds.services.projects.common import acting, locked, write
from households.services.procedures.common import given_day
from povertyapp.core.history import because

HAND = {Reach.TOWNSHIP: Side.CLAIM, Reach.VILLAGE: Side.IMPLEMENT}


@transaction.atomic
def name_items(*, by, county, texts) -> int:
    """Write the county's lists: `texts` is (reach, number) → words, blank where nothing is said yet; return how many
    lines are named. A line that a project rests on may be put in other words, not left out."""
    lines = DeliveryItem.objects.select_for_update().filter(area=county)
    known = {(Reach(row.reach), row.number): row for row in lines}
    said = {place: " ".join(texts.get(place, "").split()) for place in PLACES}
    used = set(ProjectDelivery.objects.filter(item__area=county).values_list("item", flat=True))
    stay = _("“%(text)s”已有项目登记落实，可以改写，不能删去。")
    if lost := [row for place, row in known.items() if row.pk in used and not said[place]]:
        raise ValidationError([stay % {"text": row.text} for row in lost])
    with because(by=by, reason="name_items"):
        for place, text in said.items():
            row = known.get(place)
            if row is None and text:
                new = DeliveryItem(area=county, reach=place[0], number=place[1], text=text)
                write(new, by=by, reason="name_items")
            elif row is not None and not text:
                row.delete()
            elif row is not None and text != row.text:
                row.text = text
                row.full_clean(exclude=["area"])
                row.save(update_fields=["text"])
    return DeliveryItem.objects.filter(area=county).count()


@transaction.atomic
def deliver(*, by, project, item, done_on, paper) -> ProjectDelivery:
    """Enter that a thing of the county's list came down for a project: by the township, or by its village."""
    project = locked(project)
    if project.stage in OVER:
        raise ValidationError(_("项目已经办结；要在办结以前登记。"))
    if item.area_id != project.county_id:
        raise ValidationError({"item": _("这一项不在本县的清单里，请从清单里选。")})
    acting(by, project, HAND[Reach(item.reach)])
    row = ProjectDelivery(
        project=project, area_id=project.area_id, item=item, done_on=given_day(done_on, name="done_on"),
        paper=paper.strip(), recorded_by=by,
    )  # fmt: skip
    return write(row, by=by, reason=_("登记到乡到村"))
