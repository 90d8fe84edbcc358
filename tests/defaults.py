"""Values that settings need, for tests that touch no server; `script/test` sets the real ones before pytest.

Loaded by pytest before Django's settings (addopts in pyproject.toml).
"""

import base64
import gc
import os
import re

from tests.acceptance import whole

gc.disable()  # until all is imported and collected: tests/conftest.py

DEFAULTS = {
    "SECRET_KEY": "only-for-tests-" * 4,
    "FIELD_KEYS": "t1:" + base64.b64encode(bytes(range(64))).decode(),
    "DATABASE_URL": "postgresql://app@/povertyapp?host=/no-server-here-use-script-test",
    "REDIS_URL": "unix:///no-server-here-use-script-test/valkey.sock?db=0",
    "SITE_URL": "https://fp.example.gov.cn",
}

for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)

whole.begin_its_day()

# Each of several test processes has a database of its own (pytest-django) and its own numbers of the broker: two,
# one for the queue and the next one for the cache.
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    number = 2 * (1 + int(worker.removeprefix("gw")))
    os.environ["REDIS_URL"] = re.sub(r"(virtual_host|db)=\d+", rf"\1={number}", os.environ["REDIS_URL"])
