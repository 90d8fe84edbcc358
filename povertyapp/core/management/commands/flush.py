from django.core.management.commands import flush

from povertyapp.core.management.as_owner import AsOwner


class Command(AsOwner, flush.Command):
    """Django's own, as the owner of the tables."""
