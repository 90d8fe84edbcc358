import time
from pathlib import Path

from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from povertyapp.core.backup import back_up, note_backup
from povertyapp.core.management.house_command import HouseCommand, Outcome


class Command(HouseCommand):
    """Write database and files to one file, while the application runs. The keys are not in it: keep them apart."""

    help = "Write database and files, without the keys, to one file."

    def add_arguments(self, parser):
        parser.add_argument("out", type=Path, metavar="OUT")

    def run(self, out, **options):
        started = time.monotonic()
        progress = self.progress(_("表"), 250)
        manifest = back_up(out, advance=progress.advance)
        progress.finish()
        try:
            note_backup(manifest["made_at"])
        except RedisError:  # the file is whole; only the administrator's page does not know of it
            self.stderr.write(_("备份已写好；缓存没有应答，页面上暂时看不到这次备份。"))
        rows = sum(table["rows"] for table in manifest["tables"].values())
        return Outcome(
            {
                "tables": len(manifest["tables"]),
                "rows": rows,
                "files": len(manifest["files"]),
                "bytes": out.stat().st_size,
                "made_at": manifest["made_at"],
                "seconds": round(time.monotonic() - started, 1),
            }
        )
