"""A job has no language: what it makes is Chinese, and how it went is said to each reader in his own (decision 46).

Undone, the column comes back with Chinese for every job, which is what those speak that ran meanwhile.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0038_tallies")]
    operations = [migrations.RemoveField(model_name="job", name="language")]
