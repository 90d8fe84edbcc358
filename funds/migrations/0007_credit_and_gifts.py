"""Loans of operators (LF-44), what a bank claims of subsidy, gifts of money that enter the books (LN-15)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from funds.models.operator_guards import CARRIED, NO_CARRIED
from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0008_void_measures"),
        ("core", "0033_operator_loan_parameters"),
        ("funds", "0006_relocation"),
        ("households", "0014_bank_role"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="OperatorLoan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("no", models.CharField(max_length=20, unique=True, verbose_name="贷款编号")),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("planting", "种植"),
                                    ("breeding", "养殖"),
                                    ("processing", "农产品加工"),
                                    ("handicraft", "手工业"),
                                    ("trade", "商贸经营"),
                                    ("tourism", "乡村旅游"),
                                    ("transport", "运输"),
                                    ("other", "其他生产经营"),
                                ],
                                max_length=12,
                                verbose_name="用途",
                            ),
                        ),
                        ("project", models.CharField(blank=True, max_length=80, verbose_name="生产项目")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="申请金额（元）"
                            ),
                        ),
                        ("households", models.PositiveIntegerField(verbose_name="承诺带动户数")),
                        ("term_months", models.PositiveSmallIntegerField(verbose_name="期限（月）")),
                        ("applied_on", models.DateField(verbose_name="申请日期")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("applied", "已申请"),
                                    ("refused", "不予贷款"),
                                    ("withdrawn", "已撤回"),
                                    ("disbursed", "已放款"),
                                    ("repaid", "已还清"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "refusal_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("bad_record", "有不良信用记录没有清偿"),
                                    ("age", "年龄不符合"),
                                    ("no_project", "没有可行的生产项目"),
                                    ("unable", "没有还款能力"),
                                    ("no_money", "银行信贷额度不足"),
                                    ("no_security", "没有担保或抵押"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="不予贷款的原因",
                            ),
                        ),
                        ("refusal_text", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="审批日期")),
                        ("bank", models.CharField(blank=True, max_length=60, verbose_name="承贷银行")),
                        ("contract_no", models.CharField(blank=True, max_length=40, verbose_name="合同号")),
                        (
                            "rate",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=7, null=True, verbose_name="年利率"
                            ),
                        ),
                        ("disbursed_on", models.DateField(blank=True, null=True, verbose_name="放款日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="到期日")),
                        (
                            "balance",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="贷款余额（元）"
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审批人",
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="loans",
                                to="assistance.enterprise",
                                verbose_name="合作社或企业",
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
                    ],
                    options={
                        "verbose_name": "经营主体贷款",
                        "ordering": ["area_id", "no"],
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["area", "status"], name="operator_loan_by_area")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("bank"),
                                models.F("contract_no"),
                                condition=models.Q(("contract_no", ""), _negated=True),
                                name="one_operator_loan_a_contract",
                                violation_error_message="这家银行的这个合同号已经登记过，请核对。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0), ("households__gt", 0), ("term_months__gt", 0)
                                ),
                                name="operator_loan_asks_for_money",
                                violation_error_message="金额、户数和期限要大于 0。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("balance__gte", 0), ("balance__lte", models.F("amount"))),
                                name="operator_loan_owes_no_more",
                                violation_error_message="还款超过了贷款余额，请核对金额。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status__in", ["disbursed", "repaid"]), _negated=True),
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        ("disbursed_on__isnull", False),
                                        ("due_on__gt", models.F("disbursed_on")),
                                        ("rate__gt", 0),
                                        models.Q(("contract_no", ""), _negated=True),
                                        models.Q(("bank", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="paid_operator_loan_has_its_contract",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "refused"), _negated=True),
                                    models.Q(
                                        models.Q(("refusal_ground", ""), _negated=True),
                                        models.Q(("refusal_text", ""), _negated=True),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="refused_operator_is_told_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OperatorLoanEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("no", models.CharField(max_length=20, verbose_name="贷款编号")),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("planting", "种植"),
                                    ("breeding", "养殖"),
                                    ("processing", "农产品加工"),
                                    ("handicraft", "手工业"),
                                    ("trade", "商贸经营"),
                                    ("tourism", "乡村旅游"),
                                    ("transport", "运输"),
                                    ("other", "其他生产经营"),
                                ],
                                max_length=12,
                                verbose_name="用途",
                            ),
                        ),
                        ("project", models.CharField(blank=True, max_length=80, verbose_name="生产项目")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=18, verbose_name="申请金额（元）"
                            ),
                        ),
                        ("households", models.PositiveIntegerField(verbose_name="承诺带动户数")),
                        ("term_months", models.PositiveSmallIntegerField(verbose_name="期限（月）")),
                        ("applied_on", models.DateField(verbose_name="申请日期")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("applied", "已申请"),
                                    ("refused", "不予贷款"),
                                    ("withdrawn", "已撤回"),
                                    ("disbursed", "已放款"),
                                    ("repaid", "已还清"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "refusal_ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("bad_record", "有不良信用记录没有清偿"),
                                    ("age", "年龄不符合"),
                                    ("no_project", "没有可行的生产项目"),
                                    ("unable", "没有还款能力"),
                                    ("no_money", "银行信贷额度不足"),
                                    ("no_security", "没有担保或抵押"),
                                    ("other", "其他"),
                                ],
                                max_length=12,
                                verbose_name="不予贷款的原因",
                            ),
                        ),
                        ("refusal_text", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="审批日期")),
                        ("bank", models.CharField(blank=True, max_length=60, verbose_name="承贷银行")),
                        ("contract_no", models.CharField(blank=True, max_length=40, verbose_name="合同号")),
                        (
                            "rate",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=7, null=True, verbose_name="年利率"
                            ),
                        ),
                        ("disbursed_on", models.DateField(blank=True, null=True, verbose_name="放款日期")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="到期日")),
                        (
                            "balance",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="贷款余额（元）"
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
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
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="审批人",
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
                                to="funds.operatorloan",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="donationuse",
                    name="line",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gift",
                        to="funds.fundline",
                        verbose_name="资金来源",
                    ),
                ),
                migrations.AddField(
                    model_name="donationuseevent",
                    name="line",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funds.fundline",
                        verbose_name="资金来源",
                    ),
                ),
                migrations.AddField(
                    model_name="subsidyclaim",
                    name="claimed",
                    field=models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="银行申报（元）"
                    ),
                ),
                migrations.AddField(
                    model_name="subsidyclaimevent",
                    name="claimed",
                    field=models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="银行申报（元）"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="donationuse",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("line", None), models.Q(("household", None), ("project", None)), _connector="OR"
                        ),
                        name="pooled_gift_is_for_its_line",
                        violation_error_message="进入资金池的捐赠由资金下达和支付到户到项目，这里不填受益户和项目。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="subsidyclaim",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("claimed", None),
                            models.Q(("claimed__gt", 0), ("claimed__lte", models.F("total"))),
                            _connector="OR",
                        ),
                        name="claim_within_what_days_give",
                        violation_error_message="申报的贴息不能超过按本金、年利率和天数算出的合计。",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(CARRIED, NO_CARRIED),
    ]
