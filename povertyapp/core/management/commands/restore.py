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
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--replace", action="store_true", help=_("覆盖数据库里已有的全部数据"))
        where.add_argument(
            "--into", default="", metavar="NAME", help=_("恢复到同一台服务器的另一个空库，本库不动")
        )
        parser.add_argument(
            "--files",
            type=Path,
            metavar="FOLDER",
            help=_("把备份里的文件写到这个文件夹，不写到本系统的文件夹"),
        )

    def run(self, file, replace, into, files, **options):
        started = time.monotonic()
        progress = self.progress(_("表"), 250)
        counts = restore(file, replace=replace, into=into, beside=files, advance=progress.advance)
        progress.finish()
        return Outcome(counts | {"seconds": round(time.monotonic() - started, 1)})
