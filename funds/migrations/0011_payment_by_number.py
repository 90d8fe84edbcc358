"""Payments are found by their number and amount."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("funds", "0010_say_what_to_do")]
    operations = [
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["document_no", "amount"], name="payment_by_number"),
        )
    ]
