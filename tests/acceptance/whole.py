"""The whole run of the acceptance script (`ACCEPTANCE=whole`): a county of 2,000 households, and its day.

`script/bench tasks` asks for it; `script/test` runs the same tests in a small county and today.
"""

import datetime as dt
import os
from zoneinfo import ZoneInfo

from django.utils import timezone

IS_WHOLE = os.environ.get("ACCEPTANCE") == "whole"
MORNING = dt.datetime(2017, 6, 10, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def begin_its_day():
    """Let it be the morning of that day, from which time goes on; before anything asks what time it is.

    A test that travels to a day of its own is there.
    """
    if IS_WHOLE:
        now, began = timezone.now, dt.datetime.now(dt.UTC)
        late = began - MORNING
        timezone.now = lambda: moment - late if (moment := now()) >= began else moment
