"""Refusals of constraints say what to do next; the database stays as it is."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0010_say_what_to_do"),
        ("core", "0034_lists"),
        ("funds", "0009_bank_and_acts"),
        ("households", "0014_bank_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="benefit",
            name="one_benefit_a_household",
            constraint=models.UniqueConstraint(
                models.F("project"),
                models.F("household"),
                name="one_benefit_a_household",
                violation_error_message="这一户已经在受益名单里，不用再加。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="contract",
            name="contractor_is_not_related",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_related", False)),
                name="contractor_is_not_related",
                violation_error_message="承包单位与村乡干部有利害关系，不能签合同；请另选承包单位。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="donation",
            name="one_donation_a_receipt",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("receipt_no"),
                condition=models.Q(("receipt_no", ""), _negated=True),
                name="one_donation_a_receipt",
                violation_error_message="这个票据编号已经登记过，请核对编号。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="projectdelivery",
            name="one_delivery_a_project_and_item",
            constraint=models.UniqueConstraint(
                models.F("project"),
                models.F("item"),
                name="one_delivery_a_project_and_item",
                violation_error_message="这一项已经登记过，请打开原来的那一条。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="relocationcase",
            name="one_relocation_a_household",
            constraint=models.UniqueConstraint(
                models.F("household"),
                condition=models.Q(("status", "withdrawn"), _negated=True),
                name="one_relocation_a_household",
                violation_error_message="这一户已经有搬迁个案，请打开原来的个案办理。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="relocationplace",
            name="one_listing_a_place_and_reason",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("reason"),
                condition=models.Q(("delisted_on", None)),
                name="one_listing_a_place_and_reason",
                violation_error_message="这个村已经按这个原因列入迁出区，不用再列。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="relocationplan",
            name="one_relocation_plan_a_year",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("year"),
                name="one_relocation_plan_a_year",
                violation_error_message="这个乡镇这一年的计划已经下达，请打开原来的计划。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="riskfund",
            name="risk_fund_not_below_zero",
            constraint=models.CheckConstraint(
                condition=models.Q(("balance__gte", 0)),
                name="risk_fund_not_below_zero",
                violation_error_message="风险补偿金余额不足，不能支出；请先拨入，或减少支出。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="societyreport",
            name="one_society_report_a_day",
            constraint=models.UniqueConstraint(
                models.F("society"),
                models.F("as_of"),
                name="one_society_report_a_day",
                violation_error_message="这一天的运行情况已经登记过，是另一天的请改日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="societystep",
            name="one_society_step_a_kind",
            constraint=models.UniqueConstraint(
                models.F("society"),
                models.F("step"),
                name="one_society_step_a_kind",
                violation_error_message="这一项已经登记过，请打开原来的那一条。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="specialarea",
            name="one_special_area_a_name",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("name"),
                name="one_special_area_a_name",
                violation_error_message="本县已有同名的片区，请换一个名称。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="specialareaplan",
            name="one_area_plan_a_kind_and_year",
            constraint=models.UniqueConstraint(
                models.F("special_area"),
                models.F("kind"),
                models.F("year"),
                name="one_area_plan_a_kind_and_year",
                violation_error_message="这一年度已有同类规划，请核对年度和种类。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="wholevillage",
            name="one_whole_village_a_year",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("year"),
                name="one_whole_village_a_year",
                violation_error_message="这个村这一年度已登记整村推进，请打开原来的那一条。",
            ),
        ),
    ]
