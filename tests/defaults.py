"""Values that settings need, for tests that touch no server; `script/test` sets the real ones before pytest.

Loaded by pytest before Django's settings (addopts in pyproject.toml).
"""

import base64
import os

DEFAULTS = {
    "SECRET_KEY": "only-for-tests-" * 4,
    "FIELD_KEYS": "t1:" + base64.b64encode(bytes(range(64))).decode(),
    "DATABASE_URL": "postgresql://app@/povertyapp?host=/no-server-here-use-script-test",
    "REDIS_URL": "unix:///no-server-here-use-script-test/valkey.sock?db=0",
}

for name, value in DEFAULTS.items():
    os.environ.setdefault(name, value)
