"""Who and why: the contexts of the history, and who may write them.

`pghistory` writes a context again whenever the running act says more of itself. Here that is a function with the
rights of the owner, every new word leaves a row of its own, and what an act said of itself is settled after a day.
"""

from povertyapp.core.functions import SEARCHED

SETTLED = "1 day"

ATTACH = f"""
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {SEARCHED} AS $attach$
DECLARE
    own pghistory_context.id%TYPE := nullif(current_setting('pghistory.context_id', true), '');
    said pghistory_context.metadata%TYPE := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF own IS NULL OR said IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context AS known (id, metadata, created_at, updated_at) VALUES (own, said, now(), now())
    ON CONFLICT (id) DO UPDATE SET metadata = excluded.metadata, updated_at = excluded.updated_at
    WHERE known.metadata IS DISTINCT FROM excluded.metadata;
    RETURN own;
END $attach$;
REVOKE ALL ON FUNCTION _pgh_attach_context() FROM PUBLIC;
"""

KEEP = f"""
CREATE OR REPLACE FUNCTION house_keep_context() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {SEARCHED} AS $keep$
BEGIN
    IF TG_WHEN = 'AFTER' THEN
        INSERT INTO core_contextchange (context, metadata, changed_at) VALUES (NEW.id, NEW.metadata, now());
    ELSIF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what an act said of itself is never deleted';
    ELSIF (OLD.id, OLD.created_at) IS DISTINCT FROM (NEW.id, NEW.created_at) THEN
        RAISE EXCEPTION 'a context keeps its name and its moment';
    ELSIF OLD.created_at < now() - interval '{SETTLED}' THEN
        RAISE EXCEPTION 'what an act said of itself is settled after a day';
    END IF;
    RETURN NEW;
END $keep$;
CREATE OR REPLACE TRIGGER house_context_settled BEFORE UPDATE OR DELETE ON pghistory_context
FOR EACH ROW EXECUTE FUNCTION house_keep_context();
CREATE OR REPLACE TRIGGER house_context_kept AFTER INSERT OR UPDATE ON pghistory_context
FOR EACH ROW EXECUTE FUNCTION house_keep_context();
"""

# Only who owns the database may pass over triggers (`pgtrigger.ignore`): generated counties, new keys, migrations.
IGNORE = f"""
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE plpgsql SET search_path = {SEARCHED} AS $ignore$
DECLARE
    passed_over text := nullif(current_setting('pgtrigger.ignore', true), '');
BEGIN
    RETURN passed_over IS NOT NULL AND trigger_name = ANY (passed_over::text[])
       AND (SELECT pg_has_role(session_user, datdba, 'MEMBER') FROM pg_database
            WHERE datname = current_database());
END $ignore$;
"""


def keep_contexts(cursor):
    """Install the functions above in the place of those of the libraries."""
    for statement in (ATTACH, KEEP, IGNORE):
        cursor.execute(statement)
