import json
from pathlib import Path

from django.utils.translation import gettext as _

from households.services.low_income import match_low_income
from povertyapp.core.management.house_command import HouseCommand, Outcome


class Command(HouseCommand):
    """Match a list of low-income people with the register and keep it for people to confirm.

    `--out` gets the class of every row (contract.md); it names people by their numbers in the register only.
    """

    help = "Match a list of low-income people (低保名单) with the register."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--out", type=Path, metavar="OUT.json", help=_("把每一行的匹配情况写到这个文件"))

    def run(self, file, out, **options):
        matched = match_low_income(by=None, source=file)
        if out:
            content = json.dumps(matched.as_json(), ensure_ascii=False, indent=1)
            out.write_text(content + "\n", encoding="utf-8")
        return Outcome({"list": matched.listing.pk, **matched.counts, "written": True})
