import os
import secrets

from inspections.demo import logins
from inspections.demo.laifeng import COUNTY, load_demo
from povertyapp.core import clock
from povertyapp.core.chain.stating import state_all
from povertyapp.core.management.as_owner import AsOwner
from povertyapp.core.management.house_command import HouseCommand, Outcome, day

PASSWORD_BYTES = 9


class Command(AsOwner, HouseCommand):
    """Load the demo county and its logins; a second run changes nothing.

    The password is that of `--password`, else of DEMO_PASSWORD, else a new one. The last line tells it when
    the logins open with it; it is stored nowhere.
    """

    help = "Load the demo county and its logins; a second run changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--password", default="", metavar="TEXT")
        parser.add_argument("--as-of", type=day, default=None, metavar="DATE")

    def run(self, password, as_of, **options):
        password = password or os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(PASSWORD_BYTES)
        made = load_demo(password=password, today=as_of or clock.today())
        state_all("load_demo")
        facts = {"county": COUNTY, "logins": [login.username for login in logins.LOGINS]}
        known = {"password": password} if logins.accepts(password) else {}
        return Outcome(facts | known | made)
