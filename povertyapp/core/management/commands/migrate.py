from django.core.management.commands import migrate

from povertyapp.core.management.as_owner import AsOwner
from povertyapp.core.management.drawing import DrawingExecutor


class Command(AsOwner, migrate.Command):
    """Django's own, as the owner of the tables, without drawing all models for each step."""

    def handle(self, *args, **options):
        migrate.MigrationExecutor = DrawingExecutor  # type: ignore[attr-defined] # where Django looks it up
        super().handle(*args, **options)
