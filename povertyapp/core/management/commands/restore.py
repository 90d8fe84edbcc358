import time
from pathlib import Path

from django.utils.translation import gettext as _

from povertyapp.core.backup import restore
from povertyapp.core.management.as_owner import AsOwner
from povertyapp.core.management.house_command import HouseCommand, Outcome


class Command(AsOwner, HouseCommand):
    """Restore a backup into an empty, migrated database; every table is read back and compared before it counts."""

    help = "Bring database and files back from a backup, checked row for row."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="IN")
        parser.add_argument("--replace", action="store_true", help=_("覆盖数据库里已有的全部数据"))

    def run(self, file, replace, **options):
        started = time.monotonic()
        progress = self.progress(_("表"), 250)
        counts = restore(file, replace=replace, advance=progress.advance)
        progress.finish()
        return Outcome(counts | {"seconds": round(time.monotonic() - started, 1)})
