"""`script/bench crawl`: the demo county as each of its logins sees it, every link and every figure followed."""

import os
from concurrent.futures import ProcessPoolExecutor
from io import StringIO
from itertools import repeat
from multiprocessing import get_context

from django.core.management import CommandError, call_command

PROCESSES = 2


def run(*, each=2, logins=(), language="zh-hans", **options):
    """Yield a line a login (pages, links, figures, files, faults), then one a fault; refuse where there is any."""
    # Imported here: a new process imports this package before `once` sets Django up.
    from inspections.benchmarks.crawl import once
    from inspections.demo.logins import LOGINS

    call_command("load_demo", password=os.urandom(9).hex(), stdout=StringIO())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "povertyapp.settings")
    names = list(logins) or [login.username for login in LOGINS]
    found = 0
    with ProcessPoolExecutor(max_workers=PROCESSES, mp_context=get_context("spawn")) as pool:
        for told, faults in pool.map(once.walk, names, repeat(each), repeat(language)):
            yield {"bench": "crawl"} | told
            yield from ({"bench": "crawl", "login": told["login"]} | fault for fault in faults)
            found += len(faults)
    if found:
        raise CommandError(f"{found} kinds of faults, named above", returncode=1)
