"""The bank's clerk is a role (rulebook C4)."""

from django.db import migrations, models

ROLES = [
    ("leader", "县领导"),
    ("office", "县扶贫办"),
    ("township", "乡镇专干"),
    ("cadre", "村干部"),
    ("helper", "帮扶责任人"),
    ("supervisor", "督查员"),
    ("finance", "财务人员"),
    ("bank", "银行信贷员"),
    ("admin", "系统管理员"),
]


class Migration(migrations.Migration):
    dependencies = [("inspections", "0021_sector_records")]
    operations = [
        migrations.AlterField("accountseal", "role", models.CharField("身份", max_length=12, choices=ROLES)),
        migrations.AlterField(
            "measurestep", "acting_role", models.CharField("身份", blank=True, max_length=12, choices=ROLES)
        ),
    ]
