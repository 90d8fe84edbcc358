"""What guards the rows in the database: triggers, functions, rights, columns and constraints, each by its digest.

Stated in the chain after each migrate; what is different later, somebody changed by hand.
"""

import hashlib

CATALOGUE = """
WITH ours AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.relacl FROM pg_class AS c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND NOT c.relispartition
      AND NOT (c.relname LIKE 'inspections\\_account\\_%%\\_%%\\_%%' AND c.relname ~ '_[0-9a-f]{8}$')
)
SELECT 'trigger ' || ours.relname || ' ' || t.tgname,
       regexp_replace(pg_get_triggerdef(t.oid), '\\s+', ' ', 'g') || t.tgenabled::text
FROM pg_trigger AS t JOIN ours ON ours.oid = t.tgrelid WHERE NOT t.tgisinternal
UNION ALL
SELECT 'constraints ' || ours.relname, string_agg(pg_get_constraintdef(k.oid) || k.convalidated, ' ' ORDER BY k.conname)
FROM pg_constraint AS k JOIN ours ON ours.oid = k.conrelid WHERE k.contype IN ('p', 'u', 'c', 'x', 'f')
GROUP BY ours.relname
UNION ALL
SELECT 'unique indexes ' || ours.relname, string_agg(pg_get_indexdef(i.indexrelid), ' '
                                                    ORDER BY pg_get_indexdef(i.indexrelid))
FROM pg_index AS i JOIN ours ON ours.oid = i.indrelid WHERE i.indisunique AND i.indisvalid GROUP BY ours.relname
UNION ALL
SELECT 'internal triggers ' || ours.relname, count(*) FILTER (WHERE t.tgenabled <> 'O')::text
FROM pg_trigger AS t JOIN ours ON ours.oid = t.tgrelid WHERE t.tgisinternal GROUP BY ours.relname
UNION ALL
SELECT 'columns ' || ours.relname, string_agg(a.attname || format_type(a.atttypid, a.atttypmod) || a.attnotnull, ' '
                                             ORDER BY a.attname COLLATE "C")
FROM pg_attribute AS a JOIN ours ON ours.oid = a.attrelid
WHERE a.attnum > 0 AND NOT a.attisdropped AND ours.relkind IN ('r', 'p', 'v') GROUP BY ours.relname
UNION ALL
SELECT 'rights ' || ours.relname, pg_get_userbyid(ours.relowner) || ' ' || coalesce((
    SELECT string_agg(concat(pg_get_userbyid(g.grantee), g.privilege_type, g.is_grantable), ' '
                      ORDER BY pg_get_userbyid(g.grantee), g.privilege_type)
    FROM aclexplode(ours.relacl) AS g), '')
FROM ours
UNION ALL
SELECT 'rewriting ' || ours.relname, string_agg(pg_get_ruledef(r.oid), ' ' ORDER BY r.rulename)
FROM pg_rewrite AS r JOIN ours ON ours.oid = r.ev_class GROUP BY ours.relname
UNION ALL
SELECT 'function ' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
       concat_ws(' ', p.prosrc, p.prosecdef, p.proconfig::text, pg_get_userbyid(p.proowner), (
           SELECT string_agg(concat(pg_get_userbyid(g.grantee), g.privilege_type), ' '
                             ORDER BY pg_get_userbyid(g.grantee), g.privilege_type)
           FROM aclexplode(p.proacl) AS g))
FROM pg_proc AS p
WHERE p.pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass
                  AND d.deptype = 'e')
UNION ALL
SELECT 'rights of the schema', (SELECT string_agg(concat(pg_get_userbyid(g.grantee), g.privilege_type), ' '
                                ORDER BY pg_get_userbyid(g.grantee), g.privilege_type) FROM aclexplode(n.nspacl) AS g)
FROM pg_namespace AS n WHERE n.nspname = 'public'
UNION ALL
SELECT 'event trigger ' || evtname, evtevent || evtenabled::text FROM pg_event_trigger
UNION ALL
SELECT 'role ' || r.rolname, concat_ws(' ', r.rolsuper, r.rolcreaterole, r.rolbypassrls, r.rolreplication, (
    SELECT string_agg(pg_get_userbyid(m.roleid), ' ' ORDER BY pg_get_userbyid(m.roleid))
    FROM pg_auth_members AS m WHERE m.member = r.oid))
FROM pg_roles AS r WHERE r.rolname = %s
"""
# A new table is nobody's concern; something new on a known one is.
FREE = ("constraints ", "unique indexes ", "columns ", "rights ", "internal triggers ", "rewriting ")


def guards(cursor, role):
    """Return the name of each guard → its digest."""
    cursor.execute(CATALOGUE, [role])
    return {name: hashlib.sha256(text.encode()).hexdigest()[:24] for name, text in cursor.fetchall() if text}


def changed_guards(stated, now):
    """Yield (name, what happened) of guards that are not as they were stated."""
    tables = {name.removeprefix("columns ") for name in stated if name.startswith("columns ")}
    for name in sorted(stated.keys() | now.keys()):
        if name not in now:
            yield name, "gone"
        elif name in stated and stated[name] != now[name]:
            yield name, "changed"
        elif name not in stated and (not name.startswith(FREE) or name.split(" ")[-1] in tables):
            yield name, "new"
