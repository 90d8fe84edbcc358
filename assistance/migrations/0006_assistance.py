"""Who helps, visits from phones, assigning, people on post, plans and answers, trainings, links and care."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import assistance.models.assignment
import assistance.models.link
import povertyapp.core.fields
from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0005_give_units_a_code"),
        ("core", "0016_assistance_parameters"),
        ("households", "0013_form_versions"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="AssignmentRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("bulk", "批量安排"), ("handover", "交接")],
                                max_length=8,
                                verbose_name="种类",
                            ),
                        ),
                        ("from_date", models.DateField(verbose_name="开始日期")),
                        ("made_at", models.DateTimeField(verbose_name="办理时间")),
                        ("reason", models.CharField(blank=True, max_length=100, verbose_name="理由")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="交接说明")),
                        (
                            "taken_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="接手时间"),
                        ),
                        ("outcome", models.JSONField(default=list, editable=False)),
                        (
                            "act",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.act",
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
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "predecessor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assistance.helper",
                                verbose_name="移交人",
                            ),
                        ),
                        (
                            "successor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assistance.helper",
                                verbose_name="接手人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "批量安排",
                        "ordering": ["-made_at"],
                        "indexes": [models.Index(fields=["area", "-made_at"], name="round_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "bulk"), ("predecessor", None), ("successor", None)),
                                    models.Q(
                                        ("kind", "handover"),
                                        ("predecessor__isnull", False),
                                        ("successor__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="handover_names_both_helpers",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("predecessor", None),
                                    models.Q(("predecessor", models.F("successor")), _negated=True),
                                    _connector="OR",
                                ),
                                name="handover_is_between_two",
                                violation_error_message="移交人和接手人不能是同一个人。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AssistancePlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(2013),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="年度",
                            ),
                        ),
                        (
                            "causes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("illness", "因病"),
                                        ("disability", "因残"),
                                        ("schooling", "因学"),
                                        ("disaster", "因灾"),
                                        ("lack_land", "缺土地"),
                                        ("lack_water", "缺水"),
                                        ("lack_skill", "缺技术"),
                                        ("lack_labour", "缺劳动力"),
                                        ("lack_capital", "缺资金"),
                                        ("poor_transport", "交通条件落后"),
                                        ("lack_motivation", "自身发展动力不足"),
                                        ("marriage", "因婚"),
                                        ("funeral", "因丧"),
                                        ("other", "其他"),
                                    ],
                                    max_length=20,
                                ),
                                default=list,
                                size=None,
                                verbose_name="针对的致贫原因",
                            ),
                        ),
                        ("goal", models.CharField(max_length=200, verbose_name="年度目标")),
                        (
                            "own_income",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="不算帮扶措施带来的收入，全家一年能有多少。",
                                max_digits=12,
                                verbose_name="没有措施时的全年纯收入(元)",
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="农户签字日期")),
                        ("signed_by", models.CharField(blank=True, max_length=40, verbose_name="签字人")),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plans",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "帮扶计划",
                        "ordering": ["household_id", "-year"],
                        "indexes": [models.Index(fields=["area", "year"], name="plan_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("household", "year"),
                                name="one_plan_a_year",
                                violation_error_message="这一户这一年已有帮扶计划，请在原计划上修改。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_by", ""), ("signed_on", None)),
                                    models.Q(
                                        ("signed_on__isnull", False),
                                        models.Q(("signed_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="signed_plan_says_by_whom",
                                violation_error_message="签字日期和签字人要一起填。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CauseAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("illness", "因病"),
                                    ("disability", "因残"),
                                    ("schooling", "因学"),
                                    ("disaster", "因灾"),
                                    ("lack_land", "缺土地"),
                                    ("lack_water", "缺水"),
                                    ("lack_skill", "缺技术"),
                                    ("lack_labour", "缺劳动力"),
                                    ("lack_capital", "缺资金"),
                                    ("poor_transport", "交通条件落后"),
                                    ("lack_motivation", "自身发展动力不足"),
                                    ("marriage", "因婚"),
                                    ("funeral", "因丧"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="致贫原因",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("industry", "产业扶持"),
                                    ("employment", "就业务工"),
                                    ("training", "技能培训"),
                                    ("microcredit", "小额信贷"),
                                    ("asset_return", "资产收益"),
                                    ("fund_return", "资金收益"),
                                    ("social_safety_net", "社会兜底"),
                                    ("land_transfer", "土地流转"),
                                    ("ecology", "生态补偿"),
                                    ("public_post", "公益性岗位"),
                                    ("education", "教育资助"),
                                    ("medical", "医疗救助"),
                                    ("housing", "危房改造"),
                                    ("relocation", "易地搬迁"),
                                    ("firm_link", "龙头企业带动"),
                                    ("cooperative_link", "合作社带动"),
                                    ("e_commerce", "电商"),
                                    ("tourism", "旅游"),
                                    ("solar", "光伏"),
                                    ("water", "安全饮水"),
                                    ("infrastructure", "基础设施到户"),
                                    ("donation", "社会捐赠"),
                                    ("relief", "救助补贴"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="措施种类",
                            ),
                        ),
                        (
                            "item",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("allowance", "低保"),
                                    ("five_guarantee", "特困供养"),
                                    ("pension", "养老保险"),
                                    ("temporary_relief", "临时救助"),
                                    ("disaster_relief", "灾害救助"),
                                    ("special_relief", "特殊救助"),
                                    ("charity_relief", "慈善救助"),
                                    ("disability_subsidy", "残疾补贴"),
                                    ("illness_insurance", "大病保险"),
                                    ("chronic_contract", "慢病签约"),
                                    ("supported_job", "辅助就业"),
                                    ("industry_recovery", "产业恢复"),
                                    ("industry_reward", "产业奖补"),
                                ],
                                max_length=20,
                                verbose_name="具体措施",
                            ),
                        ),
                        ("from_date", models.DateField(verbose_name="起")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="止")),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="行政区划",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "致贫原因对应措施",
                        "ordering": ["cause", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("area", "cause", "kind", "item", "from_date"),
                                name="one_cause_answer_a_start",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_date", None),
                                    ("to_date__gte", models.F("from_date")),
                                    _connector="OR",
                                ),
                                name="cause_answer_ends_after_it_begins",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactCard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("posted_on", models.DateField(verbose_name="张贴日期")),
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
                            "helper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assistance.helper",
                                verbose_name="卡上的帮扶责任人",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contact_cards",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="households.archivepaper",
                                verbose_name="张贴照片",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "联系卡张贴",
                        "ordering": ["-posted_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("household"),
                                models.F("helper"),
                                models.F("posted_on"),
                                name="one_card_a_day",
                                violation_error_message="这一天的张贴已经登记。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enterprise",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="编号")),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cooperative", "农民专业合作社"),
                                    ("leading", "龙头企业"),
                                    ("company", "其他企业"),
                                    ("farm", "家庭农场、种养大户"),
                                    ("workshop", "扶贫车间"),
                                ],
                                max_length=12,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "credit_code",
                            models.CharField(
                                blank=True,
                                max_length=18,
                                validators=[assistance.models.link.check_credit_code],
                                verbose_name="统一社会信用代码",
                            ),
                        ),
                        ("industry", models.CharField(blank=True, max_length=40, verbose_name="主营产业")),
                        ("head_name", models.CharField(blank=True, max_length=40, verbose_name="负责人")),
                        ("founded_on", models.DateField(verbose_name="成立日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="注销日期")),
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
                    ],
                    options={
                        "verbose_name": "合作社和企业",
                        "ordering": ["area_id", "name"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("name"),
                                name="one_enterprise_a_name_and_place",
                                violation_error_message="这个地方已有同名的合作社或企业。",
                            ),
                            models.UniqueConstraint(
                                models.F("credit_code"),
                                condition=models.Q(("credit_code", ""), _negated=True),
                                name="one_enterprise_a_credit_code",
                                violation_error_message="这个统一社会信用代码已经登记过。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None),
                                    ("ended_on__gte", models.F("founded_on")),
                                    _connector="OR",
                                ),
                                name="enterprise_ends_after_it_begins",
                                violation_error_message="注销日期不能早于成立日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeldSubmission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("visit", "走访"), ("correction", "更正")],
                                default="visit",
                                max_length=12,
                                verbose_name="内容",
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                choices=[
                                    ("not_entitled", "发送人的权限或手机已停用"),
                                    ("not_his", "这一户不在发送人名下"),
                                    ("other_body", "同一编号收到了不同内容"),
                                ],
                                max_length=16,
                                verbose_name="原因",
                            ),
                        ),
                        ("submission_id", models.UUIDField(verbose_name="提交编号")),
                        ("body_sha256", models.CharField(max_length=64)),
                        (
                            "body",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="内容"
                            ),
                        ),
                        ("received_at", models.DateTimeField(verbose_name="收到时间")),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "待核对"), ("accepted", "已采纳"), ("refused", "不采纳")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="处理时间")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="处理意见")),
                        (
                            "about",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="held",
                                to="assistance.visit",
                                verbose_name="走访",
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
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
                            ),
                        ),
                        (
                            "device",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.device",
                                verbose_name="手机",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="held_submissions",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发送人",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assistance.visit",
                                verbose_name="采纳后的走访",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "待核对的提交",
                        "ordering": ["-received_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["area", "status", "-received_at"], name="held_by_area")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("submission_id"),
                                models.F("body_sha256"),
                                models.F("sent_by"),
                                name="one_held_a_body",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "open"),
                                    models.Q(
                                        ("decided_by__isnull", False), models.Q(("reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="held_is_decided_with_a_reason",
                                violation_error_message="请写明理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeldValue",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "field",
                            models.CharField(
                                choices=[
                                    ("health", "健康状况"),
                                    ("phone", "联系电话"),
                                    ("presence", "在家情况"),
                                ],
                                max_length=10,
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "value",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="手机上的"
                            ),
                        ),
                        (
                            "register_value",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="当时档案里的"
                            ),
                        ),
                        ("held_at", models.DateTimeField(verbose_name="收到时间")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "待核对"),
                                    ("kept", "保留档案里的"),
                                    ("taken", "采用手机上的"),
                                    ("other", "另填"),
                                ],
                                default="open",
                                max_length=6,
                                verbose_name="状态",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="处理时间")),
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
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="held_values",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="held_values",
                                to="households.householdmember",
                                verbose_name="成员",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发送人",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="held_values",
                                to="assistance.visit",
                                verbose_name="走访",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "待核对的数据",
                        "ordering": ["-held_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["area", "status", "-held_at"], name="held_value_by_area")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HelperKin",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("relation", models.CharField(max_length=20, verbose_name="亲属关系")),
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
                            "helper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="kin",
                                to="assistance.helper",
                                verbose_name="帮扶责任人",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="kin_helpers",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "亲属关系申报",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("household"),
                                models.F("helper"),
                                name="one_kinship_a_pair",
                                violation_error_message="这一户和这名帮扶责任人的亲属关系已经登记。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeftBehindPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("elderly", "留守老人"),
                                    ("woman", "留守妇女"),
                                    ("child", "留守儿童"),
                                ],
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="开始日期")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        ("away", models.CharField(blank=True, max_length=80, verbose_name="外出亲属和去向")),
                        (
                            "lives_with",
                            models.CharField(blank=True, max_length=60, verbose_name="同住人或监护人"),
                        ),
                        (
                            "carer_name",
                            models.CharField(blank=True, max_length=40, verbose_name="关爱联系人"),
                        ),
                        (
                            "carer_role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("womens_head", "妇代会主任"),
                                    ("teacher", "心理咨询专职教师"),
                                    ("volunteer", "社会志愿者"),
                                    ("official", "村干部"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="联系人身份",
                            ),
                        ),
                        ("needs", models.CharField(blank=True, max_length=200, verbose_name="主要需求")),
                        ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="核实日期")),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="left_behind",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="left_behind",
                                to="households.householdmember",
                                verbose_name="家庭成员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "留守人员",
                        "ordering": ["area_id", "household_id", "kind", "pk"],
                        "indexes": [models.Index(fields=["area", "kind"], name="left_behind_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("member"),
                                condition=models.Q(("until", None)),
                                name="left_behind_once_at_a_time",
                                violation_error_message="这个人已经登记为留守人员。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="left_behind_ends_after_it_begins",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureFamily",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("industry", "产业扶持"),
                                    ("employment", "就业务工"),
                                    ("training", "技能培训"),
                                    ("microcredit", "小额信贷"),
                                    ("asset_return", "资产收益"),
                                    ("fund_return", "资金收益"),
                                    ("social_safety_net", "社会兜底"),
                                    ("land_transfer", "土地流转"),
                                    ("ecology", "生态补偿"),
                                    ("public_post", "公益性岗位"),
                                    ("education", "教育资助"),
                                    ("medical", "医疗救助"),
                                    ("housing", "危房改造"),
                                    ("relocation", "易地搬迁"),
                                    ("firm_link", "龙头企业带动"),
                                    ("cooperative_link", "合作社带动"),
                                    ("e_commerce", "电商"),
                                    ("tourism", "旅游"),
                                    ("solar", "光伏"),
                                    ("water", "安全饮水"),
                                    ("infrastructure", "基础设施到户"),
                                    ("donation", "社会捐赠"),
                                    ("relief", "救助补贴"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="措施种类",
                            ),
                        ),
                        (
                            "item",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("allowance", "低保"),
                                    ("five_guarantee", "特困供养"),
                                    ("pension", "养老保险"),
                                    ("temporary_relief", "临时救助"),
                                    ("disaster_relief", "灾害救助"),
                                    ("special_relief", "特殊救助"),
                                    ("charity_relief", "慈善救助"),
                                    ("disability_subsidy", "残疾补贴"),
                                    ("illness_insurance", "大病保险"),
                                    ("chronic_contract", "慢病签约"),
                                    ("supported_job", "辅助就业"),
                                    ("industry_recovery", "产业恢复"),
                                    ("industry_reward", "产业奖补"),
                                ],
                                max_length=20,
                                verbose_name="具体措施",
                            ),
                        ),
                        (
                            "batch",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("production", "发展生产"),
                                    ("relocation", "易地搬迁"),
                                    ("ecology", "生态补偿"),
                                    ("education", "发展教育"),
                                    ("social_security", "社会保障兜底"),
                                ],
                                max_length=16,
                                verbose_name="五个一批",
                            ),
                        ),
                        (
                            "reach",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("industry", "产业扶持"),
                                    ("training", "扶贫培训"),
                                    ("relocation", "扶贫搬迁"),
                                    ("project_fund", "项目资金"),
                                    ("pairing", "结对帮扶"),
                                    ("firm_link", "龙头企业带动"),
                                    ("allowance", "低保衔接"),
                                    ("relief", "救助政策"),
                                    ("finance", "金融服务"),
                                ],
                                max_length=12,
                                verbose_name="九个到户",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "措施归类",
                        "ordering": ["kind", "item"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("kind"), models.F("item"), name="one_row_a_measure_family"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Official",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="人员编号")),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("office", models.CharField(blank=True, max_length=40, verbose_name="职务")),
                        (
                            "phone",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="code", default="", verbose_name="联系电话"
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
                            "helper",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="official",
                                to="assistance.helper",
                                verbose_name="帮扶责任人",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="officials",
                                to="assistance.helpingunit",
                                verbose_name="派出单位",
                            ),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="official",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "帮扶干部",
                        "ordering": ["area_id", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("unit"),
                                models.F("name"),
                                name="one_official_a_name_in_a_unit",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Relief",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("medical", "医疗救助"),
                                    ("education", "教育救助"),
                                    ("disaster", "灾害救助"),
                                    ("temporary", "临时救助"),
                                    ("special", "特殊救助"),
                                    ("charity", "慈善救助"),
                                ],
                                max_length=10,
                                verbose_name="救助种类",
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="发放日期")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="金额(元)",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=80, verbose_name="发放单位")),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reliefs",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reliefs",
                                to="households.householdmember",
                                verbose_name="受助人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "救助",
                        "ordering": ["-received_on", "-pk"],
                        "indexes": [models.Index(fields=["area", "received_on"], name="relief_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("member", "kind", "received_on"),
                                name="one_relief_a_day",
                                violation_error_message="这个人这一天已登记同一种救助。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResidentTeam",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField(verbose_name="进驻日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="撤离日期")),
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teams",
                                to="assistance.helpingunit",
                                verbose_name="派出单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "驻村工作队",
                        "ordering": ["area_id", "from_date"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_date", None),
                                    ("to_date__gte", models.F("from_date")),
                                    _connector="OR",
                                ),
                                name="team_ends_after_it_begins",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    django.db.models.lookups.Exact(
                                        django.db.models.functions.text.Length("area"), 12
                                    )
                                ),
                                name="team_stands_in_a_village",
                                violation_error_message="驻村工作队要派到村。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("area", "="),
                                    (
                                        assistance.models.assignment.DateSpan(
                                            "from_date",
                                            "to_date",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_team_a_village",
                                violation_error_message="一个村同一天只能有一支驻村工作队。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("topic", models.CharField(max_length=80, verbose_name="培训内容")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("crops", "种植技术"),
                                    ("livestock", "养殖技术"),
                                    ("work_skill", "务工技能"),
                                    ("craft", "手工和加工"),
                                    ("housekeeping", "家政护理"),
                                    ("e_commerce", "电商经营"),
                                    ("other", "其他实用技术"),
                                ],
                                max_length=12,
                                verbose_name="培训类别",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="开始日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        ("organiser", models.CharField(max_length=80, verbose_name="主办单位")),
                        ("place", models.CharField(blank=True, max_length=80, verbose_name="培训地点")),
                        (
                            "hours",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=5,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="学时",
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
                    ],
                    options={
                        "verbose_name": "培训",
                        "ordering": ["-held_on", "-pk"],
                        "indexes": [models.Index(fields=["area", "-held_on"], name="training_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("topic"),
                                models.F("held_on"),
                                models.F("organiser"),
                                name="one_training_a_topic_and_day",
                                violation_error_message="这个地方这一天已有同名培训，请打开那一场补登参加人。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None),
                                    ("ended_on__gte", models.F("held_on")),
                                    _connector="OR",
                                ),
                                name="training_ends_after_it_begins",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VillageInstitution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("finance_station", "金融扶贫工作站"),
                                    ("mutual_fund", "资金互助社"),
                                ],
                                max_length=16,
                                verbose_name="类型",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("bank", models.CharField(blank=True, max_length=60, verbose_name="主办银行")),
                        (
                            "capital",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="资金规模(元)",
                            ),
                        ),
                        ("founded_on", models.DateField(verbose_name="成立日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
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
                    ],
                    options={
                        "verbose_name": "一站两社",
                        "ordering": ["area_id", "kind", "founded_on"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("kind"),
                                condition=models.Q(("ended_on", None)),
                                name="one_institution_a_kind_and_village",
                                violation_error_message="这个村已有这一类机构，撤销了才能再登记。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None),
                                    ("ended_on__gte", models.F("founded_on")),
                                    _connector="OR",
                                ),
                                name="institution_ends_after_it_begins",
                                violation_error_message="撤销日期不能早于成立日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VillageTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("assigned_on", models.DateField(verbose_name="交办日期")),
                        ("claimed_on", models.DateField(blank=True, null=True, verbose_name="认领日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="assistance.helpingunit",
                                verbose_name="帮扶单位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "定点帮扶任务",
                        "ordering": ["unit_id", "area_id", "assigned_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("claimed_on", None),
                                    ("claimed_on__gte", models.F("assigned_on")),
                                    _connector="OR",
                                ),
                                name="task_claimed_after_assignment",
                                violation_error_message="认领日期不能早于交办日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None),
                                    ("ended_on__gte", models.F("assigned_on")),
                                    _connector="OR",
                                ),
                                name="task_ends_after_it_begins",
                                violation_error_message="结束日期不能早于交办日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    django.db.models.lookups.Exact(
                                        django.db.models.functions.text.Length("area"), 12
                                    )
                                ),
                                name="task_is_a_village",
                                violation_error_message="定点帮扶任务交办到村。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
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
                                violation_error_message="这个村已经交办给这个单位。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitCorrection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="版本")),
                        ("submission_id", models.UUIDField(unique=True)),
                        ("body_sha256", models.CharField(max_length=64)),
                        ("before", models.JSONField(default=dict, verbose_name="原来")),
                        ("after", models.JSONField(default=dict, verbose_name="更正为")),
                        ("reason", models.CharField(max_length=200, verbose_name="更正理由")),
                        ("corrected_at", models.DateTimeField(verbose_name="更正时间")),
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
                            "corrected_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="更正人",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="assistance.visit",
                                verbose_name="走访",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "走访更正",
                        "ordering": ["visit_id", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("visit"), models.F("number"), name="one_correction_a_number"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitPhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("photo_id", models.UUIDField(unique=True, verbose_name="照片编号")),
                        ("submission_id", models.UUIDField(verbose_name="提交编号")),
                        (
                            "caption",
                            models.CharField(
                                choices=[
                                    ("housing", "住房"),
                                    ("water", "饮水"),
                                    ("industry", "产业"),
                                    ("person", "本人"),
                                    ("other", "其他"),
                                ],
                                default="other",
                                max_length=10,
                                verbose_name="说明",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, verbose_name="指纹")),
                        ("size", models.PositiveIntegerField(verbose_name="字节")),
                        ("offset", models.PositiveIntegerField(default=0, verbose_name="已收")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("receiving", "正在接收"),
                                    ("stored", "已保存"),
                                    ("refused", "不能用"),
                                ],
                                default="receiving",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "received",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="photo_id", default=""
                            ),
                        ),
                        ("announced_at", models.DateTimeField(verbose_name="登记时间")),
                        (
                            "refusal",
                            models.CharField(blank=True, max_length=100, verbose_name="不能用的原因"),
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
                            "file",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.storedfile",
                                verbose_name="文件",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发送人",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="photos",
                                to="assistance.visit",
                                verbose_name="走访",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "走访照片",
                        "ordering": ["visit_id", "pk"],
                        "indexes": [
                            models.Index(fields=["submission_id"], name="photo_by_submission"),
                            models.Index(fields=["sent_by", "-announced_at"], name="photo_by_sender"),
                            models.Index(fields=["sha256"], name="photo_by_sha256"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitPlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "place",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="位置"
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
                            "visit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="place",
                                to="assistance.visit",
                                verbose_name="走访",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "走访位置",
                    },
                ),
                migrations.CreateModel(
                    name="AssistancePlanEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(2013),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="年度",
                            ),
                        ),
                        (
                            "causes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("illness", "因病"),
                                        ("disability", "因残"),
                                        ("schooling", "因学"),
                                        ("disaster", "因灾"),
                                        ("lack_land", "缺土地"),
                                        ("lack_water", "缺水"),
                                        ("lack_skill", "缺技术"),
                                        ("lack_labour", "缺劳动力"),
                                        ("lack_capital", "缺资金"),
                                        ("poor_transport", "交通条件落后"),
                                        ("lack_motivation", "自身发展动力不足"),
                                        ("marriage", "因婚"),
                                        ("funeral", "因丧"),
                                        ("other", "其他"),
                                    ],
                                    max_length=20,
                                ),
                                default=list,
                                size=None,
                                verbose_name="针对的致贫原因",
                            ),
                        ),
                        ("goal", models.CharField(max_length=200, verbose_name="年度目标")),
                        (
                            "own_income",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="不算帮扶措施带来的收入，全家一年能有多少。",
                                max_digits=12,
                                verbose_name="没有措施时的全年纯收入(元)",
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="农户签字日期")),
                        ("signed_by", models.CharField(blank=True, max_length=40, verbose_name="签字人")),
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
                                to="assistance.assistanceplan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BenefitLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("land_share", "土地入股"),
                                    ("order_service", "订单服务"),
                                    ("wage", "务工增收"),
                                    ("dividend", "收益分红"),
                                ],
                                max_length=14,
                                verbose_name="联结方式",
                            ),
                        ),
                        (
                            "services",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("jobs", "吸纳就业"),
                                        ("seed", "提供种苗"),
                                        ("fertiliser", "提供肥料"),
                                        ("advice", "技术指导"),
                                        ("buy_back", "保底回收"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="带动内容",
                            ),
                        ),
                        ("contract_no", models.CharField(blank=True, max_length=40, verbose_name="合同编号")),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="签订日期")),
                        ("from_date", models.DateField(verbose_name="开始日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="约定收益(元/年)",
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
                            "household",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="assistance.enterprise",
                                verbose_name="合作社或企业",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "利益联结",
                        "ordering": ["household_id", "-from_date", "pk"],
                        "indexes": [
                            models.Index(fields=["household", "-from_date"], name="link_by_household"),
                            models.Index(fields=["area"], name="link_by_area"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("household"),
                                models.F("enterprise"),
                                models.F("mode"),
                                models.F("from_date"),
                                name="one_link_a_way_and_day",
                                violation_error_message="这一户从这天起已有同样方式的联结。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_date", None),
                                    ("to_date__gte", models.F("from_date")),
                                    _connector="OR",
                                ),
                                name="link_ends_after_it_begins",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("contract_no", ""), ("signed_on__isnull", False), _connector="OR"
                                ),
                                name="numbered_contract_was_signed",
                                violation_error_message="有合同编号就要写签订日期。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CareService",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("living", "生活问题"),
                                    ("comfort", "精神慰藉"),
                                    ("medical", "医疗康复"),
                                    ("emergency", "紧急救援"),
                                    ("legal", "法律援助"),
                                ],
                                max_length=10,
                                verbose_name="服务类别",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="服务日期")),
                        ("carer_name", models.CharField(max_length=40, verbose_name="服务人")),
                        (
                            "carer_role",
                            models.CharField(
                                choices=[
                                    ("womens_head", "妇代会主任"),
                                    ("teacher", "心理咨询专职教师"),
                                    ("volunteer", "社会志愿者"),
                                    ("official", "村干部"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="服务人身份",
                            ),
                        ),
                        ("content", models.CharField(max_length=200, verbose_name="服务内容")),
                        ("recorded_at", models.DateTimeField(verbose_name="录入时间")),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="services",
                                to="assistance.leftbehindperson",
                                verbose_name="留守人员",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "关爱服务",
                        "ordering": ["-happened_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["person", "-happened_on"], name="care_by_person"),
                            models.Index(fields=["area", "-happened_on"], name="care_by_area"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("person"),
                                models.F("kind"),
                                models.F("happened_on"),
                                name="one_care_service_a_kind_and_day",
                                violation_error_message="这一天已经登记过同类服务。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CauseAnswerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("illness", "因病"),
                                    ("disability", "因残"),
                                    ("schooling", "因学"),
                                    ("disaster", "因灾"),
                                    ("lack_land", "缺土地"),
                                    ("lack_water", "缺水"),
                                    ("lack_skill", "缺技术"),
                                    ("lack_labour", "缺劳动力"),
                                    ("lack_capital", "缺资金"),
                                    ("poor_transport", "交通条件落后"),
                                    ("lack_motivation", "自身发展动力不足"),
                                    ("marriage", "因婚"),
                                    ("funeral", "因丧"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="致贫原因",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("industry", "产业扶持"),
                                    ("employment", "就业务工"),
                                    ("training", "技能培训"),
                                    ("microcredit", "小额信贷"),
                                    ("asset_return", "资产收益"),
                                    ("fund_return", "资金收益"),
                                    ("social_safety_net", "社会兜底"),
                                    ("land_transfer", "土地流转"),
                                    ("ecology", "生态补偿"),
                                    ("public_post", "公益性岗位"),
                                    ("education", "教育资助"),
                                    ("medical", "医疗救助"),
                                    ("housing", "危房改造"),
                                    ("relocation", "易地搬迁"),
                                    ("firm_link", "龙头企业带动"),
                                    ("cooperative_link", "合作社带动"),
                                    ("e_commerce", "电商"),
                                    ("tourism", "旅游"),
                                    ("solar", "光伏"),
                                    ("water", "安全饮水"),
                                    ("infrastructure", "基础设施到户"),
                                    ("donation", "社会捐赠"),
                                    ("relief", "救助补贴"),
                                    ("other", "其他"),
                                ],
                                max_length=20,
                                verbose_name="措施种类",
                            ),
                        ),
                        (
                            "item",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("allowance", "低保"),
                                    ("five_guarantee", "特困供养"),
                                    ("pension", "养老保险"),
                                    ("temporary_relief", "临时救助"),
                                    ("disaster_relief", "灾害救助"),
                                    ("special_relief", "特殊救助"),
                                    ("charity_relief", "慈善救助"),
                                    ("disability_subsidy", "残疾补贴"),
                                    ("illness_insurance", "大病保险"),
                                    ("chronic_contract", "慢病签约"),
                                    ("supported_job", "辅助就业"),
                                    ("industry_recovery", "产业恢复"),
                                    ("industry_reward", "产业奖补"),
                                ],
                                max_length=20,
                                verbose_name="具体措施",
                            ),
                        ),
                        ("from_date", models.DateField(verbose_name="起")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="止")),
                        (
                            "area",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                                to="assistance.causeanswer",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContactCardEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("posted_on", models.DateField(verbose_name="张贴日期")),
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
                            "helper",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helper",
                                verbose_name="卡上的帮扶责任人",
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
                                to="assistance.contactcard",
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.archivepaper",
                                verbose_name="张贴照片",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="登记人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EnterpriseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="编号")),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cooperative", "农民专业合作社"),
                                    ("leading", "龙头企业"),
                                    ("company", "其他企业"),
                                    ("farm", "家庭农场、种养大户"),
                                    ("workshop", "扶贫车间"),
                                ],
                                max_length=12,
                                verbose_name="类型",
                            ),
                        ),
                        (
                            "credit_code",
                            models.CharField(
                                blank=True,
                                max_length=18,
                                validators=[assistance.models.link.check_credit_code],
                                verbose_name="统一社会信用代码",
                            ),
                        ),
                        ("industry", models.CharField(blank=True, max_length=40, verbose_name="主营产业")),
                        ("head_name", models.CharField(blank=True, max_length=40, verbose_name="负责人")),
                        ("founded_on", models.DateField(verbose_name="成立日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="注销日期")),
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
                                to="assistance.enterprise",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HeldSubmissionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("visit", "走访"), ("correction", "更正")],
                                default="visit",
                                max_length=12,
                                verbose_name="内容",
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                choices=[
                                    ("not_entitled", "发送人的权限或手机已停用"),
                                    ("not_his", "这一户不在发送人名下"),
                                    ("other_body", "同一编号收到了不同内容"),
                                ],
                                max_length=16,
                                verbose_name="原因",
                            ),
                        ),
                        ("submission_id", models.UUIDField(verbose_name="提交编号")),
                        ("body_sha256", models.CharField(max_length=64)),
                        (
                            "body",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="内容"
                            ),
                        ),
                        ("received_at", models.DateTimeField(verbose_name="收到时间")),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "待核对"), ("accepted", "已采纳"), ("refused", "不采纳")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="处理时间")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="处理意见")),
                        (
                            "about",
                            models.ForeignKey(
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
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
                            ),
                        ),
                        (
                            "device",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="core.device",
                                verbose_name="手机",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
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
                                to="assistance.heldsubmission",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发送人",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.visit",
                                verbose_name="采纳后的走访",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HeldValueEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "field",
                            models.CharField(
                                choices=[
                                    ("health", "健康状况"),
                                    ("phone", "联系电话"),
                                    ("presence", "在家情况"),
                                ],
                                max_length=10,
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "value",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="手机上的"
                            ),
                        ),
                        (
                            "register_value",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="当时档案里的"
                            ),
                        ),
                        ("held_at", models.DateTimeField(verbose_name="收到时间")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "待核对"),
                                    ("kept", "保留档案里的"),
                                    ("taken", "采用手机上的"),
                                    ("other", "另填"),
                                ],
                                default="open",
                                max_length=6,
                                verbose_name="状态",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True, verbose_name="处理时间")),
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
                            "decided_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="处理人",
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
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.householdmember",
                                verbose_name="成员",
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
                                to="assistance.heldvalue",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发送人",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.visit",
                                verbose_name="走访",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HelperKinEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("relation", models.CharField(max_length=20, verbose_name="亲属关系")),
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
                            "helper",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helper",
                                verbose_name="帮扶责任人",
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
                                to="assistance.helperkin",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LeftBehindPersonEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("elderly", "留守老人"),
                                    ("woman", "留守妇女"),
                                    ("child", "留守儿童"),
                                ],
                                max_length=8,
                                verbose_name="类别",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="开始日期")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        ("away", models.CharField(blank=True, max_length=80, verbose_name="外出亲属和去向")),
                        (
                            "lives_with",
                            models.CharField(blank=True, max_length=60, verbose_name="同住人或监护人"),
                        ),
                        (
                            "carer_name",
                            models.CharField(blank=True, max_length=40, verbose_name="关爱联系人"),
                        ),
                        (
                            "carer_role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("womens_head", "妇代会主任"),
                                    ("teacher", "心理咨询专职教师"),
                                    ("volunteer", "社会志愿者"),
                                    ("official", "村干部"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="联系人身份",
                            ),
                        ),
                        ("needs", models.CharField(blank=True, max_length=200, verbose_name="主要需求")),
                        ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="核实日期")),
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
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.householdmember",
                                verbose_name="家庭成员",
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
                                to="assistance.leftbehindperson",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OfficialEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="人员编号")),
                        ("name", models.CharField(max_length=40, verbose_name="姓名")),
                        ("office", models.CharField(blank=True, max_length=40, verbose_name="职务")),
                        (
                            "phone",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="code", default="", verbose_name="联系电话"
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
                            "helper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helper",
                                verbose_name="帮扶责任人",
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
                                to="assistance.official",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helpingunit",
                                verbose_name="派出单位",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("secretary", "第一书记"),
                                    ("member", "驻村工作队员"),
                                    ("clerk", "村级扶贫专干"),
                                    ("leader", "联系领导"),
                                    ("task_force", "工作专班成员"),
                                ],
                                max_length=12,
                                verbose_name="岗位",
                            ),
                        ),
                        ("is_head", models.BooleanField(default=False, verbose_name="队长或负责人")),
                        ("from_date", models.DateField(verbose_name="到岗日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="离岗日期")),
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
                            "official",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="assistance.official",
                                verbose_name="人员",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="assistance.residentteam",
                                verbose_name="驻村工作队",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "帮扶岗位",
                        "ordering": ["area_id", "kind", "from_date"],
                        "indexes": [models.Index(fields=["area", "kind"], name="post_by_area")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_date", None),
                                    ("to_date__gte", models.F("from_date")),
                                    _connector="OR",
                                ),
                                name="post_ends_after_it_begins",
                                violation_error_message="结束日期不能早于开始日期。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ("secretary", "member")), ("team__isnull", False)),
                                    models.Q(
                                        models.Q(("kind__in", ("secretary", "member")), _negated=True),
                                        ("team__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="resident_post_has_a_team",
                                violation_error_message="第一书记和驻村工作队员都要属于一支工作队。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind__in", ("secretary", "member", "clerk")),
                                        django.db.models.lookups.Exact(
                                            django.db.models.functions.text.Length("area"), 12
                                        ),
                                    ),
                                    models.Q(
                                        ("kind", "task_force"),
                                        django.db.models.lookups.Exact(
                                            django.db.models.functions.text.Length("area"), 9
                                        ),
                                    ),
                                    models.Q(
                                        ("kind", "leader"),
                                        models.Q(
                                            django.db.models.lookups.Exact(
                                                django.db.models.functions.text.Length("area"), 12
                                            ),
                                            django.db.models.lookups.Exact(
                                                django.db.models.functions.text.Length("area"), 9
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="post_stands_at_its_level",
                                violation_error_message="这个岗位不设在这一级。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_head", False),
                                    ("kind__in", ["secretary", "member", "task_force"]),
                                    _connector="OR",
                                ),
                                name="post_that_may_lead",
                                violation_error_message="这个岗位没有队长或负责人。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("kind", "secretary")),
                                expressions=[
                                    ("area", "="),
                                    (
                                        assistance.models.assignment.DateSpan(
                                            "from_date",
                                            "to_date",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_first_secretary_a_village",
                                violation_error_message="一个村同一天只能有一名第一书记。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("kind", "clerk")),
                                expressions=[
                                    ("area", "="),
                                    (
                                        assistance.models.assignment.DateSpan(
                                            "from_date",
                                            "to_date",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_clerk_a_village",
                                violation_error_message="一个村同一天只能有一名村级扶贫专干。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("is_head", True), ("team__isnull", False)),
                                expressions=[
                                    ("team", "="),
                                    (
                                        assistance.models.assignment.DateSpan(
                                            "from_date",
                                            "to_date",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_leader_a_team",
                                violation_error_message="一支驻村工作队同一天只能有一名队长。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("is_head", True), ("kind", "task_force")),
                                expressions=[
                                    ("area", "="),
                                    (
                                        assistance.models.assignment.DateSpan(
                                            "from_date",
                                            "to_date",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_head_a_task_force",
                                violation_error_message="一个乡镇的工作专班同一天只能有一名负责人。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("kind__in", ("secretary", "member", "clerk"))),
                                expressions=[
                                    ("official", "="),
                                    (
                                        assistance.models.assignment.DateSpan(
                                            "from_date",
                                            "to_date",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_full_time_post_a_person",
                                violation_error_message="同一个人同一天只能在一个驻村或专干岗位上。",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("official", "="),
                                    ("area", "="),
                                    ("kind", "="),
                                    (
                                        assistance.models.assignment.DateSpan(
                                            "from_date",
                                            "to_date",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="once_a_person_a_post",
                                violation_error_message="这个人同一天已经在这个岗位上。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReliefEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("medical", "医疗救助"),
                                    ("education", "教育救助"),
                                    ("disaster", "灾害救助"),
                                    ("temporary", "临时救助"),
                                    ("special", "特殊救助"),
                                    ("charity", "慈善救助"),
                                ],
                                max_length=10,
                                verbose_name="救助种类",
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="发放日期")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="金额(元)",
                            ),
                        ),
                        ("unit", models.CharField(blank=True, max_length=80, verbose_name="发放单位")),
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
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.householdmember",
                                verbose_name="受助人",
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
                                to="assistance.relief",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ResidentTeamEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField(verbose_name="进驻日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="撤离日期")),
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
                                to="assistance.residentteam",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helpingunit",
                                verbose_name="派出单位",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TrainingAttendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="参加日期")),
                        ("is_signed", models.BooleanField(default=True, verbose_name="本人签到")),
                        ("recorded_at", models.DateTimeField(verbose_name="录入时间")),
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="households.householdmember",
                                verbose_name="参加人",
                            ),
                        ),
                        (
                            "recorded_by",
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
                            "session",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="assistance.trainingsession",
                                verbose_name="培训",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "培训签到",
                        "ordering": ["-happened_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["household", "-happened_on"], name="trained_by_household"),
                            models.Index(fields=["area", "-happened_on"], name="trained_by_area"),
                            models.Index(fields=["member"], name="trained_by_member"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("session"),
                                models.F("member"),
                                name="one_attendance_a_training_and_member",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingSessionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("topic", models.CharField(max_length=80, verbose_name="培训内容")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("crops", "种植技术"),
                                    ("livestock", "养殖技术"),
                                    ("work_skill", "务工技能"),
                                    ("craft", "手工和加工"),
                                    ("housekeeping", "家政护理"),
                                    ("e_commerce", "电商经营"),
                                    ("other", "其他实用技术"),
                                ],
                                max_length=12,
                                verbose_name="培训类别",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="开始日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        ("organiser", models.CharField(max_length=80, verbose_name="主办单位")),
                        ("place", models.CharField(blank=True, max_length=80, verbose_name="培训地点")),
                        (
                            "hours",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=5,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="学时",
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
                                to="assistance.trainingsession",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VillageInstitutionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("finance_station", "金融扶贫工作站"),
                                    ("mutual_fund", "资金互助社"),
                                ],
                                max_length=16,
                                verbose_name="类型",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="名称")),
                        ("bank", models.CharField(blank=True, max_length=60, verbose_name="主办银行")),
                        (
                            "capital",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="资金规模(元)",
                            ),
                        ),
                        ("founded_on", models.DateField(verbose_name="成立日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
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
                                to="assistance.villageinstitution",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VillageTaskEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("assigned_on", models.DateField(verbose_name="交办日期")),
                        ("claimed_on", models.DateField(blank=True, null=True, verbose_name="认领日期")),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
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
                                to="assistance.villagetask",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.helpingunit",
                                verbose_name="帮扶单位",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.DateField(verbose_name="月份")),
                        ("days", models.PositiveSmallIntegerField(verbose_name="在岗天数")),
                        ("leave_days", models.PositiveSmallIntegerField(default=0, verbose_name="请假天数")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("sheet", "村签到册"),
                                    ("township", "乡镇考勤"),
                                    ("organisation", "组织部门通报"),
                                    ("check", "督查核实"),
                                ],
                                max_length=12,
                                verbose_name="依据",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="录入时间")),
                        (
                            "superseded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="更正时间"),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="录入人",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to="assistance.post",
                                verbose_name="岗位",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "驻村考勤",
                        "ordering": ["area_id", "-month", "post_id"],
                        "indexes": [models.Index(fields=["area", "month"], name="attendance_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("superseded_at", None)),
                                fields=("post", "month"),
                                name="one_attendance_a_post_and_month",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)),
                                name="attendance_is_of_a_month",
                                violation_error_message="考勤按月登记。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "days__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.Value(31), "-", models.F("leave_days")
                                        ),
                                    )
                                ),
                                name="attendance_fits_a_month",
                                violation_error_message="在岗天数加请假天数不能超过当月天数。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("superseded_at", None),
                                    ("superseded_at__gte", models.F("recorded_at")),
                                    _connector="OR",
                                ),
                                name="attendance_superseded_after_entry",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BenefitLinkEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("land_share", "土地入股"),
                                    ("order_service", "订单服务"),
                                    ("wage", "务工增收"),
                                    ("dividend", "收益分红"),
                                ],
                                max_length=14,
                                verbose_name="联结方式",
                            ),
                        ),
                        (
                            "services",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("jobs", "吸纳就业"),
                                        ("seed", "提供种苗"),
                                        ("fertiliser", "提供肥料"),
                                        ("advice", "技术指导"),
                                        ("buy_back", "保底回收"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="带动内容",
                            ),
                        ),
                        ("contract_no", models.CharField(blank=True, max_length=40, verbose_name="合同编号")),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="签订日期")),
                        ("from_date", models.DateField(verbose_name="开始日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="结束日期")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="约定收益(元/年)",
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
                                to="assistance.benefitlink",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.enterprise",
                                verbose_name="合作社或企业",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CareServiceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("living", "生活问题"),
                                    ("comfort", "精神慰藉"),
                                    ("medical", "医疗康复"),
                                    ("emergency", "紧急救援"),
                                    ("legal", "法律援助"),
                                ],
                                max_length=10,
                                verbose_name="服务类别",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="服务日期")),
                        ("carer_name", models.CharField(max_length=40, verbose_name="服务人")),
                        (
                            "carer_role",
                            models.CharField(
                                choices=[
                                    ("womens_head", "妇代会主任"),
                                    ("teacher", "心理咨询专职教师"),
                                    ("volunteer", "社会志愿者"),
                                    ("official", "村干部"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="服务人身份",
                            ),
                        ),
                        ("content", models.CharField(max_length=200, verbose_name="服务内容")),
                        ("recorded_at", models.DateTimeField(verbose_name="录入时间")),
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
                                to="assistance.careservice",
                            ),
                        ),
                        (
                            "recorded_by",
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
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.leftbehindperson",
                                verbose_name="留守人员",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PostEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("secretary", "第一书记"),
                                    ("member", "驻村工作队员"),
                                    ("clerk", "村级扶贫专干"),
                                    ("leader", "联系领导"),
                                    ("task_force", "工作专班成员"),
                                ],
                                max_length=12,
                                verbose_name="岗位",
                            ),
                        ),
                        ("is_head", models.BooleanField(default=False, verbose_name="队长或负责人")),
                        ("from_date", models.DateField(verbose_name="到岗日期")),
                        ("to_date", models.DateField(blank=True, null=True, verbose_name="离岗日期")),
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
                            "official",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.official",
                                verbose_name="人员",
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
                                to="assistance.post",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.residentteam",
                                verbose_name="驻村工作队",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TrainingAttendanceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("happened_on", models.DateField(verbose_name="参加日期")),
                        ("is_signed", models.BooleanField(default=True, verbose_name="本人签到")),
                        ("recorded_at", models.DateTimeField(verbose_name="录入时间")),
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
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.householdmember",
                                verbose_name="参加人",
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
                                to="assistance.trainingattendance",
                            ),
                        ),
                        (
                            "recorded_by",
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
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.trainingsession",
                                verbose_name="培训",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AttendanceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("month", models.DateField(verbose_name="月份")),
                        ("days", models.PositiveSmallIntegerField(verbose_name="在岗天数")),
                        ("leave_days", models.PositiveSmallIntegerField(default=0, verbose_name="请假天数")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("sheet", "村签到册"),
                                    ("township", "乡镇考勤"),
                                    ("organisation", "组织部门通报"),
                                    ("check", "督查核实"),
                                ],
                                max_length=12,
                                verbose_name="依据",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="录入时间")),
                        (
                            "superseded_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="更正时间"),
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
                                to="assistance.attendance",
                            ),
                        ),
                        (
                            "recorded_by",
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
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assistance.post",
                                verbose_name="岗位",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="assistancemeasure",
                    name="batch",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("production", "发展生产"),
                            ("relocation", "易地搬迁"),
                            ("ecology", "生态补偿"),
                            ("education", "发展教育"),
                            ("social_security", "社会保障兜底"),
                        ],
                        max_length=16,
                        verbose_name="五个一批",
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasure",
                    name="effect_image",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="成效照片",
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasure",
                    name="expected_income",
                    field=models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="预计年增收(元)",
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasure",
                    name="is_proposed",
                    field=models.BooleanField(default=False, verbose_name="待确认"),
                ),
                migrations.AddField(
                    model_name="assistancemeasure",
                    name="item",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("allowance", "低保"),
                            ("five_guarantee", "特困供养"),
                            ("pension", "养老保险"),
                            ("temporary_relief", "临时救助"),
                            ("disaster_relief", "灾害救助"),
                            ("special_relief", "特殊救助"),
                            ("charity_relief", "慈善救助"),
                            ("disability_subsidy", "残疾补贴"),
                            ("illness_insurance", "大病保险"),
                            ("chronic_contract", "慢病签约"),
                            ("supported_job", "辅助就业"),
                            ("industry_recovery", "产业恢复"),
                            ("industry_reward", "产业奖补"),
                        ],
                        max_length=20,
                        verbose_name="具体措施",
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasure",
                    name="signed_by",
                    field=models.CharField(blank=True, max_length=40, verbose_name="成效签字人"),
                ),
                migrations.AddField(
                    model_name="assistancemeasure",
                    name="signed_on",
                    field=models.DateField(blank=True, null=True, verbose_name="成效签字日期"),
                ),
                migrations.AddField(
                    model_name="assistancemeasure",
                    name="stop_reason",
                    field=models.CharField(blank=True, max_length=100, verbose_name="中止或不通过的原因"),
                ),
                migrations.AddField(
                    model_name="assistancemeasureevent",
                    name="batch",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("production", "发展生产"),
                            ("relocation", "易地搬迁"),
                            ("ecology", "生态补偿"),
                            ("education", "发展教育"),
                            ("social_security", "社会保障兜底"),
                        ],
                        max_length=16,
                        verbose_name="五个一批",
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasureevent",
                    name="effect_image",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.storedfile",
                        verbose_name="成效照片",
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasureevent",
                    name="expected_income",
                    field=models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="预计年增收(元)",
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasureevent",
                    name="is_proposed",
                    field=models.BooleanField(default=False, verbose_name="待确认"),
                ),
                migrations.AddField(
                    model_name="assistancemeasureevent",
                    name="item",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("allowance", "低保"),
                            ("five_guarantee", "特困供养"),
                            ("pension", "养老保险"),
                            ("temporary_relief", "临时救助"),
                            ("disaster_relief", "灾害救助"),
                            ("special_relief", "特殊救助"),
                            ("charity_relief", "慈善救助"),
                            ("disability_subsidy", "残疾补贴"),
                            ("illness_insurance", "大病保险"),
                            ("chronic_contract", "慢病签约"),
                            ("supported_job", "辅助就业"),
                            ("industry_recovery", "产业恢复"),
                            ("industry_reward", "产业奖补"),
                        ],
                        max_length=20,
                        verbose_name="具体措施",
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasureevent",
                    name="signed_by",
                    field=models.CharField(blank=True, max_length=40, verbose_name="成效签字人"),
                ),
                migrations.AddField(
                    model_name="assistancemeasureevent",
                    name="signed_on",
                    field=models.DateField(blank=True, null=True, verbose_name="成效签字日期"),
                ),
                migrations.AddField(
                    model_name="assistancemeasureevent",
                    name="stop_reason",
                    field=models.CharField(blank=True, max_length=100, verbose_name="中止或不通过的原因"),
                ),
                migrations.AddField(
                    model_name="measureword",
                    name="item",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("allowance", "低保"),
                            ("five_guarantee", "特困供养"),
                            ("pension", "养老保险"),
                            ("temporary_relief", "临时救助"),
                            ("disaster_relief", "灾害救助"),
                            ("special_relief", "特殊救助"),
                            ("charity_relief", "慈善救助"),
                            ("disability_subsidy", "残疾补贴"),
                            ("illness_insurance", "大病保险"),
                            ("chronic_contract", "慢病签约"),
                            ("supported_job", "辅助就业"),
                            ("industry_recovery", "产业恢复"),
                            ("industry_reward", "产业奖补"),
                        ],
                        max_length=20,
                        verbose_name="具体措施",
                    ),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="device",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.device",
                    ),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="facts",
                    field=models.JSONField(default=list),
                ),
                migrations.AddField(
                    model_name="submission",
                    name="skew_seconds",
                    field=models.IntegerField(null=True, verbose_name="手机时间差(秒)"),
                ),
                migrations.AddField(
                    model_name="visit",
                    name="false_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="认定人",
                    ),
                ),
                migrations.AddField(
                    model_name="visit",
                    name="voided_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核销人",
                    ),
                ),
                migrations.AddField(
                    model_name="visitevent",
                    name="false_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="认定人",
                    ),
                ),
                migrations.AddField(
                    model_name="visitevent",
                    name="voided_by",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核销人",
                    ),
                ),
                migrations.AlterField(
                    model_name="assistancemeasure",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("industry", "产业扶持"),
                            ("employment", "就业务工"),
                            ("training", "技能培训"),
                            ("microcredit", "小额信贷"),
                            ("asset_return", "资产收益"),
                            ("fund_return", "资金收益"),
                            ("social_safety_net", "社会兜底"),
                            ("land_transfer", "土地流转"),
                            ("ecology", "生态补偿"),
                            ("public_post", "公益性岗位"),
                            ("education", "教育资助"),
                            ("medical", "医疗救助"),
                            ("housing", "危房改造"),
                            ("relocation", "易地搬迁"),
                            ("firm_link", "龙头企业带动"),
                            ("cooperative_link", "合作社带动"),
                            ("e_commerce", "电商"),
                            ("tourism", "旅游"),
                            ("solar", "光伏"),
                            ("water", "安全饮水"),
                            ("infrastructure", "基础设施到户"),
                            ("donation", "社会捐赠"),
                            ("relief", "救助补贴"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="措施种类",
                    ),
                ),
                migrations.AlterField(
                    model_name="assistancemeasureevent",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("industry", "产业扶持"),
                            ("employment", "就业务工"),
                            ("training", "技能培训"),
                            ("microcredit", "小额信贷"),
                            ("asset_return", "资产收益"),
                            ("fund_return", "资金收益"),
                            ("social_safety_net", "社会兜底"),
                            ("land_transfer", "土地流转"),
                            ("ecology", "生态补偿"),
                            ("public_post", "公益性岗位"),
                            ("education", "教育资助"),
                            ("medical", "医疗救助"),
                            ("housing", "危房改造"),
                            ("relocation", "易地搬迁"),
                            ("firm_link", "龙头企业带动"),
                            ("cooperative_link", "合作社带动"),
                            ("e_commerce", "电商"),
                            ("tourism", "旅游"),
                            ("solar", "光伏"),
                            ("water", "安全饮水"),
                            ("infrastructure", "基础设施到户"),
                            ("donation", "社会捐赠"),
                            ("relief", "救助补贴"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="措施种类",
                    ),
                ),
                migrations.AlterField(
                    model_name="measureword",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("industry", "产业扶持"),
                            ("employment", "就业务工"),
                            ("training", "技能培训"),
                            ("microcredit", "小额信贷"),
                            ("asset_return", "资产收益"),
                            ("fund_return", "资金收益"),
                            ("social_safety_net", "社会兜底"),
                            ("land_transfer", "土地流转"),
                            ("ecology", "生态补偿"),
                            ("public_post", "公益性岗位"),
                            ("education", "教育资助"),
                            ("medical", "医疗救助"),
                            ("housing", "危房改造"),
                            ("relocation", "易地搬迁"),
                            ("firm_link", "龙头企业带动"),
                            ("cooperative_link", "合作社带动"),
                            ("e_commerce", "电商"),
                            ("tourism", "旅游"),
                            ("solar", "光伏"),
                            ("water", "安全饮水"),
                            ("infrastructure", "基础设施到户"),
                            ("donation", "社会捐赠"),
                            ("relief", "救助补贴"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="措施种类",
                    ),
                ),
                migrations.AlterField(
                    model_name="submission",
                    name="visit",
                    field=models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submission",
                        to="assistance.visit",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assistancemeasure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("stop_reason", ""),
                            ("is_proposed", True),
                            ("to_date__isnull", False),
                            _connector="OR",
                        ),
                        name="stopped_measure_has_a_last_day",
                        violation_error_message="中止的措施要写明最后一天。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assistancemeasure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_by", ""), ("signed_on", None)),
                            models.Q(
                                ("signed_on__isnull", False),
                                models.Q(("signed_by", ""), _negated=True),
                                models.Q(("effect", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="signed_effect_says_what_and_by_whom",
                        violation_error_message="签字要有成效、签字日期和签字人。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visit",
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
                        violation_error_message="录入走访的人不能核销自己的走访。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="visit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("false_by", None),
                            models.Q(
                                ("void_kind", "false"),
                                models.Q(
                                    ("voided_by", None),
                                    models.Q(("false_by", models.F("voided_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="false_visit_needs_a_second_person",
                        violation_error_message="认定弄虚作假要由核销人以外的人来定。",
                    ),
                ),
            ]
        )
    ]
