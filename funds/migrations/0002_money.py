"""The county's money: lines, the plan of integrating them, the append-only double entry, allotments, payments."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import povertyapp.core.together


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0026_money_parameters"),
        ("funds", "0001_projects"),
        ("households", "0013_form_versions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        povertyapp.core.together.Together(
            operations=[
                migrations.CreateModel(
                    name="FundLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True, verbose_name="资金编号")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("name", models.CharField(max_length=120, verbose_name="资金名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("central", "中央"),
                                    ("provincial", "省级"),
                                    ("prefecture", "州级"),
                                    ("county", "县级"),
                                    ("social", "社会捐赠"),
                                    ("partner", "对口帮扶"),
                                ],
                                max_length=12,
                                verbose_name="级次",
                            ),
                        ),
                        (
                            "document_no",
                            models.CharField(blank=True, max_length=100, verbose_name="下达文号"),
                        ),
                        ("arrived_on", models.DateField(verbose_name="到账日期")),
                        (
                            "origin",
                            models.CharField(
                                choices=[("stock", "存量"), ("increment", "增量")],
                                max_length=10,
                                verbose_name="存量或增量",
                            ),
                        ),
                        ("in_scope", models.BooleanField(verbose_name="纳入整合范围")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("special_fund", "财政专项扶贫资金"),
                                    ("farm_fund", "其他涉农资金"),
                                    ("relocation", "易地扶贫搬迁资金"),
                                    ("donation", "社会捐赠资金"),
                                    ("partner_fund", "对口帮扶资金"),
                                    ("other", "其他资金"),
                                ],
                                max_length=12,
                                verbose_name="资金类别",
                            ),
                        ),
                        ("purpose", models.CharField(max_length=200, verbose_name="规定用途")),
                        ("owner_unit", models.CharField(max_length=80, verbose_name="主管单位")),
                        (
                            "planned",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="计划整合金额"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
                        "verbose_name": "资金来源",
                        "ordering": ["-year", "code"],
                        "indexes": [
                            models.Index(fields=["area", "year", "level"], name="line_by_area_and_year")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("year"),
                                models.F("level"),
                                models.F("name"),
                                models.F("document_no"),
                                name="one_line_a_document",
                                violation_error_message="同一年度、级次、文号已经登记过同名的资金，追加到账请在那一笔上办。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("planned__gte", 0)),
                                name="planned_is_not_negative",
                                violation_error_message="计划整合金额不能是负数。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__range", (2000, 2100))),
                                name="line_year_is_a_year",
                                violation_error_message="年度要写四位数，如 2017。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=20, verbose_name="资金编号")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("name", models.CharField(max_length=120, verbose_name="资金名称")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("central", "中央"),
                                    ("provincial", "省级"),
                                    ("prefecture", "州级"),
                                    ("county", "县级"),
                                    ("social", "社会捐赠"),
                                    ("partner", "对口帮扶"),
                                ],
                                max_length=12,
                                verbose_name="级次",
                            ),
                        ),
                        (
                            "document_no",
                            models.CharField(blank=True, max_length=100, verbose_name="下达文号"),
                        ),
                        ("arrived_on", models.DateField(verbose_name="到账日期")),
                        (
                            "origin",
                            models.CharField(
                                choices=[("stock", "存量"), ("increment", "增量")],
                                max_length=10,
                                verbose_name="存量或增量",
                            ),
                        ),
                        ("in_scope", models.BooleanField(verbose_name="纳入整合范围")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("special_fund", "财政专项扶贫资金"),
                                    ("farm_fund", "其他涉农资金"),
                                    ("relocation", "易地扶贫搬迁资金"),
                                    ("donation", "社会捐赠资金"),
                                    ("partner_fund", "对口帮扶资金"),
                                    ("other", "其他资金"),
                                ],
                                max_length=12,
                                verbose_name="资金类别",
                            ),
                        ),
                        ("purpose", models.CharField(max_length=200, verbose_name="规定用途")),
                        ("owner_unit", models.CharField(max_length=80, verbose_name="主管单位")),
                        (
                            "planned",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="计划整合金额"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="备注")),
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
                                to="funds.fundline",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="IntegrationPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("document_no", models.CharField(max_length=100, verbose_name="方案文号")),
                        ("adopted_on", models.DateField(verbose_name="印发日期")),
                        ("filed_on", models.DateField(blank=True, null=True, verbose_name="报备日期")),
                        ("scheme", models.TextField(blank=True, verbose_name="整合方案")),
                        ("body", models.CharField(blank=True, max_length=200, verbose_name="整合主体")),
                        ("platform", models.CharField(blank=True, max_length=200, verbose_name="整合平台")),
                        ("scope", models.TextField(blank=True, verbose_name="整合范围")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="整合数量",
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
                        "verbose_name": "整合方案",
                        "ordering": ["-year"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("year"),
                                name="one_integration_plan_a_year",
                                violation_error_message="这一年度已经有整合方案，请直接修改。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount", None), ("amount__gt", 0), _connector="OR"),
                                name="plan_amount_is_positive",
                                violation_error_message="整合数量要大于零。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IntegrationPlanEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("document_no", models.CharField(max_length=100, verbose_name="方案文号")),
                        ("adopted_on", models.DateField(verbose_name="印发日期")),
                        ("filed_on", models.DateField(blank=True, null=True, verbose_name="报备日期")),
                        ("scheme", models.TextField(blank=True, verbose_name="整合方案")),
                        ("body", models.CharField(blank=True, max_length=200, verbose_name="整合主体")),
                        ("platform", models.CharField(blank=True, max_length=200, verbose_name="整合平台")),
                        ("scope", models.TextField(blank=True, verbose_name="整合范围")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="整合数量",
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
                                to="funds.integrationplan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FundEntry",
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
                                    ("arrival", "到账"),
                                    ("integrate", "整合"),
                                    ("allot", "下达"),
                                    ("pay", "支付"),
                                    ("reversal", "冲销"),
                                ],
                                max_length=10,
                                verbose_name="事项",
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=18, verbose_name="金额")),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        (
                            "document_no",
                            models.CharField(blank=True, max_length=100, verbose_name="文号或凭据"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                        (
                            "key",
                            models.CharField(
                                blank=True, editable=False, max_length=80, null=True, unique=True
                            ),
                        ),
                        ("digest", models.CharField(editable=False, max_length=64)),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="录入时间"),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="经办人",
                            ),
                        ),
                        (
                            "reverses",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="funds.fundentry",
                                verbose_name="冲销的凭证",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="funds.fundline",
                                verbose_name="资金来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "资金凭证",
                        "ordering": ["-happened_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["line", "happened_on"], name="entry_by_line_and_day")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="entry_moves_something",
                                violation_error_message="金额要大于零。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "reversal"),
                                        ("reverses__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("kind", "reversal"), _negated=True), ("reverses", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="reversal_says_what_and_why",
                                violation_error_message="冲销要写明冲销哪一笔和理由。",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Allotment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="下达金额"),
                        ),
                        ("allotted_on", models.DateField(verbose_name="下达日期")),
                        ("document_no", models.CharField(max_length=100, verbose_name="下达文号")),
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
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allotments",
                                to="funds.project",
                                verbose_name="项目",
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allotment",
                                to="funds.fundentry",
                                verbose_name="资金凭证",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allotments",
                                to="funds.fundline",
                                verbose_name="资金来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "资金下达",
                        "ordering": ["-allotted_on", "-pk"],
                        "indexes": [
                            models.Index(fields=["area", "allotted_on"], name="allotment_by_area_and_day")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="allotment_is_positive",
                                violation_error_message="下达金额要大于零。",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
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
                                    ("source", "来源"),
                                    ("held", "到账未整合"),
                                    ("pool", "整合未下达"),
                                    ("allotted", "下达未支付"),
                                    ("paid", "已支付"),
                                ],
                                max_length=10,
                                verbose_name="科目",
                            ),
                        ),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=18, verbose_name="金额")),
                        (
                            "allotment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="funds.allotment",
                                verbose_name="下达",
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
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="funds.fundentry",
                                verbose_name="资金凭证",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="postings",
                                to="funds.fundline",
                                verbose_name="资金来源",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "分录",
                        "ordering": ["entry_id", "pk"],
                        "indexes": [models.Index(fields=["line", "state"], name="posting_by_line_and_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount", 0), _negated=True),
                                name="posting_moves_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("allotment", None), ("state__in", ("source", "held", "pool"))),
                                    models.Q(
                                        models.Q(("state__in", ("source", "held", "pool")), _negated=True),
                                        ("allotment__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="posting_has_its_account",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Balance",
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
                                    ("source", "来源"),
                                    ("held", "到账未整合"),
                                    ("pool", "整合未下达"),
                                    ("allotted", "下达未支付"),
                                    ("paid", "已支付"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("slot", models.BigIntegerField()),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=18, verbose_name="余额")),
                        (
                            "allotment",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="balances",
                                to="funds.allotment",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="balances",
                                to="funds.fundline",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "账户余额",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("line", "state", "slot"), name="one_balance_an_account"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__lte", 0), ("state", "source")),
                                    models.Q(
                                        models.Q(("state", "source"), _negated=True), ("amount__gte", 0)
                                    ),
                                    _connector="OR",
                                ),
                                name="nothing_taken_that_is_not_there",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="支付金额"),
                        ),
                        ("paid_on", models.DateField(verbose_name="支付日期")),
                        ("payee", models.CharField(blank=True, max_length=120, verbose_name="收款单位")),
                        (
                            "document_no",
                            models.CharField(blank=True, max_length=100, verbose_name="支付凭据"),
                        ),
                        (
                            "allotment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="funds.allotment",
                                verbose_name="资金下达",
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
                            "claim",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="funds.claim",
                                verbose_name="报账单",
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payment",
                                to="funds.fundentry",
                                verbose_name="资金凭证",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="households.household",
                                verbose_name="收款户",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "资金支付",
                        "ordering": ["-paid_on", "-pk"],
                        "indexes": [models.Index(fields=["area", "paid_on"], name="payment_by_area_and_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="payment_is_positive",
                                violation_error_message="支付金额要大于零。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("household__isnull", False), ("payee", "")),
                                    models.Q(("household", None), models.Q(("payee", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="payment_has_one_payee",
                                violation_error_message="收款户和收款单位填一个，只填一个。",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
