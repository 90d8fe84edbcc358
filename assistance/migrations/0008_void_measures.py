"""A measure can be struck out like a visit; work that is held may be the record of a check."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from povertyapp.core.together import Together


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0007_measure_families"),
        ("core", "0016_assistance_parameters"),
        ("households", "0013_form_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="assistancemeasure",
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
                    model_name="assistancemeasure",
                    name="void_kind",
                    field=models.CharField(
                        blank=True,
                        choices=[("disproved", "核查不实"), ("false", "弄虚作假")],
                        db_default="",
                        default="",
                        max_length=10,
                        verbose_name="核销性质",
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasure",
                    name="void_reason",
                    field=models.CharField(
                        blank=True, db_default="", default="", max_length=200, verbose_name="核销理由"
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasure",
                    name="voided_at",
                    field=models.DateTimeField(blank=True, null=True, verbose_name="核销时间"),
                ),
                migrations.AddField(
                    model_name="assistancemeasure",
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
                    model_name="assistancemeasureevent",
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
                    model_name="assistancemeasureevent",
                    name="void_kind",
                    field=models.CharField(
                        blank=True,
                        choices=[("disproved", "核查不实"), ("false", "弄虚作假")],
                        db_default="",
                        default="",
                        max_length=10,
                        verbose_name="核销性质",
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasureevent",
                    name="void_reason",
                    field=models.CharField(
                        blank=True, db_default="", default="", max_length=200, verbose_name="核销理由"
                    ),
                ),
                migrations.AddField(
                    model_name="assistancemeasureevent",
                    name="voided_at",
                    field=models.DateTimeField(blank=True, null=True, verbose_name="核销时间"),
                ),
                migrations.AddField(
                    model_name="assistancemeasureevent",
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
                    model_name="heldsubmission",
                    name="kind",
                    field=models.CharField(
                        choices=[("visit", "走访"), ("correction", "更正"), ("check", "现场核查")],
                        default="visit",
                        max_length=12,
                        verbose_name="内容",
                    ),
                ),
                migrations.AlterField(
                    model_name="heldsubmission",
                    name="why",
                    field=models.CharField(
                        choices=[
                            ("not_entitled", "发送人的权限或手机已停用"),
                            ("not_his", "这一户（或这次核查）不在发送人名下"),
                            ("other_body", "同一编号收到了不同内容"),
                            ("too_late", "超过规定时间才送达"),
                        ],
                        max_length=16,
                        verbose_name="原因",
                    ),
                ),
                migrations.AlterField(
                    model_name="heldsubmissionevent",
                    name="kind",
                    field=models.CharField(
                        choices=[("visit", "走访"), ("correction", "更正"), ("check", "现场核查")],
                        default="visit",
                        max_length=12,
                        verbose_name="内容",
                    ),
                ),
                migrations.AlterField(
                    model_name="heldsubmissionevent",
                    name="why",
                    field=models.CharField(
                        choices=[
                            ("not_entitled", "发送人的权限或手机已停用"),
                            ("not_his", "这一户（或这次核查）不在发送人名下"),
                            ("other_body", "同一编号收到了不同内容"),
                            ("too_late", "超过规定时间才送达"),
                        ],
                        max_length=16,
                        verbose_name="原因",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assistancemeasure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("void_kind", ""), ("voided_at", None)),
                            models.Q(
                                ("voided_at__isnull", False), models.Q(("void_kind", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="voided_measure_has_a_kind",
                        violation_error_message="核销措施要写明性质。",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assistancemeasure",
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
                        name="false_measure_needs_a_second_person",
                        violation_error_message="认定弄虚作假要由核销人以外的人来定。",
                    ),
                ),
            ]
        )
    ]
