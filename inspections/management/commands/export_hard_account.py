from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from inspections.models import AccountMonth
from inspections.services.account import export_account
from povertyapp.core.management.arguments import county_argument, month_argument, write_out
from povertyapp.core.management.house_command import WRONG_USAGE, HouseCommand, Outcome
from povertyapp.core.models import Area

FORMS = {".xlsx": "xlsx", ".json": "json"}


class Command(HouseCommand):
    help = "Write the hard account of a month to a workbook (OUT.xlsx) or every line of it to OUT.json."

    def add_arguments(self, parser):
        parser.add_argument("month", metavar="YYYY-MM")
        parser.add_argument("out", type=Path, metavar="OUT.xlsx|OUT.json")
        parser.add_argument("--area", default="", metavar="CODE")
        parser.add_argument(
            "--account-version", type=int, default=0, metavar="N", help=_("第几版，不写是最新的")
        )

    def run(self, month, out, area, account_version, **options):
        form = FORMS.get(out.suffix.lower())
        if form is None:
            self._refuse(_("输出文件要以 .xlsx 或 .json 结尾，现在是“%(name)s”。") % {"name": out.name})
        if not out.parent.is_dir():
            self._refuse(_("没有这个文件夹：%(folder)s。请先建好。") % {"folder": out.parent})
        period, county = month_argument(month), county_argument(area)
        place = Area.objects.filter(code=area).first() if area else county
        if place is None or not place.code.startswith(county.code):
            self._refuse(_("没有代码为 %(code)s 的乡镇或村，请核对区划代码。") % {"code": area})
        versions = AccountMonth.objects.filter(area=county, month=str(period)).order_by("-version")
        account = (versions.filter(version=account_version) if account_version else versions).first()
        if account is None and account_version and versions:
            raise ValidationError(
                _("%(month)s 没有第 %(n)s 版，请核对版本。") % {"month": period, "n": account_version}
            )
        if account is None:
            raise ValidationError(
                _("%(month)s 还没有计算过，没有可导出的硬账；请先计算。") % {"month": period}
            )
        made = export_account(by=None, account=account, area=place, form=form)
        write_out(out, made.data)
        return Outcome(
            made.counts
            | {"version": account.version}
            | {"export": made.record.number, "file_sha256": made.record.file_sha256, "written": True}
        )

    def _refuse(self, sentence):
        raise CommandError(sentence, returncode=WRONG_USAGE)
