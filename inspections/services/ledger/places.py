"""Which county and which batch a ledger speaks of, from what stands above its rows."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inspections.ledger.reading import Ledger
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level

_YEAR = re.compile(r"((?:19|20)\d{2})年(?:度)?")
_BRACKETED = re.compile(r"\([^()]*\)$")
# What every ledger is called; the rest of its title names the batch.
_LEDGER_WORDS = re.compile(r"(?:存在)?(?:的)?(?:突出)?(?:问题)?(?:整改)?(?:工作|任务|落实)?(?:情况)?台账$")


def county_of(ledgers: list[Ledger]) -> Area:
    """Return the county of a ledger: the one that its title or its unit names, else the only one there is.

    Raises ValidationError with one sentence when that is nobody or several.
    """
    counties = list(Area.objects.filter(level=Level.COUNTY))
    if not counties:
        raise ValidationError(_("还没有行政区划，请先用 import_divisions 导入区划再导入台账。"))
    keys = {line.key[:6] for ledger in ledgers if ledger.stamp for line in ledger.stamp.lines.values()}
    said = "\n".join(text for ledger in ledgers for text in (ledger.title, ledger.unit))
    named = [county for county in counties if county.name in said]
    stamped = [county for county in counties if county.code in keys]
    found = stamped or named or counties
    if len(found) != 1:
        raise ValidationError(
            _("文件“%(file)s”的标题和填报单位没有写明是哪个县的台账，请在标题中写上县名后再导入。")
            % {"file": ledgers[0].file}
        )
    return found[0]


def batch_of(ledger: Ledger, county: Area) -> tuple[int, str]:
    """Return the year and the name of the batch: 来凤县2017年度扶贫考核问题整改台账 is 2017 and 扶贫考核."""
    title = _BRACKETED.sub("", ledger.title.replace(county.name, "", 1))
    year = _YEAR.search(title)
    name = _LEDGER_WORDS.sub("", title.replace(year[0], "", 1) if year else title)
    return int(year[1]) if year else ledger.as_of.year, name[:120]
