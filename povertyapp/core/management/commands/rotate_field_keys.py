import time

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from povertyapp.core import crypto
from povertyapp.core.management.as_owner import AsOwner
from povertyapp.core.management.house_command import REFUSED, HouseCommand, Outcome
from povertyapp.core.rotation import rotate_keys


class Command(AsOwner, HouseCommand):
    """Seal all personal columns, history included, and all files anew with the first key of FIELD_KEYS.

    While the application runs; safe to stop and to repeat. The last line says which keys nothing is sealed with
    any more: those may be taken out of FIELD_KEYS.
    """

    help = "Seal everything anew with the newest key, so that an older one can be removed."

    def add_arguments(self, parser):
        parser.add_argument("--hashes", action="store_true", help=_("HASH_KEY 换过以后,同时重算检索用的摘要"))

    def run(self, hashes, **options):
        started = time.monotonic()
        try:
            rotated = rotate_keys(hashes=hashes)
        except crypto.SealBroken as error:
            said = _("%(where)s 打不开：被改动过，或缺少它的密钥。补上密钥后再运行本命令。")
            raise CommandError(said % {"where": error}, returncode=REFUSED) from error
        return Outcome(
            {
                "rows_resealed": sum(rotated.rows.values()),
                "rows_by_table": {table: n for table, n in sorted(rotated.rows.items()) if n},
                "files_resealed": rotated.files,
                "keys_in_use": dict(sorted(rotated.keys_in_use.items())),
                "removable": rotated.removable,
                "seconds": round(time.monotonic() - started, 1),
            }
        )
