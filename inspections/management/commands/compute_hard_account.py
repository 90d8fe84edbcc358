from django.utils.translation import gettext as _

from inspections.services import calendar
from inspections.services.account import compute_account, open_account, refuse_closed
from inspections.tasks import compute_account_task
from povertyapp.core import clock
from povertyapp.core.management.arguments import county_argument, month_argument
from povertyapp.core.management.house_command import HouseCommand, Outcome


class Command(HouseCommand):
    help = "Draft the hard account of a month, through the queue unless --eager."

    def add_arguments(self, parser):
        parser.add_argument("month", metavar="YYYY-MM")
        parser.add_argument("--area", default="", metavar="CODE")
        parser.add_argument("--eager", action="store_true", help=_("在本进程内计算,不经过任务队列"))
        parser.add_argument("--timeout", type=int, default=600, metavar="SECONDS")

    def run(self, month, area, eager, timeout, **options):
        period, county = month_argument(month), county_argument(area)
        account = compute_account(county, period) if eager else self._queued(county, period, timeout)
        facts = {
            "month": account.month,
            "area": account.area_id,
            "state": account.state,
            "digest": account.digest,
        }
        return Outcome(facts | account.counts | {"seconds": account.seconds})

    def _queued(self, county, period, timeout):
        refuse_closed(open_account(county, period))
        asked_at = clock.now()
        compute_account_task.delay(county.code, str(period), asked_at.isoformat())
        return calendar.wait_until_computed(county, period, asked_at, timeout)
