"""Accountability (rulebook D6): cases, their steps, seats of deciding bodies, lines of supervision."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import povertyapp.core.fields
import povertyapp.core.together
from inspections.choices.accountability import STEPS

# The natural persons who are a party to a case: a helper himself; who holds a village's or township's office; a unit's
# own people; whoever was served in its name.
IS_PARTY = """
CREATE FUNCTION inspections_is_party(a_id bigint, account bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM inspections_accountabilityaction AS c
        CROSS JOIN LATERAL (
            SELECT c.answered_by_id
            UNION ALL SELECT h.user_id FROM assistance_helper AS h WHERE h.id = c.helper_id
            UNION ALL SELECT g.user_id FROM core_rolegrant AS g
                WHERE g.area_id = c.code AND g.role = CASE c.level WHEN 'village' THEN 'cadre'
                                                                   WHEN 'township' THEN 'township' END
                  AND g.from_date <= current_date AND (g.to_date IS NULL OR g.to_date >= current_date)
            UNION ALL SELECT o.user_id FROM assistance_post AS p JOIN assistance_official AS o ON o.id = p.official_id
                WHERE c.level = 'village' AND p.area_id = c.code AND p.kind <> 'leader'
                  AND p.from_date <= current_date AND (p.to_date IS NULL OR p.to_date >= current_date)
            UNION ALL SELECT h.user_id FROM assistance_helpingunit AS u JOIN assistance_helper AS h ON h.unit_id = u.id
                WHERE c.level = 'county_unit' AND u.code = c.code
            UNION ALL SELECT o.user_id FROM assistance_helpingunit AS u JOIN assistance_official AS o ON o.unit_id = u.id
                WHERE c.level = 'county_unit' AND u.code = c.code
        ) AS known (account)
        WHERE c.id = a_id AND core_person(known.account) = core_person(inspections_is_party.account)
    )
$$;
"""
HAS_ROLE = """
CREATE FUNCTION inspections_has_role(account bigint, wanted text, county text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM core_rolegrant AS g WHERE g.user_id = account AND g.role = wanted
        AND left(county, length(g.area_id)) = g.area_id AND g.from_date <= current_date
        AND (g.to_date IS NULL OR g.to_date >= current_date))
$$;
CREATE FUNCTION inspections_is_clerk(account bigint, county text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT inspections_has_role(account, 'office', county)
$$;
"""
HAS_SEAT = """
CREATE FUNCTION inspections_has_seat(account bigint, wanted text, place text, at_county text, day date)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM inspections_decisionseat AS s WHERE s.user_id = account AND s.body = wanted
        AND s.county_id = at_county AND (wanted <> 'township' OR left(place, length(s.area_id)) = s.area_id)
        AND s.from_date <= day AND (s.to_date IS NULL OR s.to_date >= day))
$$;
"""
# Who made what the case stands on: computed, signed, closed or ruled on an account, verified a measure, checked an order,
# entered the case by hand.
MADE_IT = """
CREATE FUNCTION inspections_made_it(a_id bigint, account bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM inspections_accountabilityaction AS c
        CROSS JOIN LATERAL (
            SELECT c.entered_by_id
            UNION ALL SELECT (x.metadata ->> 'user')::bigint
                FROM inspections_accountabilityground AS g
                JOIN inspections_accountmonthevent AS e ON e.pgh_obj_id = g.account_id
                JOIN pghistory_context AS x ON x.id = e.pgh_context_id
                WHERE g.action_id = c.id AND g.rule = ''
            UNION ALL SELECT a.closed_by_id
                FROM inspections_accountabilityground AS g JOIN inspections_accountmonth AS a ON a.id = g.account_id
                WHERE g.action_id = c.id AND g.rule = ''
            UNION ALL SELECT s.signed_by_id
                FROM inspections_accountabilityground AS g
                JOIN inspections_accountseal AS s ON s.account_id = g.account_id WHERE g.action_id = c.id AND g.rule = ''
            UNION ALL SELECT o.ruled_by_id
                FROM inspections_accountabilityground AS g
                JOIN inspections_objection AS o ON o.account_id = g.account_id WHERE g.action_id = c.id AND g.rule = ''
            UNION ALL SELECT unnest(ARRAY[r.verified_by_id, r.closed_by_id])
                FROM inspections_accountabilityground AS g
                JOIN inspections_rectificationmeasure AS r ON r.id = g.measure_id WHERE g.action_id = c.id
            UNION ALL SELECT s.actor_id
                FROM inspections_accountabilityground AS g
                JOIN inspections_accountabilitystep AS s ON s.action_id = g.order_id AND s.acting_as = 'checker'
                WHERE g.action_id = c.id
        ) AS known (account)
        WHERE c.id = a_id AND core_person(known.account) = core_person(inspections_made_it.account)
    )
