"""Refusals of constraints say what to do next; the database stays as it is."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import assistance.models.assignment


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0009_nudge"),
        ("core", "0034_lists"),
        ("households", "0014_bank_role"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="assignmentround",
            name="handover_is_between_two",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("predecessor", None),
                    models.Q(("predecessor", models.F("successor")), _negated=True),
                    _connector="OR",
                ),
                name="handover_is_between_two",
                violation_error_message="移交人和接手人不能是同一个人，请另选接手人。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="attendance",
            name="attendance_is_of_a_month",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)),
                name="attendance_is_of_a_month",
                violation_error_message="考勤按月登记，请选月份。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="benefitlink",
            name="one_link_a_way_and_day",
            constraint=models.UniqueConstraint(
                models.F("household"),
                models.F("enterprise"),
                models.F("mode"),
                models.F("from_date"),
                name="one_link_a_way_and_day",
                violation_error_message="这一户从这天起已有同样方式的联结，请打开原来的联结，或核对日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="careservice",
            name="one_care_service_a_kind_and_day",
            constraint=models.UniqueConstraint(
                models.F("person"),
                models.F("kind"),
                models.F("happened_on"),
                name="one_care_service_a_kind_and_day",
                violation_error_message="这一天已经登记过同类服务，不用再登记；是另一天的请改日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="contactcard",
            name="one_card_a_day",
            constraint=models.UniqueConstraint(
                models.F("household"),
                models.F("helper"),
                models.F("posted_on"),
                name="one_card_a_day",
                violation_error_message="这一天的张贴已经登记，不用再登记。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="enterprise",
            name="one_enterprise_a_name_and_place",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("name"),
                name="one_enterprise_a_name_and_place",
                violation_error_message="这个地方已有同名的合作社或企业，请打开已登记的那一个，或写全称。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="enterprise",
            name="one_enterprise_a_credit_code",
            constraint=models.UniqueConstraint(
                models.F("credit_code"),
                condition=models.Q(("credit_code", ""), _negated=True),
                name="one_enterprise_a_credit_code",
                violation_error_message="这个统一社会信用代码已经登记过，请核对代码，或打开已登记的那一个。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="helperkin",
            name="one_kinship_a_pair",
            constraint=models.UniqueConstraint(
                models.F("household"),
                models.F("helper"),
                name="one_kinship_a_pair",
                violation_error_message="这一户和这名帮扶责任人的亲属关系已经登记，不用再登记。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="leftbehindperson",
            name="left_behind_once_at_a_time",
            constraint=models.UniqueConstraint(
                models.F("member"),
                condition=models.Q(("until", None)),
                name="left_behind_once_at_a_time",
                violation_error_message="这个人已经登记为留守人员，请打开原来的档案。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="post",
            name="post_stands_at_its_level",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ("secretary", "member", "clerk")),
                        django.db.models.lookups.Exact(django.db.models.functions.text.Length("area"), 12),
                    ),
                    models.Q(
                        ("kind", "task_force"),
                        django.db.models.lookups.Exact(django.db.models.functions.text.Length("area"), 9),
                    ),
                    models.Q(
                        ("kind", "leader"),
                        models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Length("area"), 12
                            ),
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("area"), 9),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="post_stands_at_its_level",
                violation_error_message="这个岗位不设在这一级，请另选岗位或地方。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="post",
            name="post_that_may_lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_head", False), ("kind__in", ["secretary", "member", "task_force"]), _connector="OR"
                ),
                name="post_that_may_lead",
                violation_error_message="这个岗位没有队长或负责人，请去掉这一项。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="relief",
            name="one_relief_a_day",
            constraint=models.UniqueConstraint(
                fields=("member", "kind", "received_on"),
                name="one_relief_a_day",
                violation_error_message="这个人这一天已登记同一种救助，不用再登记；是另一天的请改日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="villagetask",
            name="task_is_a_village",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.Exact(django.db.models.functions.text.Length("area"), 12)
                ),
                name="task_is_a_village",
                violation_error_message="定点帮扶任务交办到村，请选一个村。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="villagetask",
            name="one_task_a_unit_and_village",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("unit", "="),
                    ("area", "="),
                    (
                        assistance.models.assignment.DateSpan(
                            "assigned_on",
                            "ended_on",
                            django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                        ),
                        "&&",
                    ),
                ],
                name="one_task_a_unit_and_village",
                violation_error_message="这个村已经交办给这个单位，不用再交办。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="visit",
            name="visitor_does_not_void_his_visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided_by", None),
                    models.Q(
                        ("voided_at__isnull", False),
                        models.Q(
                            ("recorded_by", None),
                            models.Q(("voided_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="visitor_does_not_void_his_visit",
                violation_error_message="录入走访的人不能核销自己的走访，请由另一个人核销。",
            ),
        ),
    ]
