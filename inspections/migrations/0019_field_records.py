"""What is found on site: records of checks, households on no list, 一口清, acceptance by a third party."""

import uuid

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import povertyapp.core.fields
from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0008_void_measures"),
        ("core", "0024_field_parameters"),
        ("households", "0013_form_versions"),
        ("inspections", "0018_month_seal"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="AcceptanceRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("agency", models.CharField(max_length=80, verbose_name="第三方机构")),
                        ("tender_no", models.CharField(max_length=60, verbose_name="招标编号")),
                        ("recognised_by", models.CharField(max_length=80, verbose_name="认可单位")),
                        ("recognition_no", models.CharField(max_length=60, verbose_name="认可文号")),
                        ("begins_on", models.DateField(verbose_name="开始日期")),
                        ("accepted_on", models.DateField(verbose_name="验收日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "进行中"), ("closed", "已结束")],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
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
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="结束人",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "第三方验收",
                        "ordering": ["area_id", "-accepted_on"],
                        "permissions": [("change_acceptance", "登记第三方验收")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("name"),
                                name="one_acceptance_a_name",
                                violation_error_message="已有同名的验收，请换一个名称。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("begins_on__lte", models.F("accepted_on"))),
                                name="acceptance_begins_before_it_ends",
                                violation_error_message="验收日期不能早于开始日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AcceptanceResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("visited_on", models.DateField(blank=True, null=True, verbose_name="入户日期")),
                        ("passed", models.BooleanField(verbose_name="是否合格")),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "满意"),
                                    ("fair", "一般"),
                                    ("unsatisfied", "不满意"),
                                    ("unclear", "说不清"),
                                ],
                                max_length=12,
                                verbose_name="满意度",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acceptance_results",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="inspections.acceptanceround",
                                verbose_name="第三方验收",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "验收结果",
                        "ordering": ["round_id", "area_id", "household_id"],
                        "indexes": [models.Index(fields=["area", "passed"], name="acceptance_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("round"), models.F("household"), name="one_result_a_household"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AcceptanceResultEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("visited_on", models.DateField(blank=True, null=True, verbose_name="入户日期")),
                        ("passed", models.BooleanField(verbose_name="是否合格")),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "满意"),
                                    ("fair", "一般"),
                                    ("unsatisfied", "不满意"),
                                    ("unclear", "说不清"),
                                ],
                                max_length=12,
                                verbose_name="满意度",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
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
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="户",
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
                                to="inspections.acceptanceresult",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.acceptanceround",
                                verbose_name="第三方验收",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AcceptanceRoundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("agency", models.CharField(max_length=80, verbose_name="第三方机构")),
                        ("tender_no", models.CharField(max_length=60, verbose_name="招标编号")),
                        ("recognised_by", models.CharField(max_length=80, verbose_name="认可单位")),
                        ("recognition_no", models.CharField(max_length=60, verbose_name="认可文号")),
                        ("begins_on", models.DateField(verbose_name="开始日期")),
                        ("accepted_on", models.DateField(verbose_name="验收日期")),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "进行中"), ("closed", "已结束")],
                                default="open",
                                max_length=8,
                                verbose_name="状态",
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
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
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="结束人",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
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
                                to="inspections.acceptanceround",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CheckRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                        (
                            "found",
                            models.CharField(
                                choices=[("yes", "找到了"), ("away", "家里没人"), ("moved", "已搬走")],
                                max_length=8,
                                verbose_name="找到这户没有",
                            ),
                        ),
                        (
                            "listed",
                            models.CharField(
                                choices=[
                                    ("registered", "在册未脱贫"),
                                    ("exited", "已脱贫"),
                                    ("other", "未建档"),
                                ],
                                max_length=12,
                                verbose_name="所在名单",
                            ),
                        ),
                        ("persons", models.PositiveSmallIntegerField(verbose_name="登记人数")),
                        ("answer_count", models.PositiveSmallIntegerField(verbose_name="对照项数")),
                        (
                            "helper_known",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "说得对"), ("partly", "说不全"), ("no", "不知道")],
                                max_length=8,
                                verbose_name="知道帮扶人",
                            ),
                        ),
                        (
                            "times_told",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("monthly", "每月都来"),
                                    ("sometimes", "来过一两次"),
                                    ("never", "没来过"),
                                    ("unclear", "说不清"),
                                ],
                                max_length=10,
                                verbose_name="帮扶人来过几次",
                            ),
                        ),
                        (
                            "policy_known",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "说得对"), ("partly", "说不全"), ("no", "不知道")],
                                max_length=8,
                                verbose_name="知道本户政策",
                            ),
                        ),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "满意"),
                                    ("fair", "一般"),
                                    ("unsatisfied", "不满意"),
                                    ("unclear", "说不清"),
                                ],
                                max_length=12,
                                verbose_name="满意度",
                            ),
                        ),
                        (
                            "accepts",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "认可"), ("no", "不认可"), ("unclear", "说不清")],
                                max_length=8,
                                verbose_name="认可度",
                            ),
                        ),
                        (
                            "judged",
                            models.CharField(
                                blank=True,
                                choices=[("right", "准确"), ("wrong", "不准确"), ("unclear", "说不清")],
                                max_length=8,
                                verbose_name="识别或退出是否准确",
                            ),
                        ),
                        (
                            "wrong_persons",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="不准确的人数"
                            ),
                        ),
                        (
                            "measures_fit",
                            models.BooleanField(blank=True, null=True, verbose_name="措施对准原因"),
                        ),
                        (
                            "problem_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("records", "档案不实"),
                                    ("visits", "走访不实"),
                                    ("measures", "措施没落实"),
                                    ("policy", "政策没落实"),
                                    ("housing", "住房饮水"),
                                    ("conduct", "干部作风"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="问题类别",
                            ),
                        ),
                        (
                            "problem_text",
                            models.CharField(blank=True, max_length=200, verbose_name="发现的问题"),
                        ),
                        ("is_real_place", models.BooleanField(default=False, verbose_name="实地")),
                        ("is_real_matter", models.BooleanField(default=False, verbose_name="实事")),
                        ("is_real_person", models.BooleanField(default=False, verbose_name="实人")),
                        (
                            "place",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="位置"
                            ),
                        ),
                        ("device_at", models.DateTimeField(blank=True, null=True, verbose_name="手机时间")),
                        ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                        ("fixed_at", models.DateTimeField(verbose_name="此后只读")),
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
                            "problem",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.problem",
                                verbose_name="整改问题",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
                            ),
                        ),
                        (
                            "site_check",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="record",
                                to="inspections.unannouncedcheck",
                                verbose_name="现场检查",
                            ),
                        ),
                        (
                            "submission",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="check_record",
                                to="assistance.submission",
                                verbose_name="提交",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "现场核查记录",
                        "ordering": ["-recorded_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["area", "-recorded_at"], name="check_record_by_area")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("found", "yes"),
                                    models.Q(
                                        ("answer_count", 0),
                                        ("helper_known", ""),
                                        ("judged", ""),
                                        ("measures_fit", None),
                                        ("satisfaction", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="only_who_was_met_is_quoted",
                                violation_error_message="没有见到这户的人，不能填对照和询问结果。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("judged__in", ("", "right", "unclear")), ("wrong_persons", None)
                                    ),
                                    models.Q(
                                        ("judged", "wrong"),
                                        ("wrong_persons__gte", 1),
                                        ("wrong_persons__lte", models.F("persons")),
                                    ),
                                    _connector="OR",
                                ),
                                name="wrong_persons_belong_to_a_wrong_verdict",
                                violation_error_message="不准确的人数要在 1 和登记人数之间。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("problem_kind", ""),
                                    models.Q(("problem_text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="problem_on_site_is_said",
                                violation_error_message="选了问题类别，请用一句话写明问题。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "fact",
                            models.CharField(
                                choices=[
                                    ("size", "家庭人口"),
                                    ("land", "耕地面积"),
                                    ("measures", "帮扶措施"),
                                    ("last_visit", "最近走访"),
                                ],
                                max_length=12,
                                verbose_name="项目",
                            ),
                        ),
                        ("registered", models.CharField(blank=True, max_length=300, verbose_name="档案登记")),
                        (
                            "compared",
                            models.CharField(
                                choices=[("match", "一致"), ("mismatch", "不一致"), ("unclear", "说不清")],
                                max_length=10,
                                verbose_name="对照结果",
                            ),
                        ),
                        ("actual", models.CharField(blank=True, max_length=300, verbose_name="实际情况")),
                        (
                            "disproved",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="不实的措施",
                            ),
                        ),
                        (
                            "struck_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="证据核销时间"),
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
                            "problem",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inspections.problem",
                                verbose_name="整改问题",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assistance.visit",
                                verbose_name="走访",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="inspections.checkrecord",
                                verbose_name="核查记录",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "账实对照",
                        "ordering": ["record_id", "pk"],
                        "indexes": [models.Index(fields=["area", "compared"], name="check_answer_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("record"), models.F("fact"), name="one_answer_a_fact"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("compared", "mismatch"),
                                    models.Q(("actual", ""), ("disproved", []), ("problem", None)),
                                    _connector="OR",
                                ),
                                name="only_a_mismatch_has_consequences",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckAnswerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "fact",
                            models.CharField(
                                choices=[
                                    ("size", "家庭人口"),
                                    ("land", "耕地面积"),
                                    ("measures", "帮扶措施"),
                                    ("last_visit", "最近走访"),
                                ],
                                max_length=12,
                                verbose_name="项目",
                            ),
                        ),
                        ("registered", models.CharField(blank=True, max_length=300, verbose_name="档案登记")),
                        (
                            "compared",
                            models.CharField(
                                choices=[("match", "一致"), ("mismatch", "不一致"), ("unclear", "说不清")],
                                max_length=10,
                                verbose_name="对照结果",
                            ),
                        ),
                        ("actual", models.CharField(blank=True, max_length=300, verbose_name="实际情况")),
                        (
                            "disproved",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="不实的措施",
                            ),
                        ),
                        (
                            "struck_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="证据核销时间"),
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
                                to="inspections.checkanswer",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.problem",
                                verbose_name="整改问题",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.visit",
                                verbose_name="走访",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.checkrecord",
                                verbose_name="核查记录",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CheckRecordEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                        (
                            "found",
                            models.CharField(
                                choices=[("yes", "找到了"), ("away", "家里没人"), ("moved", "已搬走")],
                                max_length=8,
                                verbose_name="找到这户没有",
                            ),
                        ),
                        (
                            "listed",
                            models.CharField(
                                choices=[
                                    ("registered", "在册未脱贫"),
                                    ("exited", "已脱贫"),
                                    ("other", "未建档"),
                                ],
                                max_length=12,
                                verbose_name="所在名单",
                            ),
                        ),
                        ("persons", models.PositiveSmallIntegerField(verbose_name="登记人数")),
                        ("answer_count", models.PositiveSmallIntegerField(verbose_name="对照项数")),
                        (
                            "helper_known",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "说得对"), ("partly", "说不全"), ("no", "不知道")],
                                max_length=8,
                                verbose_name="知道帮扶人",
                            ),
                        ),
                        (
                            "times_told",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("monthly", "每月都来"),
                                    ("sometimes", "来过一两次"),
                                    ("never", "没来过"),
                                    ("unclear", "说不清"),
                                ],
                                max_length=10,
                                verbose_name="帮扶人来过几次",
                            ),
                        ),
                        (
                            "policy_known",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "说得对"), ("partly", "说不全"), ("no", "不知道")],
                                max_length=8,
                                verbose_name="知道本户政策",
                            ),
                        ),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "满意"),
                                    ("fair", "一般"),
                                    ("unsatisfied", "不满意"),
                                    ("unclear", "说不清"),
                                ],
                                max_length=12,
                                verbose_name="满意度",
                            ),
                        ),
                        (
                            "accepts",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "认可"), ("no", "不认可"), ("unclear", "说不清")],
                                max_length=8,
                                verbose_name="认可度",
                            ),
                        ),
                        (
                            "judged",
                            models.CharField(
                                blank=True,
                                choices=[("right", "准确"), ("wrong", "不准确"), ("unclear", "说不清")],
                                max_length=8,
                                verbose_name="识别或退出是否准确",
                            ),
                        ),
                        (
                            "wrong_persons",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="不准确的人数"
                            ),
                        ),
                        (
                            "measures_fit",
                            models.BooleanField(blank=True, null=True, verbose_name="措施对准原因"),
                        ),
                        (
                            "problem_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("records", "档案不实"),
                                    ("visits", "走访不实"),
                                    ("measures", "措施没落实"),
                                    ("policy", "政策没落实"),
                                    ("housing", "住房饮水"),
                                    ("conduct", "干部作风"),
                                    ("other", "其他"),
                                ],
                                max_length=10,
                                verbose_name="问题类别",
                            ),
                        ),
                        (
                            "problem_text",
                            models.CharField(blank=True, max_length=200, verbose_name="发现的问题"),
                        ),
                        ("is_real_place", models.BooleanField(default=False, verbose_name="实地")),
                        ("is_real_matter", models.BooleanField(default=False, verbose_name="实事")),
                        ("is_real_person", models.BooleanField(default=False, verbose_name="实人")),
                        (
                            "place",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="位置"
                            ),
                        ),
                        ("device_at", models.DateTimeField(blank=True, null=True, verbose_name="手机时间")),
                        ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
                        ("fixed_at", models.DateTimeField(verbose_name="此后只读")),
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
                                to="inspections.checkrecord",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.problem",
                                verbose_name="整改问题",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
                            ),
                        ),
                        (
                            "site_check",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.unannouncedcheck",
                                verbose_name="现场检查",
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.submission",
                                verbose_name="提交",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KnowledgeCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seed", models.CharField(max_length=40, verbose_name="种子")),
                        ("made_at", models.DateTimeField(verbose_name="出题时间")),
                        ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="提问时间")),
                        ("asked", models.PositiveSmallIntegerField(verbose_name="提问项数")),
                        ("right", models.PositiveSmallIntegerField(default=0, verbose_name="答对项数")),
                        (
                            "pass_share",
                            models.DecimalField(decimal_places=4, max_digits=5, verbose_name="合格线"),
                        ),
                        ("passed", models.BooleanField(blank=True, null=True, verbose_name="是否一口清")),
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
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提问人",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="knowledge_checks",
                                to="assistance.post",
                                verbose_name="驻村岗位",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="knowledge_checks",
                                to="inspections.checkround",
                                verbose_name="检查轮次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "一口清抽问",
                        "ordering": ["-made_at", "-pk"],
                        "indexes": [models.Index(fields=["area", "-made_at"], name="knowledge_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("round"),
                                models.F("post"),
                                name="one_knowledge_check_a_round",
                                violation_error_message="这一轮已经抽问过这个人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("asked__gte", 1), ("right__lte", models.F("asked"))),
                                name="no_more_right_than_asked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_at", None), ("passed", None)),
                                    models.Q(("asked_at__isnull", False), ("passed__isnull", False)),
                                    _connector="OR",
                                ),
                                name="asked_knowledge_has_a_verdict",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KnowledgeCheckEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("seed", models.CharField(max_length=40, verbose_name="种子")),
                        ("made_at", models.DateTimeField(verbose_name="出题时间")),
                        ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="提问时间")),
                        ("asked", models.PositiveSmallIntegerField(verbose_name="提问项数")),
                        ("right", models.PositiveSmallIntegerField(default=0, verbose_name="答对项数")),
                        (
                            "pass_share",
                            models.DecimalField(decimal_places=4, max_digits=5, verbose_name="合格线"),
                        ),
                        ("passed", models.BooleanField(blank=True, null=True, verbose_name="是否一口清")),
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
                            "asked_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="提问人",
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
                                to="inspections.knowledgecheck",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.post",
                                verbose_name="驻村岗位",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.checkround",
                                verbose_name="检查轮次",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KnowledgeQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="题号")),
                        (
                            "fact",
                            models.CharField(
                                choices=[
                                    ("size", "几口人"),
                                    ("cause", "主要致贫原因"),
                                    ("status", "脱贫没有"),
                                    ("helper", "帮扶责任人是谁"),
                                    ("measures", "在实施的措施有几项"),
                                    ("land", "耕地几亩"),
                                ],
                                max_length=10,
                                verbose_name="问什么",
                            ),
                        ),
                        ("expected", models.CharField(max_length=200, verbose_name="档案")),
                        (
                            "said",
                            models.CharField(
                                blank=True,
                                choices=[("right", "答对"), ("wrong", "答错"), ("unknown", "不知道")],
                                max_length=8,
                                verbose_name="回答",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=100, verbose_name="原话")),
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
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "knowledge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="inspections.knowledgecheck",
                                verbose_name="一口清抽问",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "一口清题目",
                        "ordering": ["knowledge_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("knowledge"), models.F("number"), name="one_question_a_number"
                            ),
                            models.UniqueConstraint(
                                models.F("knowledge"),
                                models.F("household"),
                                models.F("fact"),
                                name="one_question_a_fact",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KnowledgeQuestionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="题号")),
                        (
                            "fact",
                            models.CharField(
                                choices=[
                                    ("size", "几口人"),
                                    ("cause", "主要致贫原因"),
                                    ("status", "脱贫没有"),
                                    ("helper", "帮扶责任人是谁"),
                                    ("measures", "在实施的措施有几项"),
                                    ("land", "耕地几亩"),
                                ],
                                max_length=10,
                                verbose_name="问什么",
                            ),
                        ),
                        ("expected", models.CharField(max_length=200, verbose_name="档案")),
                        (
                            "said",
                            models.CharField(
                                blank=True,
                                choices=[("right", "答对"), ("wrong", "答错"), ("unknown", "不知道")],
                                max_length=8,
                                verbose_name="回答",
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=100, verbose_name="原话")),
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
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "knowledge",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.knowledgecheck",
                                verbose_name="一口清抽问",
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
                                to="inspections.knowledgequestion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OtherFrame",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "households",
                            models.PositiveIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="未建档户数",
                            ),
                        ),
                        (
                            "persons",
                            models.PositiveIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="未建档人数",
                            ),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="名册出处")),
                        ("made_at", models.DateTimeField(verbose_name="登记时间")),
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
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="other_frames",
                                to="inspections.sampledraw",
                                verbose_name="抽样",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "未建档户名册",
                        "ordering": ["draw_id", "area_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("draw"),
                                models.F("area"),
                                name="one_other_frame_a_village",
                                violation_error_message="这个村的未建档户数已经登记过。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OtherFrameEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "households",
                            models.PositiveIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="未建档户数",
                            ),
                        ),
                        (
                            "persons",
                            models.PositiveIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="未建档人数",
                            ),
                        ),
                        ("source", models.CharField(max_length=120, verbose_name="名册出处")),
                        ("made_at", models.DateTimeField(verbose_name="登记时间")),
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
                            "draw",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.sampledraw",
                                verbose_name="抽样",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
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
                                to="inspections.otherframe",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OtherRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="名册序号")),
                        (
                            "replaces",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="替换序号"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="替换理由")),
                        (
                            "persons",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="家庭人口",
                            ),
                        ),
                        (
                            "missed_persons",
                            models.PositiveSmallIntegerField(default=0, verbose_name="应纳入未纳入的人数"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "accepts",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "认可"), ("no", "不认可"), ("unclear", "说不清")],
                                max_length=8,
                                verbose_name="认可度",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                            "frame",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="inspections.otherframe",
                                verbose_name="名册",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "未建档户核查",
                        "ordering": ["frame_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("frame"),
                                models.F("number"),
                                name="one_other_record_a_number",
                                violation_error_message="这一户已经记录过。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("missed_persons__lte", models.F("persons"))),
                                name="missed_persons_live_there",
                                violation_error_message="应纳入的人数不能多于家庭人口。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", ""), ("replaces", None)),
                                    models.Q(
                                        ("replaces__isnull", False), models.Q(("reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="other_replacement_says_why",
                                violation_error_message="替换样本要写明理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OtherRecordEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveIntegerField(verbose_name="名册序号")),
                        (
                            "replaces",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="替换序号"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="替换理由")),
                        (
                            "persons",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="家庭人口",
                            ),
                        ),
                        (
                            "missed_persons",
                            models.PositiveSmallIntegerField(default=0, verbose_name="应纳入未纳入的人数"),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        (
                            "accepts",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "认可"), ("no", "不认可"), ("unclear", "说不清")],
                                max_length=8,
                                verbose_name="认可度",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="记录时间")),
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
                            "frame",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.otherframe",
                                verbose_name="名册",
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
                                to="inspections.otherrecord",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="记录人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
