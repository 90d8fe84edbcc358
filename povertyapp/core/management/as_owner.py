"""Commands that need the rights of the owner of the tables."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from povertyapp.core.management.house_command import REFUSED
from povertyapp.core.owner import as_owner, is_owner


class AsOwner(BaseCommand):
    """Mix in before a command class: connect as the owner, or refuse and say how."""

    def execute(self, *args, **options):
        with as_owner():
            if not is_owner():
                said = _(
                    "这个命令要用数据库所有者的身份运行：请设置 OWNER_DATABASE_URL（容器中用 migrate 服务运行）。"
                )
                raise CommandError(said, returncode=REFUSED)
            return super().execute(*args, **options)