$$;
"""
# The n-th working day after a day: weekends and holidays are passed over, working days moved to a weekend are not.
WORKDAY = """
CREATE FUNCTION inspections_workday(begins date, n integer, place text) RETURNS date LANGUAGE plpgsql STABLE AS $$
DECLARE
    day date := begins;
    left_over integer := n;
    off jsonb := coalesce(households_parameter('calendar.holidays', place, begins), '[]');
    made_up jsonb := coalesce(households_parameter('calendar.workdays', place, begins), '[]');
BEGIN
    WHILE left_over > 0 LOOP
        day := day + 1;
        IF made_up ? day::text OR (extract(isodow FROM day) < 6 AND NOT off ? day::text) THEN
            left_over := left_over - 1;
        END IF;
    END LOOP;
    RETURN day;
END
$$;
"""
FUNCTIONS = (
    (IS_PARTY, "DROP FUNCTION inspections_is_party(bigint, bigint)"),
    (
        HAS_ROLE,
        "DROP FUNCTION inspections_is_clerk(bigint, text); DROP FUNCTION inspections_has_role(bigint, text, text)",
    ),
    (HAS_SEAT, "DROP FUNCTION inspections_has_seat(bigint, text, text, text, date)"),
    (MADE_IT, "DROP FUNCTION inspections_made_it(bigint, bigint)"),
    (WORKDAY, "DROP FUNCTION inspections_workday(date, integer, text)"),
)


def write(apps, schema_editor):
    """Write the table of permitted steps."""
    permitted = apps.get_model("inspections", "PermittedStep")
    permitted.objects.bulk_create(
        permitted(from_state=step.was, to_state=step.to, actor=step.actor, decides=step.decides)
        for step in STEPS
    )


def clear(apps, schema_editor):
    apps.get_model("inspections", "PermittedStep").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0008_void_measures"),
        ("core", "0020_accountability"),
        ("inspections", "0013_rectification"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        povertyapp.core.together.Together(
            operations=[
                migrations.CreateModel(
                    name="AccountabilityAction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("no", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("helper", "帮扶责任人"),
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("county", "县"),
                                ],
                                max_length=12,
                                verbose_name="当事人层级",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="当事人代码")),
                        ("name", models.CharField(max_length=80, verbose_name="当事人")),
                        ("answers_for", models.CharField(blank=True, max_length=40, verbose_name="受送达人")),
                        (
                            "proposed_kind",
                            models.CharField(
                                choices=[
                                    ("circular", "通报"),
                                    ("interview", "约谈"),
                                    ("rectify_order", "限期整改"),
                                    ("self_criticism", "大会检讨"),
                                    ("organisational", "组织处理"),
                                    ("recall", "召回撤换"),
                                    ("no_promotion", "不得提拔重用"),
                                    ("investigation", "个案查处"),
                                    ("referral", "移送纪检监察"),
                                ],
                                max_length=16,
                                verbose_name="建议处理",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("circular", "通报"),
                                    ("interview", "约谈"),
                                    ("rectify_order", "限期整改"),
                                    ("self_criticism", "大会检讨"),
                                    ("organisational", "组织处理"),
                                    ("recall", "召回撤换"),
                                    ("no_promotion", "不得提拔重用"),
                                    ("investigation", "个案查处"),
                                    ("referral", "移送纪检监察"),
                                ],
                                max_length=16,
                                verbose_name="处理方式",
                            ),
                        ),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("first", "首次交不了硬账"),
                                    ("two_in_a_row", "连续两个月交不了硬账"),
                                    ("three_in_year", "十二个月内三次交不了硬账"),
                                    ("three_in_a_row", "连续三个月交不了硬账"),
                                    ("still_unmet", "欠账整改到期仍未完成"),
                                    ("four_in_year", "十二个月内四次交不了硬账"),
                                    ("not_fulfilled", "限期整改未完成"),
                                    ("falsified", "弄虚作假一次"),
                                    ("falsified_again", "再次弄虚作假"),
                                    ("year_fair", "年度等次一般"),
                                    ("year_poor", "年度等次差"),
                                    ("media", "被中央或省级媒体曝光"),
                                    ("prov_circular", "被省级以上扶贫部门通报"),
                                    ("prov_inspection", "被省级以上巡视督查点名批评"),
                                    ("misuse", "截留挤占贪污挪用套取资金"),
                                    ("acceptance", "整改验收后仍达不到要求"),
                                ],
                                max_length=16,
                                verbose_name="触发情形",
                            ),
                        ),
                        (
                            "triggers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("first", "首次交不了硬账"),
                                        ("two_in_a_row", "连续两个月交不了硬账"),
                                        ("three_in_year", "十二个月内三次交不了硬账"),
                                        ("three_in_a_row", "连续三个月交不了硬账"),
                                        ("still_unmet", "欠账整改到期仍未完成"),
                                        ("four_in_year", "十二个月内四次交不了硬账"),
                                        ("not_fulfilled", "限期整改未完成"),
                                        ("falsified", "弄虚作假一次"),
                                        ("falsified_again", "再次弄虚作假"),
                                        ("year_fair", "年度等次一般"),
                                        ("year_poor", "年度等次差"),
                                        ("media", "被中央或省级媒体曝光"),
                                        ("prov_circular", "被省级以上扶贫部门通报"),
                                        ("prov_inspection", "被省级以上巡视督查点名批评"),
                                        ("misuse", "截留挤占贪污挪用套取资金"),
                                        ("acceptance", "整改验收后仍达不到要求"),
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                                verbose_name="同时触发",
                            ),
                        ),
                        ("may_exonerate", models.BooleanField(default=True, verbose_name="可以容错")),
                        ("month", models.CharField(max_length=7, verbose_name="所依据月份")),
                        ("key", models.CharField(max_length=80)),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("office", "县扶贫办"),
                                    ("township", "乡镇党委政府"),
                                    ("leading", "县领导小组"),
                                    ("organisation", "县委组织部"),
                                    ("discipline", "县纪委监委"),
                                ],
                                max_length=12,
                                verbose_name="决定机关",
                            ),
                        ),
                        (
                            "joint_body",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("office", "县扶贫办"),
                                    ("township", "乡镇党委政府"),
                                    ("leading", "县领导小组"),
                                    ("organisation", "县委组织部"),
                                    ("discipline", "县纪委监委"),
                                ],
                                max_length=12,
                                verbose_name="会同机关",
                            ),
                        ),
                        (
                            "appeal_body",
                            models.CharField(
                                choices=[
                                    ("office", "县扶贫办"),
                                    ("township", "乡镇党委政府"),
                                    ("leading", "县领导小组"),
                                    ("organisation", "县委组织部"),
                                    ("discipline", "县纪委监委"),
                                ],
                                max_length=12,
                                verbose_name="复核机关",
                            ),
                        ),
                        ("facts", models.JSONField(default=dict, verbose_name="事实")),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="材料")),
                        (
                            "misuse",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("withheld", "截留"),
                                    ("squeezed", "挤占"),
                                    ("embezzled", "贪污"),
                                    ("diverted", "挪用"),
                                    ("obtained", "套取"),
                                ],
                                max_length=12,
                                verbose_name="资金违规情形",
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待告知"),
                                    ("served", "陈述期"),
                                    ("decided", "待下达"),
                                    ("issued", "待执行"),
                                    ("appealed", "申诉复核"),
                                    ("executed", "已执行"),
                                    ("fulfilled", "整改完成"),
                                    ("not_fulfilled", "整改未完成"),
                                    ("exonerated", "容错免责"),
                                    ("revoked", "申诉撤销"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="proposed",
                                max_length=14,
                                verbose_name="状态",
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=0, verbose_name="步")),
                        ("state_since", models.DateField(verbose_name="进入本状态")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="应办期限")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        ("served_on", models.DateField(blank=True, null=True, verbose_name="告知送达")),
                        ("window_ends_on", models.DateField(blank=True, null=True, verbose_name="陈述期满")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="决定日期")),
                        ("decision", models.TextField(blank=True, verbose_name="决定")),
                        (
                            "exoneration",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("pilot", "先行先试，上级没有明确规定"),
                                    ("force", "自然灾害等不可抗力"),
                                    ("upper", "上级或其他单位的责任造成"),
                                    ("corrected", "无心之失，已主动纠正"),
                                ],
                                max_length=10,
                                verbose_name="容错情形",
                            ),
                        ),
                        ("deadline_on", models.DateField(blank=True, null=True, verbose_name="整改期限")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="处理期限至")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="下达日期")),
                        ("appeal_until", models.DateField(blank=True, null=True, verbose_name="申诉期限")),
                        ("executed_on", models.DateField(blank=True, null=True, verbose_name="执行日期")),
                        ("record", models.TextField(blank=True, verbose_name="执行记录")),
                        ("signed_by", models.CharField(blank=True, max_length=40, verbose_name="记录签字人")),
                        (
                            "record_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="签字记录存放"),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="受送达人账号",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="县",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "helper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assistance.helper",
                            ),
                        ),
                        (
                            "joined_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="会同决定人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "问责事项",
                        "ordering": ["county_id", "-month", "no"],
                        "indexes": [
                            models.Index(fields=["area", "state", "due_on"], name="action_by_area_and_state"),
                            models.Index(fields=["county", "level", "code", "month"], name="action_by_party"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("county"),
                                models.F("key"),
                                condition=models.Q(("state", "withdrawn"), _negated=True),
                                name="one_action_a_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by", None),
                                    models.Q(
                                        ("served_on__isnull", False),
                                        ("decided_on__gt", models.F("window_ends_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="decided_after_the_party_was_heard",
                                violation_error_message="陈述期满以后才能决定。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("proposed", "served", "withdrawn")),
                                    ("decided_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="decision_names_its_person",
                                violation_error_message="决定要写明由谁作出。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "rectify_order"), _negated=True),
                                    ("decided_by", None),
                                    models.Q(("exoneration", ""), _negated=True),
                                    ("deadline_on__gt", models.F("decided_on")),
                                    _connector="OR",
                                ),
                                name="order_has_a_deadline",
                                violation_error_message="限期整改要写明期限，期限晚于决定日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "no_promotion"), _negated=True),
                                    ("decided_by", None),
                                    models.Q(("exoneration", ""), _negated=True),
                                    ("until_on__gte", models.F("decided_on")),
                                    _connector="OR",
                                ),
                                name="restriction_ends_on_a_day",
                                violation_error_message="不得提拔重用要写明到哪一天。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountabilityActionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("no", models.CharField(max_length=20, verbose_name="编号")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("helper", "帮扶责任人"),
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("county", "县"),
                                ],
                                max_length=12,
                                verbose_name="当事人层级",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="当事人代码")),
                        ("name", models.CharField(max_length=80, verbose_name="当事人")),
                        ("answers_for", models.CharField(blank=True, max_length=40, verbose_name="受送达人")),
                        (
                            "proposed_kind",
                            models.CharField(
                                choices=[
                                    ("circular", "通报"),
                                    ("interview", "约谈"),
                                    ("rectify_order", "限期整改"),
                                    ("self_criticism", "大会检讨"),
                                    ("organisational", "组织处理"),
                                    ("recall", "召回撤换"),
                                    ("no_promotion", "不得提拔重用"),
                                    ("investigation", "个案查处"),
                                    ("referral", "移送纪检监察"),
                                ],
                                max_length=16,
                                verbose_name="建议处理",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("circular", "通报"),
                                    ("interview", "约谈"),
                                    ("rectify_order", "限期整改"),
                                    ("self_criticism", "大会检讨"),
                                    ("organisational", "组织处理"),
                                    ("recall", "召回撤换"),
                                    ("no_promotion", "不得提拔重用"),
                                    ("investigation", "个案查处"),
                                    ("referral", "移送纪检监察"),
                                ],
                                max_length=16,
                                verbose_name="处理方式",
                            ),
                        ),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("first", "首次交不了硬账"),
                                    ("two_in_a_row", "连续两个月交不了硬账"),
                                    ("three_in_year", "十二个月内三次交不了硬账"),
                                    ("three_in_a_row", "连续三个月交不了硬账"),
                                    ("still_unmet", "欠账整改到期仍未完成"),
                                    ("four_in_year", "十二个月内四次交不了硬账"),
                                    ("not_fulfilled", "限期整改未完成"),
                                    ("falsified", "弄虚作假一次"),
                                    ("falsified_again", "再次弄虚作假"),
                                    ("year_fair", "年度等次一般"),
                                    ("year_poor", "年度等次差"),
                                    ("media", "被中央或省级媒体曝光"),
                                    ("prov_circular", "被省级以上扶贫部门通报"),
                                    ("prov_inspection", "被省级以上巡视督查点名批评"),
                                    ("misuse", "截留挤占贪污挪用套取资金"),
                                    ("acceptance", "整改验收后仍达不到要求"),
                                ],
                                max_length=16,
                                verbose_name="触发情形",
                            ),
                        ),
                        (
                            "triggers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("first", "首次交不了硬账"),
                                        ("two_in_a_row", "连续两个月交不了硬账"),
                                        ("three_in_year", "十二个月内三次交不了硬账"),
                                        ("three_in_a_row", "连续三个月交不了硬账"),
                                        ("still_unmet", "欠账整改到期仍未完成"),
                                        ("four_in_year", "十二个月内四次交不了硬账"),
                                        ("not_fulfilled", "限期整改未完成"),
                                        ("falsified", "弄虚作假一次"),
                                        ("falsified_again", "再次弄虚作假"),
                                        ("year_fair", "年度等次一般"),
                                        ("year_poor", "年度等次差"),
                                        ("media", "被中央或省级媒体曝光"),
                                        ("prov_circular", "被省级以上扶贫部门通报"),
                                        ("prov_inspection", "被省级以上巡视督查点名批评"),
                                        ("misuse", "截留挤占贪污挪用套取资金"),
                                        ("acceptance", "整改验收后仍达不到要求"),
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                                verbose_name="同时触发",
                            ),
                        ),
                        ("may_exonerate", models.BooleanField(default=True, verbose_name="可以容错")),
                        ("month", models.CharField(max_length=7, verbose_name="所依据月份")),
                        ("key", models.CharField(max_length=80)),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("office", "县扶贫办"),
                                    ("township", "乡镇党委政府"),
                                    ("leading", "县领导小组"),
                                    ("organisation", "县委组织部"),
                                    ("discipline", "县纪委监委"),
                                ],
                                max_length=12,
                                verbose_name="决定机关",
                            ),
                        ),
                        (
                            "joint_body",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("office", "县扶贫办"),
                                    ("township", "乡镇党委政府"),
                                    ("leading", "县领导小组"),
                                    ("organisation", "县委组织部"),
                                    ("discipline", "县纪委监委"),
                                ],
                                max_length=12,
                                verbose_name="会同机关",
                            ),
                        ),
                        (
                            "appeal_body",
                            models.CharField(
                                choices=[
                                    ("office", "县扶贫办"),
                                    ("township", "乡镇党委政府"),
                                    ("leading", "县领导小组"),
                                    ("organisation", "县委组织部"),
                                    ("discipline", "县纪委监委"),
                                ],
                                max_length=12,
                                verbose_name="复核机关",
                            ),
                        ),
                        ("facts", models.JSONField(default=dict, verbose_name="事实")),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="材料")),
                        (
                            "misuse",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("withheld", "截留"),
                                    ("squeezed", "挤占"),
                                    ("embezzled", "贪污"),
                                    ("diverted", "挪用"),
                                    ("obtained", "套取"),
                                ],
                                max_length=12,
                                verbose_name="资金违规情形",
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(verbose_name="提出时间")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待告知"),
                                    ("served", "陈述期"),
                                    ("decided", "待下达"),
                                    ("issued", "待执行"),
                                    ("appealed", "申诉复核"),
                                    ("executed", "已执行"),
                                    ("fulfilled", "整改完成"),
                                    ("not_fulfilled", "整改未完成"),
                                    ("exonerated", "容错免责"),
                                    ("revoked", "申诉撤销"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="proposed",
                                max_length=14,
                                verbose_name="状态",
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=0, verbose_name="步")),
                        ("state_since", models.DateField(verbose_name="进入本状态")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="应办期限")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        ("served_on", models.DateField(blank=True, null=True, verbose_name="告知送达")),
                        ("window_ends_on", models.DateField(blank=True, null=True, verbose_name="陈述期满")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="决定日期")),
                        ("decision", models.TextField(blank=True, verbose_name="决定")),
                        (
                            "exoneration",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("pilot", "先行先试，上级没有明确规定"),
                                    ("force", "自然灾害等不可抗力"),
                                    ("upper", "上级或其他单位的责任造成"),
                                    ("corrected", "无心之失，已主动纠正"),
                                ],
                                max_length=10,
                                verbose_name="容错情形",
                            ),
                        ),
                        ("deadline_on", models.DateField(blank=True, null=True, verbose_name="整改期限")),
                        ("until_on", models.DateField(blank=True, null=True, verbose_name="处理期限至")),
                        ("issued_on", models.DateField(blank=True, null=True, verbose_name="下达日期")),
                        ("appeal_until", models.DateField(blank=True, null=True, verbose_name="申诉期限")),
                        ("executed_on", models.DateField(blank=True, null=True, verbose_name="执行日期")),
                        ("record", models.TextField(blank=True, verbose_name="执行记录")),
                        ("signed_by", models.CharField(blank=True, max_length=40, verbose_name="记录签字人")),
                        (
                            "record_paper",
                            models.CharField(blank=True, max_length=100, verbose_name="签字记录存放"),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="受送达人账号",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="县",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="决定人",
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "helper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helper",
                            ),
                        ),
                        (
                            "joined_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="会同决定人",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="inspections.accountabilityaction",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccountabilityGround",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.CharField(blank=True, max_length=7, verbose_name="月份")),
                        (
                            "version",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="版本"),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("settled", "交清"),
                                    ("not_settled", "欠账"),
                                    ("falsified", "假账"),
                                    ("no_account", "本月无账"),
                                ],
                                max_length=12,
                                verbose_name="结论",
                            ),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="得分"
                            ),
                        ),
                        ("rule", models.CharField(blank=True, max_length=12, verbose_name="规则")),
                        ("title", models.CharField(blank=True, max_length=80, verbose_name="事项")),
                        ("subject_kind", models.CharField(blank=True, max_length=12)),
                        ("subject_code", models.CharField(blank=True, max_length=20)),
                        ("required", models.IntegerField(blank=True, null=True, verbose_name="应完成")),
                        ("delivered", models.IntegerField(blank=True, null=True, verbose_name="已完成")),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "完成"),
                                    ("partial", "部分完成"),
                                    ("failed", "未完成"),
                                    ("excused", "免责"),
                                    ("falsified", "作假"),
                                ],
                                max_length=10,
                                verbose_name="结果",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.accountmonth",
                            ),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grounds",
                                to="inspections.accountabilityaction",
                                verbose_name="问责事项",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.rectificationmeasure",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.accountabilityaction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "问责依据",
                        "ordering": ["action_id", "-month", "rule", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AccountabilityStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="步")),
                        (
                            "from_state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待告知"),
                                    ("served", "陈述期"),
                                    ("decided", "待下达"),
                                    ("issued", "待执行"),
                                    ("appealed", "申诉复核"),
                                    ("executed", "已执行"),
                                    ("fulfilled", "整改完成"),
                                    ("not_fulfilled", "整改未完成"),
                                    ("exonerated", "容错免责"),
                                    ("revoked", "申诉撤销"),
                                    ("withdrawn", "已撤回"),
                                ],
                                max_length=14,
                                verbose_name="原状态",
                            ),
                        ),
                        (
                            "to_state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待告知"),
                                    ("served", "陈述期"),
                                    ("decided", "待下达"),
                                    ("issued", "待执行"),
                                    ("appealed", "申诉复核"),
                                    ("executed", "已执行"),
                                    ("fulfilled", "整改完成"),
                                    ("not_fulfilled", "整改未完成"),
                                    ("exonerated", "容错免责"),
                                    ("revoked", "申诉撤销"),
                                    ("withdrawn", "已撤回"),
                                ],
                                max_length=14,
                                verbose_name="新状态",
                            ),
                        ),
                        (
                            "acting_as",
                            models.CharField(
                                choices=[
                                    ("software", "系统"),
                                    ("clerk", "县扶贫办经办人"),
                                    ("body", "决定机关成员"),
                                    ("above", "复核机关成员"),
                                    ("party", "当事人"),
                                    ("checker", "核查人"),
                                ],
                                max_length=10,
                                verbose_name="身份",
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="办理日期")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        ("reason", models.TextField(blank=True, verbose_name="理由")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="文书")),
                        ("facts", models.JSONField(default=dict, verbose_name="事实")),
                        (
                            "action",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="inspections.accountabilityaction",
                                verbose_name="问责事项",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "joined_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="会同人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "问责步骤",
                        "ordering": ["action_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("action"), models.F("number"), name="one_step_a_number_of_an_action"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionSeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("office", "县扶贫办"),
                                    ("township", "乡镇党委政府"),
                                    ("leading", "县领导小组"),
                                    ("organisation", "县委组织部"),
                                    ("discipline", "县纪委监委"),
                                ],
                                max_length=12,
                                verbose_name="决定机关",
                            ),
                        ),
                        ("title", models.CharField(max_length=40, verbose_name="职务")),
                        ("from_date", models.DateField(verbose_name="起")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("paper", models.CharField(max_length=100, verbose_name="任命文号")),
                        (
                            "appointed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="县",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="成员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "决定机关成员",
                        "ordering": ["area_id", "body", "from_date", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_date", None),
                                    ("to_date__gte", models.F("from_date")),
                                    _connector="OR",
                                ),
                                name="seat_ends_after_it_begins",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                            models.UniqueConstraint(
                                models.F("county"),
                                models.F("area"),
                                models.F("body"),
                                models.F("user"),
                                condition=models.Q(("to_date", None)),
                                name="one_seat_a_person_in_a_body",
                                violation_error_message="这个人已经是这个机关的成员。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionSeatEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("office", "县扶贫办"),
                                    ("township", "乡镇党委政府"),
                                    ("leading", "县领导小组"),
                                    ("organisation", "县委组织部"),
                                    ("discipline", "县纪委监委"),
                                ],
                                max_length=12,
                                verbose_name="决定机关",
                            ),
                        ),
                        ("title", models.CharField(max_length=40, verbose_name="职务")),
                        ("from_date", models.DateField(verbose_name="起")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="止")),
                        ("paper", models.CharField(max_length=100, verbose_name="任命文号")),
                        (
                            "appointed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="县",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="inspections.decisionseat",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="成员",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PermittedStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "from_state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待告知"),
                                    ("served", "陈述期"),
                                    ("decided", "待下达"),
                                    ("issued", "待执行"),
                                    ("appealed", "申诉复核"),
                                    ("executed", "已执行"),
                                    ("fulfilled", "整改完成"),
                                    ("not_fulfilled", "整改未完成"),
                                    ("exonerated", "容错免责"),
                                    ("revoked", "申诉撤销"),
                                    ("withdrawn", "已撤回"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "to_state",
                            models.CharField(
                                choices=[
                                    ("proposed", "待告知"),
                                    ("served", "陈述期"),
                                    ("decided", "待下达"),
                                    ("issued", "待执行"),
                                    ("appealed", "申诉复核"),
                                    ("executed", "已执行"),
                                    ("fulfilled", "整改完成"),
                                    ("not_fulfilled", "整改未完成"),
                                    ("exonerated", "容错免责"),
                                    ("revoked", "申诉撤销"),
                                    ("withdrawn", "已撤回"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "actor",
                            models.CharField(
                                choices=[
                                    ("software", "系统"),
                                    ("clerk", "县扶贫办经办人"),
                                    ("body", "决定机关成员"),
                                    ("above", "复核机关成员"),
                                    ("party", "当事人"),
                                    ("checker", "核查人"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("decides", models.BooleanField(default=False)),
                    ],
                    options={
                        "verbose_name": "问责允许的步骤",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("from_state"), models.F("to_state"), name="one_permitted_step"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelfReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("leader", "联系领导"),
                                ],
                                max_length=12,
                                verbose_name="报告单位层级",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="报告单位代码")),
                        (
                            "about_level",
                            models.CharField(
                                choices=[
                                    ("helper", "帮扶责任人"),
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("county", "县"),
                                ],
                                max_length=12,
                                verbose_name="问题单位层级",
                            ),
                        ),
                        ("about_code", models.CharField(max_length=20, verbose_name="问题单位代码")),
                        ("about_name", models.CharField(max_length=80, verbose_name="问题单位")),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("text", models.TextField(verbose_name="自查发现的问题")),
                        ("reported_at", models.DateTimeField(auto_now_add=True, verbose_name="报告时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="县",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报告人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "自查报告",
                        "ordering": ["area_id", "-month", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("level"),
                                models.F("code"),
                                models.F("about_level"),
                                models.F("about_code"),
                                models.F("month"),
                                name="one_self_report_a_month",
                                violation_error_message="这个月已经报告过。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelfReportEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("leader", "联系领导"),
                                ],
                                max_length=12,
                                verbose_name="报告单位层级",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="报告单位代码")),
                        (
                            "about_level",
                            models.CharField(
                                choices=[
                                    ("helper", "帮扶责任人"),
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("county", "县"),
                                ],
                                max_length=12,
                                verbose_name="问题单位层级",
                            ),
                        ),
                        ("about_code", models.CharField(max_length=20, verbose_name="问题单位代码")),
                        ("about_name", models.CharField(max_length=80, verbose_name="问题单位")),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("text", models.TextField(verbose_name="自查发现的问题")),
                        ("reported_at", models.DateTimeField(auto_now_add=True, verbose_name="报告时间")),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="县",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="inspections.selfreport",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报告人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("is_appeal", models.BooleanField(default=False, verbose_name="申诉")),
                        (
                            "text",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="陈述"
                            ),
                        ),
                        ("made_on", models.DateField(verbose_name="陈述日期")),
                        ("paper", models.CharField(blank=True, max_length=100, verbose_name="书面材料存放")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="inspections.accountabilityaction",
                                verbose_name="问责事项",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "当事人陈述",
                        "ordering": ["action_id", "made_on", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SupervisionLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("leader", "联系领导"),
                                ],
                                max_length=12,
                                verbose_name="上级层级",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="上级代码")),
                        ("name", models.CharField(max_length=80, verbose_name="上级")),
                        ("month", models.CharField(max_length=7, verbose_name="计入月份")),
                        ("revoked_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supervision",
                                to="inspections.accountabilityaction",
                                verbose_name="问责事项",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "self_report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.selfreport",
                                verbose_name="自查报告",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "倒查责任",
                        "ordering": ["action_id", "level", "code"],
                        "indexes": [
                            models.Index(fields=["area", "month"], name="supervision_by_area_and_month")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("action"),
                                models.F("level"),
                                models.F("code"),
                                name="one_supervision_line_a_party",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupervisionLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("village", "村"),
                                    ("township", "乡镇"),
                                    ("county_unit", "县直单位"),
                                    ("leader", "联系领导"),
                                ],
                                max_length=12,
                                verbose_name="上级层级",
                            ),
                        ),
                        ("code", models.CharField(max_length=20, verbose_name="上级代码")),
                        ("name", models.CharField(max_length=80, verbose_name="上级")),
                        ("month", models.CharField(max_length=7, verbose_name="计入月份")),
                        ("revoked_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                        (
                            "action",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.accountabilityaction",
                                verbose_name="问责事项",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="inspections.supervisionline",
                            ),
                        ),
                        (
                            "self_report",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.selfreport",
                                verbose_name="自查报告",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
        *(migrations.RunSQL(make, drop) for make, drop in FUNCTIONS),
        migrations.RunPython(write, clear),
    ]
