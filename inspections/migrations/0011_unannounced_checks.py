"""Rounds of unannounced checks, draws with their populations and samples, and the check of each drawn unit."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import povertyapp.core.fields
from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0018_check_parameters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("inspections", "0010_objections"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name="CheckRound",
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
                                    ("supervision", "督查"),
                                    ("patrol", "巡查"),
                                    ("unannounced", "暗访"),
                                    ("cross", "交叉检查"),
                                    ("third_party", "第三方评估"),
                                    ("image", "影像督查"),
                                ],
                                default="unannounced",
                                max_length=12,
                                verbose_name="检查方式",
                            ),
                        ),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("groups", models.PositiveSmallIntegerField(verbose_name="检查组数")),
                        ("villages_per_group", models.PositiveSmallIntegerField(verbose_name="每组村数")),
                        (
                            "registered_per_village",
                            models.PositiveSmallIntegerField(verbose_name="每村建档立卡户数"),
                        ),
                        (
                            "other_per_village",
                            models.PositiveSmallIntegerField(verbose_name="每村其他农户数"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "进行中"), ("reported", "已报告"), ("published", "已通报")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="发起时间")),
                        ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报告时间")),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="通报时间"),
                        ),
                        ("circular_no", models.CharField(blank=True, max_length=60, verbose_name="通报文号")),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发起人",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="通报人",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="报告人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查轮次",
                        "ordering": ["area_id", "-month", "name"],
                        "permissions": [
                            ("view_check", "查看已通报的检查"),
                            ("change_check", "组织检查：抽样、派组、报告"),
                            ("publish_check", "通报检查结果"),
                            ("add_check", "到场检查"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("month"),
                                models.F("name"),
                                name="one_round_a_name",
                                violation_error_message="这个月已有同名的检查轮次，请换一个名称。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at__isnull", False), ("state", "published")),
                                    models.Q(
                                        models.Q(("state", "published"), _negated=True),
                                        ("published_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="published_round_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SampleDraw",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("round", "检查轮次"),
                                    ("verification", "整改验收"),
                                    ("acceptance", "第三方验收"),
                                ],
                                default="round",
                                max_length=12,
                                verbose_name="用途",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("household", "户"),
                                    ("village", "村"),
                                    ("post", "驻村岗位"),
                                    ("county_unit", "县直单位"),
                                    ("project", "项目"),
                                ],
                                default="household",
                                max_length=12,
                                verbose_name="抽取对象",
                            ),
                        ),
                        ("conditions", models.JSONField(blank=True, default=dict, verbose_name="总体条件")),
                        ("words", models.CharField(max_length=300, verbose_name="总体")),
                        ("population_size", models.PositiveIntegerField(default=0, verbose_name="总体数量")),
                        ("fingerprint", models.CharField(blank=True, max_length=64, verbose_name="清单指纹")),
                        ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="冻结时间")),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("simple", "简单随机"),
                                    ("stratified", "分层抽样（按比例）"),
                                    ("each", "分层抽样（每层同数）"),
                                    ("weighted", "按风险加权"),
                                ],
                                max_length=10,
                                verbose_name="抽样方法",
                            ),
                        ),
                        ("algorithm", models.CharField(blank=True, max_length=30, verbose_name="算法")),
                        ("size", models.PositiveIntegerField(default=0, verbose_name="样本量")),
                        ("spare", models.PositiveSmallIntegerField(default=0, verbose_name="备选数")),
                        ("seed", models.CharField(blank=True, max_length=80, verbose_name="种子")),
                        (
                            "seed_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("dice", "现场掷骰"),
                                    ("lottery", "公开开奖号"),
                                    ("other", "其他公开方式"),
                                ],
                                max_length=8,
                                verbose_name="种子来源",
                            ),
                        ),
                        ("seed_note", models.CharField(blank=True, max_length=120, verbose_name="种子说明")),
                        ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="抽取时间")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="重抽理由")),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="公开时间"),
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
                            "drawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="抽取人",
                            ),
                        ),
                        (
                            "frozen_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="冻结人",
                            ),
                        ),
                        (
                            "redraw_of",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redraw",
                                to="inspections.sampledraw",
                                verbose_name="重抽自",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draws",
                                to="inspections.checkround",
                                verbose_name="检查轮次",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "抽样",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("seed", ""), ("frozen_at__isnull", False), _connector="OR"
                                ),
                                name="seed_comes_after_the_freeze",
                                violation_error_message="总体冻结以后才能掷种子。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("redraw_of", None),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="redraw_says_why",
                                violation_error_message="重抽要写明理由。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("purpose", "round"), ("round__isnull", False)),
                                    models.Q(models.Q(("purpose", "round"), _negated=True), ("round", None)),
                                    _connector="OR",
                                ),
                                name="draw_of_a_round_names_it",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SampleUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveIntegerField(verbose_name="抽出顺序")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("household", "户"),
                                    ("village", "村"),
                                    ("post", "驻村岗位"),
                                    ("county_unit", "县直单位"),
                                    ("project", "项目"),
                                ],
                                max_length=12,
                                verbose_name="对象",
                            ),
                        ),
                        ("code", models.CharField(max_length=24, verbose_name="编号")),
                        ("stratum", models.CharField(blank=True, max_length=24, verbose_name="层")),
                        ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="权重")),
                        ("is_spare", models.BooleanField(default=False, verbose_name="备选")),
                        (
                            "use",
                            models.CharField(
                                choices=[
                                    ("chosen", "样本"),
                                    ("spare", "备选"),
                                    ("replaced", "已替换"),
                                    ("dropped", "重抽作废"),
                                ],
                                default="chosen",
                                max_length=8,
                                verbose_name="使用",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="替换理由")),
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
                                related_name="units",
                                to="inspections.sampledraw",
                                verbose_name="抽样",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaces",
                                to="inspections.sampleunit",
                                verbose_name="替换为",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="inspections.checkround",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "样本",
                        "ordering": ["draw_id", "order"],
                        "indexes": [
                            models.Index(fields=["area", "kind"], name="sample_by_area"),
                            models.Index(fields=["kind", "code"], name="sample_by_code"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("draw"), models.F("order"), name="one_unit_an_order"
                            ),
                            models.UniqueConstraint(
                                models.F("draw"), models.F("code"), name="unit_once_in_a_draw"
                            ),
                            models.UniqueConstraint(
                                models.F("round"),
                                models.F("kind"),
                                models.F("code"),
                                condition=models.Q(("use", "chosen")),
                                name="unit_once_in_a_round",
                                violation_error_message="同一轮检查里，一户只查一次。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("use__in", ("replaced", "dropped")), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="unit_out_of_use_says_why",
                                violation_error_message="替换样本要写明理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnannouncedCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drawn", "已抽出"),
                                    ("sealed", "已密封"),
                                    ("on_site", "已到场"),
                                    ("recorded", "已记录"),
                                    ("reported", "已报告"),
                                    ("findings_issued", "已通报"),
                                ],
                                default="drawn",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("no_notice", models.BooleanField(default=False, verbose_name="不发通知")),
                        ("no_greeting", models.BooleanField(default=False, verbose_name="不打招呼")),
                        ("no_briefing", models.BooleanField(default=False, verbose_name="不听汇报")),
                        ("no_escort", models.BooleanField(default=False, verbose_name="不用陪同")),
                        ("straight_down", models.BooleanField(default=False, verbose_name="直奔基层")),
                        ("straight_in", models.BooleanField(default=False, verbose_name="直插现场")),
                        ("is_unannounced", models.BooleanField(default=False, verbose_name="符合四不两直")),
                        ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="到场时间")),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "start_place",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="到场位置"
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, null=True, verbose_name="记录时间")),
                        ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报告时间")),
                        ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                        (
                            "void_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="作废理由"),
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
                                verbose_name="记录人",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="到场检查人",
                            ),
                        ),
                        (
                            "unit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="site_check",
                                to="inspections.sampleunit",
                                verbose_name="样本",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="作废人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "现场检查",
                        "ordering": ["unit_id"],
                        "indexes": [models.Index(fields=["area", "state"], name="check_by_area_and_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_unannounced", False),
                                    models.Q(
                                        ("no_briefing", True),
                                        ("no_escort", True),
                                        ("no_greeting", True),
                                        ("no_notice", True),
                                        ("straight_down", True),
                                        ("straight_in", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="unannounced_keeps_all_six",
                                violation_error_message="四不两直有一条没做到，就不能算暗访。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("drawn", "sealed")),
                                    ("started_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="opened_check_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("void_reason", ""), ("voided_at", None)),
                                    models.Q(
                                        ("voided_at__isnull", False),
                                        models.Q(("void_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="voided_check_says_why",
                                violation_error_message="作废要写明理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckInspector",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("unit_name", models.CharField(max_length=80, verbose_name="检查人单位")),
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="检查人",
                            ),
                        ),
                        (
                            "site_check",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspectors",
                                to="inspections.unannouncedcheck",
                                verbose_name="现场检查",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "检查人",
                        "ordering": ["site_check_id", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("site_check"), models.F("user"), name="one_inspector_once_a_check"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckRoundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("supervision", "督查"),
                                    ("patrol", "巡查"),
                                    ("unannounced", "暗访"),
                                    ("cross", "交叉检查"),
                                    ("third_party", "第三方评估"),
                                    ("image", "影像督查"),
                                ],
                                default="unannounced",
                                max_length=12,
                                verbose_name="检查方式",
                            ),
                        ),
                        ("month", models.CharField(max_length=7, verbose_name="月份")),
                        ("name", models.CharField(max_length=60, verbose_name="名称")),
                        ("groups", models.PositiveSmallIntegerField(verbose_name="检查组数")),
                        ("villages_per_group", models.PositiveSmallIntegerField(verbose_name="每组村数")),
                        (
                            "registered_per_village",
                            models.PositiveSmallIntegerField(verbose_name="每村建档立卡户数"),
                        ),
                        (
                            "other_per_village",
                            models.PositiveSmallIntegerField(verbose_name="每村其他农户数"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "进行中"), ("reported", "已报告"), ("published", "已通报")],
                                default="open",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="发起时间")),
                        ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报告时间")),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="通报时间"),
                        ),
                        ("circular_no", models.CharField(blank=True, max_length=60, verbose_name="通报文号")),
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
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发起人",
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
                                to="inspections.checkround",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="通报人",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                    name="PopulationUnit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=24, verbose_name="编号")),
                        ("stratum", models.CharField(blank=True, max_length=24, verbose_name="层")),
                        ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="权重")),
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="population",
                                to="inspections.sampledraw",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "抽样总体",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("draw"), models.F("code"), name="population_unit_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gte", 1)), name="population_weight_at_least_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SampleDrawEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("round", "检查轮次"),
                                    ("verification", "整改验收"),
                                    ("acceptance", "第三方验收"),
                                ],
                                default="round",
                                max_length=12,
                                verbose_name="用途",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("household", "户"),
                                    ("village", "村"),
                                    ("post", "驻村岗位"),
                                    ("county_unit", "县直单位"),
                                    ("project", "项目"),
                                ],
                                default="household",
                                max_length=12,
                                verbose_name="抽取对象",
                            ),
                        ),
                        ("conditions", models.JSONField(blank=True, default=dict, verbose_name="总体条件")),
                        ("words", models.CharField(max_length=300, verbose_name="总体")),
                        ("population_size", models.PositiveIntegerField(default=0, verbose_name="总体数量")),
                        ("fingerprint", models.CharField(blank=True, max_length=64, verbose_name="清单指纹")),
                        ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="冻结时间")),
                        (
                            "method",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("simple", "简单随机"),
                                    ("stratified", "分层抽样（按比例）"),
                                    ("each", "分层抽样（每层同数）"),
                                    ("weighted", "按风险加权"),
                                ],
                                max_length=10,
                                verbose_name="抽样方法",
                            ),
                        ),
                        ("algorithm", models.CharField(blank=True, max_length=30, verbose_name="算法")),
                        ("size", models.PositiveIntegerField(default=0, verbose_name="样本量")),
                        ("spare", models.PositiveSmallIntegerField(default=0, verbose_name="备选数")),
                        ("seed", models.CharField(blank=True, max_length=80, verbose_name="种子")),
                        (
                            "seed_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("dice", "现场掷骰"),
                                    ("lottery", "公开开奖号"),
                                    ("other", "其他公开方式"),
                                ],
                                max_length=8,
                                verbose_name="种子来源",
                            ),
                        ),
                        ("seed_note", models.CharField(blank=True, max_length=120, verbose_name="种子说明")),
                        ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="抽取时间")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="重抽理由")),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="公开时间"),
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
                            "drawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="抽取人",
                            ),
                        ),
                        (
                            "frozen_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="冻结人",
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
                                to="inspections.sampledraw",
                            ),
                        ),
                        (
                            "redraw_of",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.sampledraw",
                                verbose_name="重抽自",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
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
                    name="SampleUnitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("order", models.PositiveIntegerField(verbose_name="抽出顺序")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("household", "户"),
                                    ("village", "村"),
                                    ("post", "驻村岗位"),
                                    ("county_unit", "县直单位"),
                                    ("project", "项目"),
                                ],
                                max_length=12,
                                verbose_name="对象",
                            ),
                        ),
                        ("code", models.CharField(max_length=24, verbose_name="编号")),
                        ("stratum", models.CharField(blank=True, max_length=24, verbose_name="层")),
                        ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="权重")),
                        ("is_spare", models.BooleanField(default=False, verbose_name="备选")),
                        (
                            "use",
                            models.CharField(
                                choices=[
                                    ("chosen", "样本"),
                                    ("spare", "备选"),
                                    ("replaced", "已替换"),
                                    ("dropped", "重抽作废"),
                                ],
                                default="chosen",
                                max_length=8,
                                verbose_name="使用",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="替换理由")),
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
                                to="inspections.sampleunit",
                            ),
                        ),
                        (
                            "replaced_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.sampleunit",
                                verbose_name="替换为",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.checkround",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SealOpening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("opened_at", models.DateTimeField(verbose_name="拆封时间")),
                        ("reason", models.CharField(max_length=200, verbose_name="拆封理由")),
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
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="拆封人",
                            ),
                        ),
                        (
                            "site_check",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="openings",
                                to="inspections.unannouncedcheck",
                                verbose_name="现场检查",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "提前拆封",
                        "ordering": ["site_check_id", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="CheckInspectorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("unit_name", models.CharField(max_length=80, verbose_name="检查人单位")),
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
                                to="inspections.checkinspector",
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
                                verbose_name="检查人",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="UnannouncedCheckEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drawn", "已抽出"),
                                    ("sealed", "已密封"),
                                    ("on_site", "已到场"),
                                    ("recorded", "已记录"),
                                    ("reported", "已报告"),
                                    ("findings_issued", "已通报"),
                                ],
                                default="drawn",
                                max_length=16,
                                verbose_name="状态",
                            ),
                        ),
                        ("no_notice", models.BooleanField(default=False, verbose_name="不发通知")),
                        ("no_greeting", models.BooleanField(default=False, verbose_name="不打招呼")),
                        ("no_briefing", models.BooleanField(default=False, verbose_name="不听汇报")),
                        ("no_escort", models.BooleanField(default=False, verbose_name="不用陪同")),
                        ("straight_down", models.BooleanField(default=False, verbose_name="直奔基层")),
                        ("straight_in", models.BooleanField(default=False, verbose_name="直插现场")),
                        ("is_unannounced", models.BooleanField(default=False, verbose_name="符合四不两直")),
                        ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="到场时间")),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "start_place",
                            povertyapp.core.fields.EncryptedTextField(
                                blank=True, bound_to="key", default="", verbose_name="到场位置"
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, null=True, verbose_name="记录时间")),
                        ("reported_at", models.DateTimeField(blank=True, null=True, verbose_name="报告时间")),
                        ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                        (
                            "void_reason",
                            models.CharField(blank=True, max_length=200, verbose_name="作废理由"),
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
                                to="inspections.unannouncedcheck",
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
                                verbose_name="记录人",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="到场检查人",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="inspections.sampleunit",
                                verbose_name="样本",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="作废人",
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
