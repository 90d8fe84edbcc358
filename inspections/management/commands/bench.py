import json
from importlib import import_module

from django.core.management.base import BaseCommand, CommandError

from povertyapp.core.management.as_owner import AsOwner

NAMES = {
    "account": "account",
    "alive": "alive",
    "audit": "audit",
    "crawl": "crawl",
    "figures": "figures",
    "funds": "funds",
    "import": "importing",
    "kills": "kills",
    "ledger": "ledger",
    "pages": "pages",
    "papers": "papers",
    "proof": "proof",
    "quality": "quality",
    "races": "races",
    "reminders": "reminders",
    "sync": "sync",
    "visits": "visits",
}


class Command(AsOwner, BaseCommand):
    help = "Run the benchmarks and print one JSON object a line."

    def add_arguments(self, parser):
        parser.add_argument("name", nargs="?", help=", ".join(NAMES))
        parser.add_argument("--households", type=int, default=27_000)
        parser.add_argument("--months", type=int, default=12)
        parser.add_argument("--rounds", type=int, default=5)
        parser.add_argument("--submissions", type=int, default=10_000, help="visits of `sync`")
        parser.add_argument("--requests", type=int, default=40_000, help="of `races`")
        parser.add_argument("--phones", type=int, default=50)
        parser.add_argument("--kills", type=int, help="of `sync` and `kills`")
        parser.add_argument(
            "--each", type=int, default=2, help="addresses of a kind of `crawl`, for each login"
        )
        parser.add_argument("--logins", nargs="+", default=(), help="of `crawl`; without: all of the demo")
        parser.add_argument("--language", default="zh-hans", help="in which `crawl` reads the pages")
        parser.add_argument(
            "--keep", metavar="FOLDER", help="where `papers` leaves each of them to be looked at"
        )
        parser.add_argument("--seed", type=int, help="raise the storm of this seed again")
        parser.add_argument(
            "--members", type=int, nargs="+", default=[20_000], help="sizes of `import`; of `alive` the first"
        )

    def handle(self, name, *, kills=None, **options):
        if kills is not None:
            options["kills"] = kills
        if name and name not in NAMES:
            raise CommandError(f"no benchmark {name!r}; there are: {', '.join(NAMES)}", returncode=2)
        for each in [name] if name else NAMES:
            for result in import_module(f"inspections.benchmarks.{NAMES[each]}").run(**options):
                self.stdout.write(json.dumps(result, ensure_ascii=False))
