"""Microcredit (rulebook C4): loans, their steps and payments, the risk fund, the claims of subsidy."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from funds.models.credit_guards import FUNCTIONS
from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0030_loan_parameters"),
        ("funds", "0003_notices"),
        ("households", "0014_bank_role"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AlterField(
                    model_name="projectstep",
                    name="acting_role",
                    field=models.CharField(
                        choices=[
                            ("leader", "县领导"),
                            ("office", "县扶贫办"),
                            ("township", "乡镇专干"),
                            ("cadre", "村干部"),
                            ("helper", "帮扶责任人"),
                            ("supervisor", "督查员"),
                            ("finance", "财务人员"),
                            ("bank", "银行信贷员"),
                            ("admin", "系统管理员"),
                        ],
                        max_length=12,
                        verbose_name="身份",
                    ),
                ),
                migrations.CreateModel(
                    name="Microloan",
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
                        ("term_months", models.PositiveSmallIntegerField(verbose_name="期限（月）")),
                        ("applied_on", models.DateField(verbose_name="申请日期")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("applied", "已申请"),
                                    ("rated", "已评级"),
                                    ("publicised", "已公示"),
                                    ("recommended", "已推荐"),
                                    ("approved", "已审批"),
                                    ("refused", "不予贷款"),
                                    ("withdrawn", "已撤回"),
                                    ("disbursed", "已放款"),
                                    ("in_use", "使用中"),
                                    ("extended", "已展期"),
                                    ("renewed", "已续贷"),
                                    ("repaid", "已还清"),
                                    ("compensated", "已代偿"),
                                    ("recovered", "已追回"),
                                    ("written_off", "已核销"),
                                ],
                                default="applied",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("state_since", models.DateField(verbose_name="进入本状态的日期")),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[("excellent", "优秀"), ("good", "较好"), ("fair", "一般")],
                                max_length=10,
                                verbose_name="信用等级",
                            ),
                        ),
                        (
                            "credit_limit",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="授信额度（元）",
                            ),
                        ),
                        (
                            "granted",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="贷款金额（元）",
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
                        (
                            "refusal_text",
                            models.CharField(blank=True, max_length=200, verbose_name="不予贷款的说明"),
                        ),
                        ("bank", models.CharField(blank=True, max_length=60, verbose_name="承贷银行")),
                        ("contract_no", models.CharField(blank=True, max_length=40, verbose_name="合同号")),
                        (
                            "rate",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=7, null=True, verbose_name="年利率"
                            ),
                        ),
                        ("is_secured", models.BooleanField(default=False, verbose_name="要求担保或抵押")),
                        ("disbursed_on", models.DateField(blank=True, null=True, verbose_name="放款日期")),
                        ("first_due_on", models.DateField(blank=True, null=True, verbose_name="合同到期日")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="到期日")),
                        (
                            "extension_count",
                            models.PositiveSmallIntegerField(default=0, verbose_name="展期次数"),
                        ),
                        (
                            "deferral_count",
                            models.PositiveSmallIntegerField(default=0, verbose_name="延期还款次数"),
                        ),
                        (
                            "renewal_count",
                            models.PositiveSmallIntegerField(default=0, verbose_name="续贷次数"),
                        ),
                        ("renewed_on", models.DateField(blank=True, null=True, verbose_name="续贷日期")),
                        (
                            "former_rate",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=7,
                                null=True,
                                verbose_name="续贷前的年利率",
                            ),
                        ),
                        (
                            "paid_before",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=18,
                                verbose_name="登记前已还本金（元）",
                            ),
                        ),
                        (
                            "balance",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="贷款余额（元）"
                            ),
                        ),
                        (
                            "interest_owed",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="欠息（元）"
                            ),
                        ),
                        (
                            "use_checked_on",
                            models.DateField(blank=True, null=True, verbose_name="用途核查日期"),
                        ),
                        (
                            "use_note",
                            models.CharField(blank=True, max_length=200, verbose_name="用途核查情况"),
                        ),
                        (
                            "diverted_on",
                            models.DateField(blank=True, null=True, verbose_name="发现户贷企用的日期"),
                        ),
                        (
                            "diverted_to",
                            models.CharField(blank=True, max_length=80, verbose_name="实际用款单位"),
                        ),
                        ("compensated_on", models.DateField(blank=True, null=True, verbose_name="代偿日期")),
                        (
                            "compensated_of",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="代偿时的本金（元）",
                            ),
                        ),
                        (
                            "compensated",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="风险金代偿（元）",
                            ),
                        ),
                        (
                            "fund_share",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=5,
                                null=True,
                                verbose_name="风险金分担比例",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        (
                            "recorded_from",
                            models.CharField(blank=True, max_length=120, verbose_name="来源台账"),
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
                            "borrower",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="loans",
                                to="households.householdmember",
                                verbose_name="借款人",
                            ),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="loans",
                                to="households.household",
                                verbose_name="户",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("bank"),
                                models.F("contract_no"),
                                condition=models.Q(("contract_no", ""), _negated=True),
                                name="one_loan_a_contract",
                                violation_error_message="这家银行的这个合同号已经登记过，请核对。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="loan_asks_for_money",
                                violation_error_message="申请金额要大于 0。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("term_months__gt", 0)),
                                name="loan_has_a_term",
                                violation_error_message="期限要大于 0 个月。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("balance__gte", 0), ("interest_owed__gte", 0), ("paid_before__gte", 0)
                                ),
                                name="loan_owes_nothing_below_zero",
                                violation_error_message="还款超过了贷款余额，请核对金额。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("granted", None),
                                    models.Q(("granted__gt", 0), ("granted__lte", models.F("amount"))),
                                    _connector="OR",
                                ),
                                name="loan_grants_no_more_than_asked",
                                violation_error_message="审批金额不能超过申请金额。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_secured", False)),
                                name="loan_needs_no_security",
                                violation_error_message="扶贫小额信贷免担保、免抵押，不能要求担保或抵押。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "purpose__in",
                                        [
                                            "planting",
                                            "breeding",
                                            "processing",
                                            "handicraft",
                                            "trade",
                                            "tourism",
                                            "transport",
                                            "other",
                                        ],
                                    )
                                ),
                                name="loan_is_for_production",
                                violation_error_message="扶贫小额信贷只能用于生产经营。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "status__in",
                                            (
                                                "disbursed",
                                                "in_use",
                                                "extended",
                                                "renewed",
                                                "repaid",
                                                "compensated",
                                                "recovered",
                                                "written_off",
                                            ),
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("disbursed_on__isnull", False),
                                        ("due_on__gt", models.F("disbursed_on")),
                                        ("granted__isnull", False),
                                        ("rate__isnull", False),
                                        models.Q(("contract_no", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="paid_out_loan_has_its_contract",
                            ),
                        ],
                        "indexes": [
                            models.Index(fields=["area", "status"], name="loan_by_area"),
                            models.Index(
                                condition=models.Q(
                                    ("status__in", ("disbursed", "in_use", "extended", "renewed"))
                                ),
                                fields=["due_on"],
                                name="loan_by_due",
                            ),
                        ],
                        "verbose_name": "扶贫小额信贷",
                        "ordering": ["area_id", "no"],
                        "permissions": [
                            ("add_loan", "受理贷款申请"),
                            ("rate_loan", "评定信用等级"),
                            ("publicise_loan", "登记贷款公示"),
                            ("advise_loan", "乡镇审核贷款"),
                            ("recommend_loan", "向银行推荐贷款"),
                            ("decide_loan", "审批、发放和收回贷款"),
                            ("check_loan", "核查贷款用途"),
                            ("compensate_loan", "动用风险补偿金"),
                            ("import_loan", "导入银行台账"),
                            ("export_loan", "导出贷款台账"),
                        ],
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="LoanStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="步")),
                        (
                            "act",
                            models.CharField(
                                choices=[("move", "办理"), ("opinion", "乡镇意见"), ("paper", "银行台账")],
                                default="move",
                                max_length=8,
                                verbose_name="办理方式",
                            ),
                        ),
                        (
                            "from_status",
                            models.CharField(
                                choices=[
                                    ("applied", "已申请"),
                                    ("rated", "已评级"),
                                    ("publicised", "已公示"),
                                    ("recommended", "已推荐"),
                                    ("approved", "已审批"),
                                    ("refused", "不予贷款"),
                                    ("withdrawn", "已撤回"),
                                    ("disbursed", "已放款"),
                                    ("in_use", "使用中"),
                                    ("extended", "已展期"),
                                    ("renewed", "已续贷"),
                                    ("repaid", "已还清"),
                                    ("compensated", "已代偿"),
                                    ("recovered", "已追回"),
                                    ("written_off", "已核销"),
                                ],
                                max_length=12,
                                verbose_name="原状态",
                            ),
                        ),
                        (
                            "to_status",
                            models.CharField(
                                choices=[
                                    ("applied", "已申请"),
                                    ("rated", "已评级"),
                                    ("publicised", "已公示"),
                                    ("recommended", "已推荐"),
                                    ("approved", "已审批"),
                                    ("refused", "不予贷款"),
                                    ("withdrawn", "已撤回"),
                                    ("disbursed", "已放款"),
                                    ("in_use", "使用中"),
                                    ("extended", "已展期"),
                                    ("renewed", "已续贷"),
                                    ("repaid", "已还清"),
                                    ("compensated", "已代偿"),
                                    ("recovered", "已追回"),
                                    ("written_off", "已核销"),
                                ],
                                max_length=12,
                                verbose_name="新状态",
                            ),
                        ),
                        (
                            "acting_role",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("leader", "县领导"),
                                    ("office", "县扶贫办"),
                                    ("township", "乡镇专干"),
                                    ("cadre", "村干部"),
                                    ("helper", "帮扶责任人"),
                                    ("supervisor", "督查员"),
                                    ("finance", "财务人员"),
                                    ("bank", "银行信贷员"),
                                    ("admin", "系统管理员"),
                                ],
                                max_length=12,
                                verbose_name="身份",
                            ),
                        ),
                        ("decided_on", models.DateField(verbose_name="办理日期")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True, verbose_name="录入时间")),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                        ("guards", models.JSONField(blank=True, default=list, verbose_name="核对结果")),
                        (
                            "acting_unit",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="core.area",
                                verbose_name="办理单位",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                blank=True,
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
                            "loan",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="funds.microloan",
                                verbose_name="贷款",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("loan"), models.F("number"), name="one_loan_step_a_number"
                            )
                        ],
                        "verbose_name": "贷款步骤",
                        "ordering": ["loan_id", "number"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="LoanPayment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("paid_on", models.DateField(verbose_name="还款日期")),
                        (
                            "principal",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="本金（元）"
                            ),
                        ),
                        (
                            "interest",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="利息（元）"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="说明")),
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
                            "reverses",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="funds.loanpayment",
                                verbose_name="冲正",
                            ),
                        ),
                        (
                            "loan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="funds.microloan",
                                verbose_name="贷款",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "还款",
                        "ordering": ["loan_id", "paid_on", "pk"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="LoanCollection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="催收日期")),
                        ("way", models.CharField(max_length=200, verbose_name="催收方式和结果")),
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
                            "loan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="collections",
                                to="funds.microloan",
                                verbose_name="贷款",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "催收记录",
                        "ordering": ["loan_id", "happened_on", "pk"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="MicroloanEvent",
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
                        ("term_months", models.PositiveSmallIntegerField(verbose_name="期限（月）")),
                        ("applied_on", models.DateField(verbose_name="申请日期")),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("applied", "已申请"),
                                    ("rated", "已评级"),
                                    ("publicised", "已公示"),
                                    ("recommended", "已推荐"),
                                    ("approved", "已审批"),
                                    ("refused", "不予贷款"),
                                    ("withdrawn", "已撤回"),
                                    ("disbursed", "已放款"),
                                    ("in_use", "使用中"),
                                    ("extended", "已展期"),
                                    ("renewed", "已续贷"),
                                    ("repaid", "已还清"),
                                    ("compensated", "已代偿"),
                                    ("recovered", "已追回"),
                                    ("written_off", "已核销"),
                                ],
                                default="applied",
                                max_length=12,
                                verbose_name="状态",
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("state_since", models.DateField(verbose_name="进入本状态的日期")),
                        (
                            "rating",
                            models.CharField(
                                blank=True,
                                choices=[("excellent", "优秀"), ("good", "较好"), ("fair", "一般")],
                                max_length=10,
                                verbose_name="信用等级",
                            ),
                        ),
                        (
                            "credit_limit",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="授信额度（元）",
                            ),
                        ),
                        (
                            "granted",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="贷款金额（元）",
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
                        (
                            "refusal_text",
                            models.CharField(blank=True, max_length=200, verbose_name="不予贷款的说明"),
                        ),
                        ("bank", models.CharField(blank=True, max_length=60, verbose_name="承贷银行")),
                        ("contract_no", models.CharField(blank=True, max_length=40, verbose_name="合同号")),
                        (
                            "rate",
                            models.DecimalField(
                                blank=True, decimal_places=6, max_digits=7, null=True, verbose_name="年利率"
                            ),
                        ),
                        ("is_secured", models.BooleanField(default=False, verbose_name="要求担保或抵押")),
                        ("disbursed_on", models.DateField(blank=True, null=True, verbose_name="放款日期")),
                        ("first_due_on", models.DateField(blank=True, null=True, verbose_name="合同到期日")),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="到期日")),
                        (
                            "extension_count",
                            models.PositiveSmallIntegerField(default=0, verbose_name="展期次数"),
                        ),
                        (
                            "deferral_count",
                            models.PositiveSmallIntegerField(default=0, verbose_name="延期还款次数"),
                        ),
                        (
                            "renewal_count",
                            models.PositiveSmallIntegerField(default=0, verbose_name="续贷次数"),
                        ),
                        ("renewed_on", models.DateField(blank=True, null=True, verbose_name="续贷日期")),
                        (
                            "former_rate",
                            models.DecimalField(
                                blank=True,
                                decimal_places=6,
                                max_digits=7,
                                null=True,
                                verbose_name="续贷前的年利率",
                            ),
                        ),
                        (
                            "paid_before",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=18,
                                verbose_name="登记前已还本金（元）",
                            ),
                        ),
                        (
                            "balance",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="贷款余额（元）"
                            ),
                        ),
                        (
                            "interest_owed",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="欠息（元）"
                            ),
                        ),
                        (
                            "use_checked_on",
                            models.DateField(blank=True, null=True, verbose_name="用途核查日期"),
                        ),
                        (
                            "use_note",
                            models.CharField(blank=True, max_length=200, verbose_name="用途核查情况"),
                        ),
                        (
                            "diverted_on",
                            models.DateField(blank=True, null=True, verbose_name="发现户贷企用的日期"),
                        ),
                        (
                            "diverted_to",
                            models.CharField(blank=True, max_length=80, verbose_name="实际用款单位"),
                        ),
                        ("compensated_on", models.DateField(blank=True, null=True, verbose_name="代偿日期")),
                        (
                            "compensated_of",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="代偿时的本金（元）",
                            ),
                        ),
                        (
                            "compensated",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=18,
                                null=True,
                                verbose_name="风险金代偿（元）",
                            ),
                        ),
                        (
                            "fund_share",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                max_digits=5,
                                null=True,
                                verbose_name="风险金分担比例",
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                        (
                            "recorded_from",
                            models.CharField(blank=True, max_length=120, verbose_name="来源台账"),
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
                            "borrower",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="households.householdmember",
                                verbose_name="借款人",
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
                                to="funds.microloan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskFund",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("bank", models.CharField(max_length=60, verbose_name="存放银行")),
                        ("opened_on", models.DateField(verbose_name="设立日期")),
                        (
                            "balance",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="余额（元）"
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
                        "constraints": [
                            models.UniqueConstraint(models.F("area"), name="one_risk_fund_a_county"),
                            models.CheckConstraint(
                                condition=models.Q(("balance__gte", 0)),
                                name="risk_fund_not_below_zero",
                                violation_error_message="风险补偿金余额不足，不能支出。",
                            ),
                        ],
                        "verbose_name": "风险补偿金",
                        "default_permissions": ("view", "change"),
                    },
                ),
                migrations.CreateModel(
                    name="RiskFundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("bank", models.CharField(max_length=60, verbose_name="存放银行")),
                        ("opened_on", models.DateField(verbose_name="设立日期")),
                        (
                            "balance",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="余额（元）"
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
                                to="funds.riskfund",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskFundInstalment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="应拨入（元）"),
                        ),
                        ("due_on", models.DateField(verbose_name="拨入期限")),
                        ("document", models.CharField(max_length=80, verbose_name="依据文号")),
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
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instalments",
                                to="funds.riskfund",
                                verbose_name="风险补偿金",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("fund"),
                                models.F("due_on"),
                                models.F("document"),
                                name="one_instalment_a_document",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="instalment_is_money",
                                violation_error_message="应拨入金额要大于 0。",
                            ),
                        ],
                        "verbose_name": "风险金拨入计划",
                        "ordering": ["fund_id", "due_on"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="RiskFundEntry",
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
                                    ("paid_in", "拨入"),
                                    ("compensation", "代偿"),
                                    ("recovery", "追回归还"),
                                    ("returned", "退回财政"),
                                ],
                                max_length=12,
                                verbose_name="类别",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="金额（元）"),
                        ),
                        ("happened_on", models.DateField(verbose_name="日期")),
                        ("document", models.CharField(max_length=80, verbose_name="凭证号")),
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
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="funds.riskfund",
                                verbose_name="风险补偿金",
                            ),
                        ),
                        (
                            "loan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fund_entries",
                                to="funds.microloan",
                                verbose_name="贷款",
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
                            "instalment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="funds.riskfundinstalment",
                                verbose_name="拨入计划",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__gt", 0), ("kind__in", ["paid_in", "recovery"])),
                                    models.Q(("amount__lt", 0), ("kind__in", ["compensation", "returned"])),
                                    _connector="OR",
                                ),
                                name="fund_entry_has_its_sign",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["paid_in", "returned"]), ("loan", None)),
                                    models.Q(
                                        ("instalment", None),
                                        ("kind__in", ["compensation", "recovery"]),
                                        ("loan__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="fund_entry_names_its_loan",
                            ),
                            models.UniqueConstraint(
                                models.F("loan"),
                                condition=models.Q(("kind", "compensation")),
                                name="one_compensation_a_loan",
                            ),
                        ],
                        "verbose_name": "风险金收支",
                        "ordering": ["fund_id", "happened_on", "pk"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="RiskFundInstalmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="应拨入（元）"),
                        ),
                        ("due_on", models.DateField(verbose_name="拨入期限")),
                        ("document", models.CharField(max_length=80, verbose_name="依据文号")),
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
                            "fund",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funds.riskfund",
                                verbose_name="风险补偿金",
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
                                to="funds.riskfundinstalment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SubsidyClaim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("bank", models.CharField(max_length=60, verbose_name="承贷银行")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("quarter", models.PositiveSmallIntegerField(verbose_name="季度")),
                        ("basis_days", models.PositiveSmallIntegerField(verbose_name="年计息天数")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "草稿"), ("submitted", "待审核"), ("approved", "已核准")],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "total",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="贴息合计（元）"
                            ),
                        ),
                        ("computed_at", models.DateTimeField(blank=True, null=True, verbose_name="计算时间")),
                        ("submitted_on", models.DateField(blank=True, null=True, verbose_name="申报日期")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="核准日期")),
                        ("document", models.CharField(blank=True, max_length=80, verbose_name="核准文号")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="退回说明")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核准人",
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
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申报人",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("area"),
                                models.F("bank"),
                                models.F("year"),
                                models.F("quarter"),
                                name="one_claim_a_quarter",
                                violation_error_message="这家银行这个季度已经有申报，请打开原来的申报。",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)),
                                name="claim_names_a_quarter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "approved"), _negated=True),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        ("approved_on__isnull", False),
                                        ("submitted_by__isnull", False),
                                        models.Q(("document", ""), _negated=True),
                                        models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="approved_claim_says_by_whom",
                                violation_error_message="核准要写明文号，由申报人以外的人办理。",
                            ),
                        ],
                        "verbose_name": "贴息申报",
                        "ordering": ["-year", "-quarter", "bank"],
                        "permissions": [("claim_subsidy", "申报贴息"), ("approve_subsidy", "核准贴息")],
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="SubsidyClaimEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("bank", models.CharField(max_length=60, verbose_name="承贷银行")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                        ("quarter", models.PositiveSmallIntegerField(verbose_name="季度")),
                        ("basis_days", models.PositiveSmallIntegerField(verbose_name="年计息天数")),
                        (
                            "status",
                            models.CharField(
                                choices=[("draft", "草稿"), ("submitted", "待审核"), ("approved", "已核准")],
                                default="draft",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        (
                            "total",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=18, verbose_name="贴息合计（元）"
                            ),
                        ),
                        ("computed_at", models.DateTimeField(blank=True, null=True, verbose_name="计算时间")),
                        ("submitted_on", models.DateField(blank=True, null=True, verbose_name="申报日期")),
                        ("approved_on", models.DateField(blank=True, null=True, verbose_name="核准日期")),
                        ("document", models.CharField(blank=True, max_length=80, verbose_name="核准文号")),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="退回说明")),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="核准人",
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
                                to="funds.subsidyclaim",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="申报人",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SubsidyLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField(verbose_name="起")),
                        ("before_date", models.DateField(verbose_name="止（不含）")),
                        ("days", models.PositiveSmallIntegerField(verbose_name="天数")),
                        (
                            "principal",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="本金（元）"),
                        ),
                        ("rate", models.DecimalField(decimal_places=6, max_digits=7, verbose_name="年利率")),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=18, verbose_name="贴息（元）"),
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="funds.subsidyclaim",
                                verbose_name="贴息申报",
                            ),
                        ),
                        (
                            "loan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="subsidies",
                                to="funds.microloan",
                                verbose_name="贷款",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("claim"),
                                models.F("loan"),
                                models.F("from_date"),
                                name="one_subsidy_line_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("before_date__gt", models.F("from_date")), ("days__gt", 0)
                                ),
                                name="subsidy_line_counts_days",
                            ),
                        ],
                        "verbose_name": "贴息明细",
                        "ordering": ["claim_id", "loan_id", "from_date"],
                        "default_permissions": (),
                    },
                ),
            ]
        ),
        *(migrations.RunSQL(make, drop) for make, drop in FUNCTIONS),
    ]
