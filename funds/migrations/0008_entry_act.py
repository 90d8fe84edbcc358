from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("funds", "0007_credit_and_gifts")]

    operations = [
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
