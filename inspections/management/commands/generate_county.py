import datetime as dt

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from inspections.demo.county import generate_county
from inspections.demo.plan import Plan, months_until
from povertyapp.core import clock
from povertyapp.core.chain.stating import state_all
from povertyapp.core.divisions import SHIPPED, import_divisions
from povertyapp.core.management.arguments import month_argument
from povertyapp.core.management.as_owner import AsOwner
from povertyapp.core.management.house_command import WRONG_USAGE, HouseCommand, Outcome, day
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.period import Period


class Command(AsOwner, HouseCommand):
    help = "Fill an empty county with made-up households, deterministic by seed."

    def add_arguments(self, parser):
        parser.add_argument("--households", type=int, required=True, metavar="N")
        parser.add_argument("--months", type=int, default=12, metavar="M")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument("--division", default="laifeng", metavar="NAME", help=_("随软件带来的区划表"))
        parser.add_argument("--county", default="", metavar="CODE", help=_("区划表中有几个县时，选哪一个"))
        parser.add_argument("--end", default="", metavar="YYYY-MM", help=_("最后一个月，不写是上月"))
        parser.add_argument("--as-of", type=day, default=None, metavar="DATE", help=_("以这一天为“今天”"))

    def run(self, households, months, seed, division, county, end, as_of, **options):
        today = as_of or clock.today()
        last = month_argument(end) if end else Period.of(today).previous
        self._check_months(months, last, today)
        plan = Plan(
            county=self._county(division, county),
            households=households,
            months=months_until(last, months),
            known_until=today,
            seed=seed,
        )
        progress = self.progress(_("农户"), households)
        counts = generate_county(plan, progress=progress.advance)
        state_all("generate_county")
        progress.finish()
        facts = {
            "county": plan.county.code,
            "seed": seed,
            "first_month": str(plan.months[0]),
            "last_month": str(last),
        }
        return Outcome(facts | counts)

    def _check_months(self, months, last, today):
        if not 0 < months <= 120:
            self._wrong(_("月数是 %(given)s，应在 1 到 120 之间。") % {"given": months})
        if last.start >= today:
            self._wrong(_("最后一个月 %(month)s 还没有开始，请写已经开始的月份。") % {"month": last})
        if last.shift(1 - months) < Period.of(dt.date(2015, 1, 1)):
            self._wrong(_("最早一个月是 2015-01，请减少月数或改晚最后一个月。"))

    def _county(self, division, code):
        """Import the division table and return the county to fill."""
        path = SHIPPED / f"{division}.csv"
        if not path.is_file():
            names = "、".join(sorted(found.stem for found in SHIPPED.glob("*.csv")))
            self._wrong(_("没有区划表 %(name)s，可用的是：%(names)s。") % {"name": division, "names": names})
        import_divisions(path)
        codes = [line.split(",")[0] for line in path.read_text("utf-8").splitlines()]
        counties = Area.objects.filter(code__in=codes, level=Level.COUNTY).order_by("code")
        chosen = [county for county in counties if code in ("", county.code)]
        if len(chosen) != 1:
            names = "、".join(f"{county.code} {county.name}" for county in counties)
            self._wrong(_("请用 --county 选一个县：%(names)s。") % {"names": names})
        return chosen[0]

    def _wrong(self, sentence):
        raise CommandError(sentence, returncode=WRONG_USAGE)
