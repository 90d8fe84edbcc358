"""Days off and working days of 2016 to 2025 beside those of 2017 and 2026, as the State Council's office gave them."""

import datetime as dt

from django.db import migrations

# A row is never changed, so the whole lists stand in rows of their own from the day after.
BEGIN, AGAIN = dt.date(2013, 1, 1), dt.date(2013, 1, 2)
# Month and day, of each year: days off in the week, those of a year whose list was changed later as they were in the
# end (2020-01-31: the spring festival was lengthened, and the working day 2020-02-01 fell away).
HOLIDAYS = {
    "2016": "01-01 02-08 02-09 02-10 02-11 02-12 04-04 05-02"
    " 06-09 06-10 09-15 09-16 10-03 10-04 10-05 10-06 10-07",
    "2018": "01-01 02-15 02-16 02-19 02-20 02-21 04-05 04-06 04-30"
    " 05-01 06-18 09-24 10-01 10-02 10-03 10-04 10-05 12-31",
    "2019": "01-01 02-04 02-05 02-06 02-07 02-08 04-05 05-01"
    " 05-02 05-03 06-07 09-13 10-01 10-02 10-03 10-04 10-07",
    "2020": "01-01 01-24 01-27 01-28 01-29 01-30 01-31 04-06 05-01"
    " 05-04 05-05 06-25 06-26 10-01 10-02 10-05 10-06 10-07 10-08",
    "2021": "01-01 02-11 02-12 02-15 02-16 02-17 04-05 05-03 05-04"
    " 05-05 06-14 09-20 09-21 10-01 10-04 10-05 10-06 10-07",
    "2022": "01-03 01-31 02-01 02-02 02-03 02-04 04-04 04-05 05-02"
    " 05-03 05-04 06-03 09-12 10-03 10-04 10-05 10-06 10-07",
    "2023": "01-02 01-23 01-24 01-25 01-26 01-27 04-05 05-01 05-02"
    " 05-03 06-22 06-23 09-29 10-02 10-03 10-04 10-05 10-06",
    "2024": "01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01"
    " 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07",
    "2025": "01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01"
    " 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08",
}
WORKDAYS = {
    "2016": "02-06 02-14 06-12 09-18 10-08 10-09",
    "2018": "02-11 02-24 04-08 04-28 09-29 09-30 12-29",
    "2019": "02-02 02-03 04-28 05-05 09-29 10-12",
    "2020": "01-19 04-26 05-09 06-28 09-27 10-10",
    "2021": "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    "2022": "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    "2023": "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    "2024": "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    "2025": "01-26 02-08 04-27 09-28 10-11",
}
LISTS = {"calendar.holidays": HOLIDAYS, "calendar.workdays": WORKDAYS}


def days_of(years):
    """Return the days of such a list as the parameter keeps them."""
    return {f"{year}-{day}" for year, days in years.items() for day in days.split()}


def write_defaults(apps, schema_editor):
    """Add the installation's own lists anew, with these years too; a county that keeps a row of its own keeps it."""
    parameter = apps.get_model("core", "RuleParameter")
    rows = list(parameter.objects.filter(area=None, name__in=LISTS, effective_from=BEGIN))
    for row in rows:
        row.pk, row.effective_from = None, AGAIN
        row.value = sorted({*row.value, *days_of(LISTS[row.name])})
    parameter.objects.bulk_create(rows)


def remove_defaults(apps, schema_editor):
    apps.get_model("core", "RuleParameter").objects.filter(
        area=None, name__in=LISTS, effective_from=AGAIN
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0027_sector_parameters")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
