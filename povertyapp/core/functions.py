"""Functions of the database that the code of today needs: installed with the triggers, after each migrate.

A callable one runs with the rights of the owner and is all that the application may do with them: it checks what it
is given. Names are looked up in `public` only, so that a temporary table of the same name is never meant.
"""

from dataclasses import dataclass

import pgtrigger

SEARCHED = "public, pg_temp"


@dataclass(frozen=True)
class DatabaseFunction:
    """A function by its signature (`name(bigint, text)`), with the SQL that makes it."""

    signature: str
    sql: str


class OwnersTrigger(pgtrigger.Trigger):
    """A trigger whose function has the rights of the owner: it writes what the application only reads."""


CALLABLE: dict[str, DatabaseFunction] = {}


def callable_function(name, arguments, body, *, returns="void", declare=""):
    """Let the application call this PL/pgSQL function with the rights of the owner.

    `arguments` are `name type` pairs with commas. Refuse in the body whatever the application must not do.
    """
    kinds = ", ".join(part.split()[1] for part in arguments.split(",")) if arguments else ""
    sql = (
        f"CREATE OR REPLACE FUNCTION {name}({arguments}) RETURNS {returns} LANGUAGE plpgsql SECURITY DEFINER"
        f" SET search_path = {SEARCHED} AS $callable$ {declare} BEGIN {body} END $callable$"
    )
    CALLABLE[name] = DatabaseFunction(f"{name}({kinds})", sql)


# Statistics belong to whoever owns the table; without them the next statement of an import plans for an empty one.
callable_function(
    "house_analyze",
    "target text",
    """
    IF NOT EXISTS (SELECT FROM pg_class WHERE relname = target AND relnamespace = 'public'::regnamespace
                   AND relkind IN ('r', 'p')) THEN
        RAISE EXCEPTION 'no table %', target;
    END IF;
    EXECUTE format('ANALYZE public.%I', target);
    """,
)
