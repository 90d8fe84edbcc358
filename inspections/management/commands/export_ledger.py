from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from inspections.choices import LedgerState
from inspections.ledger.words import STATES
from inspections.models import LedgerItem
from inspections.services.ledger import export_ledger
from povertyapp.core import clock
from povertyapp.core.management.arguments import area_argument, only_county, write_out
from povertyapp.core.management.house_command import WRONG_USAGE, HouseCommand, Outcome, day
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level


class Command(HouseCommand):
    help = "Export the rectification ledger (整改台账) of a county or a township as a workbook."

    def add_arguments(self, parser):
        parser.add_argument("out", type=Path, metavar="OUT.xlsx")
        parser.add_argument("--area", default="", metavar="CODE", help=_("只导出这个区域"))
        parser.add_argument("--state", default="", metavar="STATE", help="、".join(STATES))
        parser.add_argument("--as-of", type=day, metavar="DATE", help=_("以这一天为“今天”"))

    def run(self, out, area, state, as_of, **options):
        place, as_of = self._area(area), as_of or clock.today()
        items = LedgerItem.objects.in_area(place.code).with_state(as_of)
        filters = {"区域": place.name} if area else {}
        if state:
            chosen = self._state(state)
            items, filters = items.filter(state=chosen), filters | {"状态": str(chosen.label)}
        made = export_ledger(by=None, items=items, area_code=place.code, as_of=as_of, filters=filters)
        write_out(out, made.data)
        record = made.record
        facts = {"export_no": record.number, "rows": record.row_count, "sha256": record.file_sha256}
        return Outcome(facts | {"as_of": as_of.isoformat(), "written": True})

    def _area(self, code: str) -> Area:
        """Return the area asked for, else the only county that has a ledger, else the only county."""
        if code:
            return area_argument(code)
        counties = list(Area.objects.filter(level=Level.COUNTY))
        here = [c for c in counties if LedgerItem.objects.in_area(c.code).exists()] or counties
        return only_county(here, counties)

    def _state(self, written: str) -> LedgerState:
        by_word = dict(zip(STATES, LedgerState, strict=True))
        try:
            return by_word[written] if written in by_word else LedgerState(written)
        except ValueError:
            raise CommandError(
                _("没有“%(state)s”这个状态，可用的是：%(known)s。")
                % {"state": written, "known": "、".join(STATES)},
                returncode=WRONG_USAGE,
            ) from None
