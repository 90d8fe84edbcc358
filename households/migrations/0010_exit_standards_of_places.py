"""The exit standards of villages and counties (B8): the nation's, and Sichuan's 一低五有 and 一低三有 (GY-10).

Their items are answered by persons.
"""

from django.db import migrations

INCIDENCE = ("incidence", "贫困发生率低于规定比例", "建档立卡未脱贫人口 ÷ 农村户籍人口")
STANDARDS = (
    ("", "village", 2014, "贫困村退出标准", "厅字〔2016〕16号", (
        INCIDENCE,
        ("infrastructure", "基础设施达标", "验收资料"),
        ("services", "基本公共服务达标", "验收资料"),
        ("industry", "有主导产业", "产业台账"),
        ("collective_income", "有集体经济收入", "村级账目"),
    )),
    ("51", "village", 2016, "一低五有", "广委办〔2016〕95号（GY-10）", (
        INCIDENCE,
        ("collective_income", "有集体经济收入", "村级账目"),
        ("road", "有硬化路", "验收资料"),
        ("clinic", "有卫生室", "验收资料"),
        ("culture_room", "有文化室", "验收资料"),
        ("network", "有通信网络", "验收资料"),
    )),
    ("", "county", 2014, "贫困县退出标准（三率一度）", "厅字〔2016〕16号", (
        ("composite_incidence", "综合贫困发生率低于规定比例", "抽样记录"),
        ("omission", "漏评率低于规定比例", "抽样记录"),
        ("wrong_exit", "错退率低于规定比例", "抽样记录"),
        ("acceptance", "群众认可度达到规定比例", "抽样记录"),
    )),
    ("51", "county", 2016, "一低三有", "广委办〔2016〕95号（GY-10）", (
        INCIDENCE,
        ("school", "乡乡有标准中心校", "验收资料"),
        ("hospital", "乡乡有达标卫生院", "验收资料"),
        ("service_centre", "乡乡有便民服务中心", "验收资料"),
    )),
)  # fmt: skip


def write(apps, schema_editor):
    standard, item = (apps.get_model("households", name) for name in ("ExitStandard", "ExitItem"))
    for region, level, year, name, basis, items in STANDARDS:
        row = standard.objects.create(region=region, level=level, from_year=year, name=name, basis=basis)
        item.objects.bulk_create(
            item(standard=row, position=place, code=code, label=label, evidence=evidence)
            for place, (code, label, evidence) in enumerate(items)
        )


def remove(apps, schema_editor):
    apps.get_model("households", "ExitStandard").objects.exclude(level="household").delete()


class Migration(migrations.Migration):
    dependencies = [("households", "0009_checklist")]
    operations = [migrations.RunPython(write, remove)]
