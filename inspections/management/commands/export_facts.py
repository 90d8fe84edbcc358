from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from inspections.models import AccountMonth
from inspections.services.proof.facts import export_facts
from povertyapp.core.management.arguments import county_argument, month_argument, write_out
from povertyapp.core.management.house_command import WRONG_USAGE, HouseCommand, Outcome
from povertyapp.core.models import Area


class Command(HouseCommand):
    help = "Write the inputs of a month as CSV files to OUT_DIR; of a closed month those that were frozen."

    def add_arguments(self, parser):
        parser.add_argument("month", metavar="YYYY-MM")
        parser.add_argument("out", type=Path, metavar="OUT_DIR")
        parser.add_argument("--area", default="", metavar="CODE")

    def run(self, month, out, area, **options):
        if out.exists() and not out.is_dir():
            self._refuse(_("%(folder)s 不是文件夹，请写一个文件夹。") % {"folder": out})
        period, county = month_argument(month), county_argument(area)
        place = Area.objects.filter(code=area).first() if area else county
        if place is None or not place.code.startswith(county.code):
            self._refuse(_("没有代码为 %(code)s 的乡镇或村，请核对区划代码。") % {"code": area})
        account = AccountMonth.objects.filter(area=county, month=str(period)).order_by("-version").first()
        if account is None:
            raise ValidationError(
                _("%(month)s 还没有计算过，没有可导出的事实；请先计算。") % {"month": period}
            )
        made = export_facts(by=None, account=account, area=place)
        out.mkdir(parents=True, exist_ok=True)
        for name, data in made.files.items():
            write_out(out / name, data)
        return Outcome(
            {
                "month": account.month,
                "area": place.code,
                "version": account.version,
                "state": account.state,
                "frozen": made.is_frozen,
                "rows": made.rows,
                "inputs_digest": made.digest,
                "export": made.record.number,
                "written": True,
            }
        )

    def _refuse(self, sentence):
        raise CommandError(sentence, returncode=WRONG_USAGE)
