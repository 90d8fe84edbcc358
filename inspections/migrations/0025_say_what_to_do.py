"""Refusals of constraints say what to do next; the database stays as it is."""

import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0010_say_what_to_do"),
        ("core", "0034_lists"),
        ("households", "0015_say_what_to_do"),
        ("inspections", "0024_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="accountseal",
            name="one_signature_a_role",
            constraint=models.UniqueConstraint(
                models.F("account"),
                models.F("digest"),
                models.F("role"),
                name="one_signature_a_role",
                violation_error_message="这个身份已经有人签过，请由另一个身份签字。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="checklist",
            name="one_checklist_a_title",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("title"),
                name="one_checklist_a_title",
                violation_error_message="已经有同名的清单，请换一个名称。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="circular",
            name="one_draft_circular_a_month",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("month"),
                condition=models.Q(("state", "draft")),
                name="one_draft_circular_a_month",
                violation_error_message="这个月已经有一份通报草稿，请在那一份上修改。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="claim",
            name="one_claim_at_a_time",
            constraint=models.UniqueConstraint(
                models.F("rule"),
                models.F("subject_code"),
                condition=models.Q(("status", "asked")),
                name="one_claim_at_a_time",
                violation_error_message="这一条已经有一份说明等着乡镇核实，不用再写。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="claim",
            name="claim_is_checked_by_another",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_by", None),
                    models.Q(("checked_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="claim_is_checked_by_another",
                violation_error_message="说明的人不能核实自己的说明，请由另一个人核实。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="decisionseat",
            name="one_seat_a_person_in_a_body",
            constraint=models.UniqueConstraint(
                models.F("county"),
                models.F("area"),
                models.F("body"),
                models.F("user"),
                condition=models.Q(("to_date", None)),
                name="one_seat_a_person_in_a_body",
                violation_error_message="这个人已经是这个机关的成员，不用再登记。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="excuse",
            name="excuse_is_decided_by_another",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by", None),
                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="excuse_is_decided_by_another",
                violation_error_message="申请的人不能批准自己的申请，请由另一个人批准。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="excuse",
            name="nobody_stands_in_for_himself",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("substitute", None),
                    ("helper", None),
                    models.Q(("substitute", models.F("helper")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_stands_in_for_himself",
                violation_error_message="代替人不能是本人，请另选一人。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="indicator",
            name="one_indicator_a_name",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("name"),
                name="one_indicator_a_name",
                violation_error_message="已经有同名的指标，请换一个名称。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="knowledgecheck",
            name="one_knowledge_check_a_round",
            constraint=models.UniqueConstraint(
                models.F("round"),
                models.F("post"),
                name="one_knowledge_check_a_round",
                violation_error_message="这一轮已经抽问过这个人，请另选一人。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meeting",
            name="one_meeting_of_a_kind_a_day",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("kind"),
                models.F("held_on"),
                name="one_meeting_of_a_kind_a_day",
                violation_error_message="这一天的这种会议已经登记过，请打开那一次会议。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="objection",
            name="objection_is_answered_by_another",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ruled_by", None),
                        models.Q(("ruled_by", models.F("filed_by")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("taken_by", None),
                        models.Q(("taken_by", models.F("filed_by")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="objection_is_answered_by_another",
                violation_error_message="提出申诉的人不能受理或复核自己的申诉，请由另一个人办。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="objectionline",
            name="one_objection_a_line",
            constraint=models.UniqueConstraint(
                models.F("county"),
                models.F("month"),
                models.F("level"),
                models.F("code"),
                models.F("rule"),
                models.F("subject_kind"),
                models.F("subject_code"),
                models.F("area"),
                condition=models.Q(("is_standing", True)),
                name="one_objection_a_line",
                violation_error_message="这一项已经提过申诉，不能再提；请看原来那件申诉的答复。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="otherframe",
            name="one_other_frame_a_village",
            constraint=models.UniqueConstraint(
                models.F("draw"),
                models.F("area"),
                name="one_other_frame_a_village",
                violation_error_message="这个村的未建档户数已经登记过，请打开原来的那一条。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="otherrecord",
            name="one_other_record_a_number",
            constraint=models.UniqueConstraint(
                models.F("frame"),
                models.F("number"),
                name="one_other_record_a_number",
                violation_error_message="这一户已经记录过，不用再记；记错了请打开原来的那一条。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="publishedfigure",
            name="one_published_figure_a_day",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("unit"),
                models.F("name"),
                models.F("published_on"),
                name="one_published_figure_a_day",
                violation_error_message="这个单位这一天的这项指标已经登记过，请打开原来的那一条修改。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rectificationmeasure",
            name="verifier_is_not_the_fixer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verified_by", None),
                    models.Q(
                        models.Q(
                            ("submitted_by", None),
                            models.Q(("verified_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("answered_by", None),
                            models.Q(("verified_by", models.F("answered_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="verifier_is_not_the_fixer",
                violation_error_message="整改的人不能验收自己的整改，请由另一个人验收。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="selfreport",
            name="one_self_report_a_month",
            constraint=models.UniqueConstraint(
                models.F("level"),
                models.F("code"),
                models.F("about_level"),
                models.F("about_code"),
                models.F("month"),
                name="one_self_report_a_month",
                violation_error_message="这个月已经报告过，不用再报。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="wallplace",
            name="wall_shows_townships_and_villages",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.Exact(django.db.models.functions.text.Length("area"), 9),
                    django.db.models.lookups.Exact(django.db.models.functions.text.Length("area"), 12),
                    _connector="OR",
                ),
                name="wall_shows_townships_and_villages",
                violation_error_message="作战图上只有乡镇和村，请选乡镇或村。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="workround",
            name="one_work_round_a_title",
            constraint=models.UniqueConstraint(
                models.F("area"),
                models.F("title"),
                name="one_work_round_a_title",
                violation_error_message="已经有同名的工作，请换一个名称。",
            ),
        ),
    ]
