from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from households.models import Household
from households.models.archive import ArchiveLevel
from households.services.books import ZIP_FORM, make_book, make_household_archive
from povertyapp.core.management.arguments import area_argument, write_out
from povertyapp.core.management.house_command import WRONG_USAGE, HouseCommand, Outcome, day
from povertyapp.core.models.area import LEVEL_BY_LENGTH
from povertyapp.core.printing import why_not


def everything(model):
    """Return all rows: who runs a command on the machine sees all of it."""
    return model.objects.all()


class Command(HouseCommand):
    help = "Export the records of a level (户有卡、村有册、乡有簿、县有档) as a zip of xlsx and pdf."

    def add_arguments(self, parser):
        parser.add_argument(
            "level", choices=ArchiveLevel.values, metavar="LEVEL", help="、".join(ArchiveLevel)
        )
        parser.add_argument("code", metavar="CODE", help=_("户编号或区划代码"))
        parser.add_argument("out", type=Path, metavar="OUT.zip")
        parser.add_argument("--as-of", type=day, metavar="DATE", help=_("以这一天为“今天”"))

    def run(self, level, code, out, as_of=None, **options):
        made = (
            self._household(code, as_of)
            if level == ArchiveLevel.HOUSEHOLD
            else self._book(level, code, as_of)
        )
        write_out(out, made.data)
        counts = {
            "level": level,
            "code": code,
            "export_no": made.record.number,
            "rows": made.record.row_count,
            "pdf": not why_not(),
            "bytes": len(made.data),
            "sha256": made.record.file_sha256,
            "written": True,
        }
        return Outcome(counts | ({"notes": [why_not()]} if why_not() else {}))

    def _household(self, code, as_of):
        household = Household.objects.select_related("area").filter(household_no=code).first()
        if household is None:
            raise CommandError(
                _("没有户编号为 %(code)s 的户，请核对编号。") % {"code": code}, returncode=WRONG_USAGE
            )
        return make_household_archive(by=None, household=household, rows=everything, day=as_of)

    def _book(self, level, code, as_of):
        area = area_argument(code)
        if LEVEL_BY_LENGTH[len(area.code)] != level:
            words = {"place": area.name, "level": ArchiveLevel(level).label}
            raise CommandError(
                _("%(place)s 不是“%(level)s”这一级，请核对级别和代码。") % words, returncode=WRONG_USAGE
            )
        return make_book(by=None, area=area, rows=everything, form=ZIP_FORM, day=as_of)
