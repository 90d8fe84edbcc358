"""A few visits of this month and the last that look implausible, so that who checks visits has something to look at."""

from django.db import transaction
from django.db.models import Count

from assistance.choices import Channel
from assistance.models import Visit
from povertyapp.core.history import because
from povertyapp.core.parameters import Parameters

COPIED = "到家看望，宣传扶贫政策，了解生产生活情况，鼓励增强脱贫信心。"
HELPERS = 2


@transaction.atomic
def plant_doubts(*, by, county, period):
    """Let two helpers of a county have written one text for many households in a month and the one before; return
    how many visits say it. No figure follows from a text."""
    changed = 0
    for month in (period.shift(-1), period):
        least = int(Parameters(county.code, month.start)("visit.copied_text_households"))
        visits = (
            Visit.objects.in_area(county.code).happened(month.start, month.end).filter(channel=Channel.HOME)
        )
        many = visits.order_by().values("helper").annotate(homes=Count("household", distinct=True))
        helpers = many.filter(homes__gte=least, helper__user=None).order_by("helper")[:HELPERS]
        with because(by=by, reason="生成模拟数据"):
            changed += visits.filter(helper__in=[row["helper"] for row in helpers]).update(content=COPIED)
    return changed


def has_doubts(county):
    """Say whether the county has such visits already."""
    return Visit.objects.in_area(county.code).filter(content=COPIED).exists()
