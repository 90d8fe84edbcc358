"""The numbers of assistance: duties of units, phones, assigning, people on post, reminders, measures, economy."""

import datetime as dt

from django.db import migrations

BEGIN = dt.date(2013, 1, 1)
DEFAULTS = {
    # --- what the duties of the second group weigh, and when they are hard: always, never, or in some months (D3)
    "account.HA-H5.weight": ("5", "D3"),
    # the second training is due by 30 November: until then a gap costs points only
    "account.HA-H5.hard": ([11], "D3"),
    "account.HA-H6.weight": ("4", "D3"),
    "account.HA-H6.hard": (False, "D3"),
    "account.HA-V2.weight": ("8", "D3"),
    "account.HA-V2.hard": (True, "D3"),
    "account.HA-V8.weight": ("5", "D3"),
    # the lines of the year are measured at its end
    "account.HA-V8.hard": ([12], "D3"),
    "account.HA-U4.weight": ("8", "D3"),
    "account.HA-U4.hard": (True, "D3"),
    # --- how long a phone keeps what it was given, how far its clock may be off, and what photos may weigh
    # hours that a phone without signal keeps the households of its owner
    "device.offline_hours": (72, "reliability-security C7"),
    # seconds between the phone's clock and ours from which on a visit says so
    "sync.skew_seconds": (600, "reliability-security E5"),
    "photo.per_visit": (3, "ux 41"),
    "photo.max_bytes": (204_800, "ux 41"),
    "photo.max_pixels": (40_000_000, "reliability-security D1"),
    "photo.longest_edge": (1280, "ux 41"),
    # what one person may send in a day
    "photo.bytes_per_day": (62_914_560, "reliability-security 5"),
    # days that a photo may take to arrive in all its pieces
    "photo.receiving_days": (30, "ux 36"),
    # --- the shares that the first figures of assistance are held against (E-06, E-09, E-10)
    "figure.helper_cover": ("1", "LF-13; E-06"),
    "figure.income_measures": ("1", "LF-17; E-09"),
    "figure.safety_net": ("1", "LF-18; E-10"),
    # --- how many households one helper looks after, how many are assigned at once, and what the contact card shows
    # a proposal fills every helper up to the goal before it goes beyond, and never beyond the maximum
    "assignment.goal_households": (12, "LF-13"),
    "assignment.max_households": (15, "LF-13"),
    "assignment.at_once_max": (500, "ux 8"),
    # whether the contact card prints the helper's work telephone; else a line is left to write it on
    "card.shows_phone": (False, "CB1-14"),
    # --- how long people stay on post, and how many a team and a task force need
    "post.min_days": (20, "CB1-08"),
    "team.min_members": (3, "B12"),
    "task_force.min_members": (3, "CB1-02"),
    "task_force.max_members": (6, "CB1-02"),
    # --- the hours and days of reminders
    "notice.from_hour": (8, "ux 32: nothing at night"),
    "notice.until_hour": (20, "ux 32: nothing at night"),
    "notice.offsets_days": ([-3, -1, 1], "ux 33"),
    "notice.keep_days": (60, "ux 33"),
    "visit.remind_day": (20, "D5"),
    "visit.entry_days": (3, "B12"),
    "visit.voided_shown_days": (40, "D5"),
    "promise.remind_days": (3, "ux 33"),
    "assignment.shown_days": (14, "LF-13"),
    # --- the numbers of plans, files and reliefs (HA-H6, LF-37, TF-08, JZ-42)
    # the file of a household: what of plan, handbook and measure it holds (the ledger is this register), how old
    # its facts may be, and from which day of the helper's care it is owed
    "file.four_ones": (["plan", "handbook", "measure"], "TF-14"),
    "file.update_days": (31, "LF-68"),
    "file.owed_from_day": (30, "C1"),
    # until which month of a year the plan of the last one stands
    "plan.due_month": (3, "TF-14"),
    # the campaign “户户到”: from which day, how many projects that carry the household over the line
    "campaign.started_on": ("2017-05-20", "LF-37"),
    "campaign.projects_min": (3, "LF-37"),
    "reach.kinds_min": (3, "TF-08"),
    # how long a relief that was received answers for the person
    "relief.months": (12, "JZ-42"),
    # shares that figures are asked for
    "figure.causes_answered": ("1", "JZ-08"),
    "figure.planned": ("1", "CB1-03"),
    "figure.village_plan": ("1", "CB1-03"),
    "figure.carried": ("1", "LF-37"),
    "figure.relieved": ("1", "JZ-42"),
    # --- the share of homes in which a contact card is to hang (CB1-14)
    "figure.contact_card": ("1", "CB1-14"),
    # --- what trainings, contracts, cooperatives, stations and the care for left-behind people must reach
    # month of the year → distinct trainings that a household has attended by its end
    "training.min_by_month": ({"6": 1, "11": 2}, "LF-20; D3 HA-H5"),
    "training.owed_from_day": (60, "LF-20; D3 HA-H5"),
    # the months in which a village's lines of the year fall due: their pace, and in the last month the end
    "village.year_lines_months": ([3, 6, 9, 12], "D3 HA-V8"),
    # one station, two societies: the share of villages that have all three
    "station.poor_villages_min": ("1.00", "LF-21"),
    "station.ordinary_villages_min": ("0.40", "LF-21"),
    "industry.base_share_min": ("0.60", "LF-24"),
    "link.contract_share_min": ("0.60", "LF-26"),
    "cooperative.min_per_village": (1, "LF-27"),
    "cooperative.min_households": (10, "LF-28"),
    # the shares that figures are held against
    "figure.trained_households": ("1", "LF-20; E-11"),
    "figure.industry_base": ("1", "LF-24; E-13"),
    "figure.cooperatives_lifting": ("1", "LF-28; E-15"),
    "figure.left_behind_files": ("1", "LF-32"),
    # left-behind people: whom the words mean, and how long a look at them counts
    "left_behind.child_below_age": (16, "LF-32"),
    "left_behind.elderly_from_age": (60, "LF-32"),
    "left_behind.review_days": (366, "LF-32"),
    # --- what shares of clerks, teams and task forces are asked for
    "figure.village_clerk": ("1", "LF-61"),
    "figure.team_cover": ("1", "TF-06, JZ-44"),
    "figure.task_force": ("1", "CB1-02"),
}


def write_defaults(apps, schema_editor):
    parameter = apps.get_model("core", "RuleParameter")
    parameter.objects.bulk_create(
        parameter(name=name, effective_from=BEGIN, value=value, basis=basis)
        for name, (value, basis) in DEFAULTS.items()
    )


def remove_defaults(apps, schema_editor):
    apps.get_model("core", "RuleParameter").objects.filter(area=None, name__in=DEFAULTS).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0015_devices_and_notices")]
    operations = [migrations.RunPython(write_defaults, remove_defaults)]
