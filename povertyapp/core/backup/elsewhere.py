"""Another database of the same server, to restore into while the application goes on with its own."""

import contextlib

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from povertyapp.core.chain.roots import of_another_database

TABLES = (
    "SELECT count(*), count(*) FILTER (WHERE relname = 'django_migrations') FROM pg_class"
    " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
)


@contextlib.contextmanager
def other_database(name: str):
    """Speak to the named database for the block, with the tables of this version in it, then to our own again.

    ValidationError: it is our own, it is not there, or its tables are somebody else's.
    """
    if connection.in_atomic_block:
        raise RuntimeError("a transaction cannot go on in another database")
    own = connection.settings_dict
    if name == own["NAME"]:
        raise ValidationError(_("“%(name)s”就是正在使用的数据库，请写另一个空库的名字。") % {"name": name})
    connection.close()
    connection.settings_dict = own | {"NAME": name}
    try:
        with of_another_database():
            _make_ready(name)
            yield
    finally:
        connection.close()
        connection.settings_dict = own
        ContentType.objects.clear_cache()


def _make_ready(name):
    """Migrate the database where it has no tables at all."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise ValidationError(
            _("连不上数据库“%(name)s”。请先在同一台服务器上建好这个空库（createdb），属主与本库相同。")
            % {"name": name}
        ) from error
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables, ours = cursor.fetchone()
    if tables and not ours:
        raise ValidationError(_("数据库“%(name)s”里有别的程序的表。请恢复到新建的空库。") % {"name": name})
    if not tables:
        call_command("migrate", interactive=False, verbosity=0)
