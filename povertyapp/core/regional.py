"""What a province sets otherwise than the nation, written when its area comes in. A county may set its own again."""

import datetime as dt

from povertyapp.core.models import RuleParameter

# The provinces' poverty lines in yuan a head and year, where they are not the national one (B9).
POVERTY_LINES = {
    "51": {2016: 3100, 2017: 3300, 2018: 3500, 2019: 3750},
    "61": {2017: 3070},
}
NAME, BASIS = "poverty.line", "B9"


def write_regional_parameters(codes):
    """Write the lines of those provinces among the codes that have none of their own yet; return how many rows."""
    provinces = POVERTY_LINES.keys() & set(codes)
    known = RuleParameter.objects.filter(name=NAME, area__in=provinces).values_list("area_id", flat=True)
    rows = [
        RuleParameter(
            name=NAME,
            area_id=code,
            effective_from=dt.date(year, 1, 1),
            effective_to=dt.date(year, 12, 31),
            value=str(amount),
            basis=BASIS,
        )
        for code in provinces - set(known)
        for year, amount in POVERTY_LINES[code].items()
    ]
    return len(RuleParameter.objects.bulk_create(rows))
