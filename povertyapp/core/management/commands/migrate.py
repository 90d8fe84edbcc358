from django.core.management.commands import migrate

from povertyapp.core.management.as_owner import AsOwner


class Command(AsOwner, migrate.Command):
    """Django's own, as the owner of the tables."""
