from pathlib import Path

from django.utils.translation import gettext as _

from povertyapp.core.divisions import import_divisions
from povertyapp.core.history import because
from povertyapp.core.management.house_command import HouseCommand, Outcome


class Command(HouseCommand):
    help = "Bring a division table (code,name,level,parent_code) into the tree of areas."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.csv")

    def run(self, file, **options):
        with because(reason=_("导入行政区划 %(file)s") % {"file": file.name}):
            return Outcome(import_divisions(file))
