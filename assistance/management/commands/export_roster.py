from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from assistance.services.roster_export import make_roster, open_roster_export
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.management.arguments import area_argument, write_out
from povertyapp.core.management.house_command import WRONG_USAGE, HouseCommand, Outcome, day


class Command(HouseCommand):
    help = "Export the roster (花名册) in the layout that import_roster reads; masked unless told otherwise."

    def add_arguments(self, parser):
        parser.add_argument("out", type=Path, metavar="OUT.xlsx")
        parser.add_argument("--area", default="", metavar="CODE", help=_("只导出这个区域"))
        parser.add_argument("--unmasked", action="store_true", help=_("导出完整号码，须写明用途"))
        parser.add_argument("--reason", default="", metavar="TEXT", help=_("用途"))
        parser.add_argument("--as-of", type=day, metavar="DATE", help=_("以这一天为“今天”"))

    def run(self, out, area, unmasked, reason, as_of, **options):
        place, as_of = area_argument(area), as_of or clock.today()
        filters = {"区域": place.name} if area else {}
        try:
            record = open_roster_export(
                by=None, area=place, filters=filters, unmasked=unmasked, reason=reason
            )
        except ValidationError as error:
            raise CommandError(error.messages[0], returncode=WRONG_USAGE) from None
        households = Household.objects.in_area(place.code).filter(left_register_on=None)
        made = make_roster(
            record, households, as_of=as_of, progress=lambda total: self.progress(_("户"), total)
        )
        write_out(out, made.data)
        return Outcome(
            {
                "export_no": record.number,
                "households": households.count(),
                "members": record.row_count,
                "unmasked": record.is_unmasked,
                "as_of": as_of.isoformat(),
                "sha256": record.file_sha256,
                "written": True,
            }
        )
