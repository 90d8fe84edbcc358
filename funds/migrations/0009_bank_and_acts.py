"""Lines of a bank's statement, and the act to which an entry of money belongs."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from povertyapp.core.together import Together

LOOSE = {"db_constraint": False, "on_delete": django.db.models.deletion.DO_NOTHING}
FIRM = {"on_delete": django.db.models.deletion.PROTECT}


def columns():
    return [
        ("happened_on", models.DateField(verbose_name="日期")),
        ("document_no", models.CharField(blank=True, max_length=100, verbose_name="凭证号")),
        ("about", models.CharField(blank=True, max_length=120, verbose_name="资金编号或名称")),
        ("amount", models.DecimalField(decimal_places=2, max_digits=18, verbose_name="金额")),
        ("payee", models.CharField(blank=True, max_length=120, verbose_name="收款人")),
        ("recorded_from", models.CharField(max_length=120, verbose_name="登记依据")),
    ]


def link(to, label, **more):
    return models.ForeignKey(to=to, verbose_name=label, related_name="+", **more)


def of_history(to, label, **more):
    return link(to, label, related_query_name="+", **LOOSE, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0033_operator_loan_parameters"),
        ("funds", "0008_deliveries"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="BankRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        *columns(),
                        ("area", link("core.area", "行政区划", db_index=False, **FIRM)),
                        (
                            "matched_by",
                            link(settings.AUTH_USER_MODEL, "对账人", blank=True, null=True, **FIRM),
                        ),
                        (
                            "payment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bank_row",
                                to="funds.payment",
                                verbose_name="资金支付",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "银行对账单流水",
                        "ordering": ["happened_on", "pk"],
                        "indexes": [
                            models.Index(fields=["area", "happened_on"], name="bank_row_by_area_and_day"),
                            models.Index(fields=["document_no", "amount"], name="bank_row_by_number"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=Q(amount__gt=0),
                                name="bank_row_is_positive",
                                violation_error_message="金额要大于零。",
                            ),
                            models.CheckConstraint(
                                condition=Q(payment=None, matched_by=None) | Q(payment__isnull=False),
                                name="match_names_a_payment",
                            ),
                            models.UniqueConstraint(
                                F("area"),
                                F("happened_on"),
                                F("document_no"),
                                F("amount"),
                                F("payee"),
                                name="one_row_of_a_statement",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankRowEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        *columns(),
                        ("area", of_history("core.area", "行政区划")),
                        (
                            "matched_by",
                            of_history(settings.AUTH_USER_MODEL, "对账人", blank=True, null=True),
                        ),
                        ("payment", of_history("funds.payment", "资金支付", blank=True, null=True)),
                        (
                            "pgh_context",
                            models.ForeignKey(null=True, related_name="+", to="pghistory.context", **LOOSE),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(related_name="history", to="funds.bankrow", **LOOSE),
                        ),
                    ],
                    options={"abstract": False},
                ),
                migrations.AddField(
                    model_name="fundentry",
                    name="act",
                    field=models.UUIDField(editable=False, null=True),
                ),
                migrations.AddIndex(
                    model_name="fundentry",
                    index=models.Index(fields=["act"], condition=Q(act__isnull=False), name="entry_by_act"),
                ),
            ]
        ),
    ]
