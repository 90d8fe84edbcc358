"""The triggers that keep the money true whoever writes, raw SQL included (reliability-security F1, F2).

Postings are only ever added. Each addition moves the balances of its accounts, with the rights of the owner and under
a lock of their rows, and the CHECK of the balances refuses what is not there: no statement of the application changes a
balance, and two sessions that want the last yuan wait for each other. At the end of the transaction each entry is
whole: its legs sum to zero within its line and are those of its kind, and its allotment or payment says the same.
"""

from funds.choices.money import LEGS, EntryKind
from funds.choices.projects import IN_LIBRARY

# One statement may bring many postings. Accounts are made and locked in one order, so that nobody waits in a circle.
MOVE_BALANCES = """
INSERT INTO funds_balance (line_id, state, slot, allotment_id, amount)
SELECT DISTINCT n.line_id, n.state, coalesce(n.allotment_id, 0), n.allotment_id, 0.00 FROM new_values AS n
ORDER BY 1, 2, 3
ON CONFLICT (line_id, state, slot) DO NOTHING;
PERFORM 1 FROM funds_balance AS b WHERE b.id IN (
    SELECT a.id FROM funds_balance AS a
    JOIN new_values AS n ON a.line_id = n.line_id AND a.state = n.state AND a.slot = coalesce(n.allotment_id, 0))
ORDER BY b.id FOR NO KEY UPDATE;
UPDATE funds_balance AS b SET amount = b.amount + moved.amount
FROM (SELECT n.line_id, n.state, coalesce(n.allotment_id, 0) AS slot, sum(n.amount) AS amount
      FROM new_values AS n GROUP BY 1, 2, 3) AS moved
WHERE b.line_id = moved.line_id AND b.state = moved.state AND b.slot = moved.slot;
RETURN NULL;
"""

_SHAPES = ", ".join(f"('{kind}', '{taken}', '{given}')" for kind, (taken, given) in LEGS.items())


def entry_is_whole(entry):
    """Return the trigger that looks at the entry whose id is the expression `entry`, at the end of the transaction."""
    return f"""
SELECT * INTO e FROM funds_fundentry WHERE id = {entry};
IF EXISTS (SELECT FROM funds_posting WHERE entry_id = e.id AND line_id <> e.line_id)
   OR (SELECT coalesce(sum(amount), 1) FROM funds_posting WHERE entry_id = e.id) <> 0 THEN
    RAISE EXCEPTION 'entry_is_whole: the legs of entry % do not sum to zero within its line', e.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_is_whole';
END IF;
IF e.kind = '{EntryKind.REVERSAL}' THEN
    SELECT * INTO was FROM funds_fundentry WHERE id = e.reverses_id;
    fits := was.kind <> '{EntryKind.REVERSAL}' AND was.line_id = e.line_id AND was.amount = e.amount AND NOT EXISTS (
        SELECT state, allotment_id, amount FROM funds_posting WHERE entry_id = e.id
        EXCEPT SELECT state, allotment_id, -amount FROM funds_posting WHERE entry_id = was.id)
        AND (SELECT count(*) FROM funds_posting WHERE entry_id = e.id) = 2;
ELSE
    fits := EXISTS (
        SELECT FROM (VALUES {_SHAPES}) AS shape (kind, taken, given)
        JOIN funds_posting AS a ON a.entry_id = e.id AND a.state = shape.taken AND a.amount = -e.amount
        JOIN funds_posting AS b ON b.entry_id = e.id AND b.state = shape.given AND b.amount = e.amount
        WHERE shape.kind = e.kind AND (SELECT count(*) FROM funds_posting WHERE entry_id = e.id) = 2
          AND CASE e.kind
              WHEN '{EntryKind.ALLOT}' THEN EXISTS (
                  SELECT FROM funds_allotment AS t
                  WHERE t.entry_id = e.id AND t.id = b.allotment_id AND t.line_id = e.line_id AND t.amount = e.amount)
              WHEN '{EntryKind.PAY}' THEN a.allotment_id = b.allotment_id AND EXISTS (
                  SELECT FROM funds_payment AS t
                  WHERE t.entry_id = e.id AND t.allotment_id = b.allotment_id AND t.amount = e.amount)
              ELSE true END);
END IF;
IF fits IS NOT TRUE THEN
    RAISE EXCEPTION 'entry_is_whole: entry % says % and its legs or its paper say something else', e.id, e.kind
        USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_is_whole';
END IF;
RETURN NULL;
"""


# Channels stay and use is unchanged: what was integrated keeps where it came from and what it is for (LN-27).
LINE_GUARD = """
IF (NEW.area_id, NEW.code, NEW.year, NEW.level, NEW.origin, NEW.kind, NEW.purpose, NEW.owner_unit)
   IS DISTINCT FROM
   (OLD.area_id, OLD.code, OLD.year, OLD.level, OLD.origin, OLD.kind, OLD.purpose, OLD.owner_unit)
   AND EXISTS (SELECT FROM funds_balance AS b WHERE b.line_id = NEW.id AND b.state IN ('pool', 'allotted', 'paid')
               AND b.amount <> 0) THEN
    RAISE EXCEPTION 'channel_stays: integrated money keeps its channel and its use'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'channel_stays';
END IF;
RETURN NEW;
"""

# Money goes to what is in the library or came out of it by an approval (LF-40).
_LIBRARY = ", ".join(f"'{stage}'" for stage in sorted(IN_LIBRARY))
ALLOTMENT_GUARD = f"""
PERFORM FROM funds_project WHERE id = NEW.project_id AND stage IN ({_LIBRARY}) FOR NO KEY UPDATE;
IF NOT FOUND THEN
    RAISE EXCEPTION 'allotted_to_the_library: LF-40: a project outside the library gets no money'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'allotted_to_the_library';
END IF;
RETURN NEW;
"""

# A line that a gift of money made holds that gift and nothing else (LN-15).
ARRIVAL_GUARD = """
IF EXISTS (SELECT FROM funds_donationuse WHERE line_id = NEW.line_id AND struck_on IS NULL) THEN
    RAISE EXCEPTION 'gift_is_its_line: LN-15: what arrives of a gift is that gift'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'gift_is_its_line';
END IF;
RETURN NEW;
"""

PAYEE_GUARD = """
IF NEW.household_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM funds_benefit AS b JOIN funds_allotment AS a ON a.project_id = b.project_id
    WHERE a.id = NEW.allotment_id AND b.household_id = NEW.household_id) THEN
    RAISE EXCEPTION 'payee_benefits: a household is paid out of a project that benefits it'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'payee_benefits';
END IF;
RETURN NEW;
"""
