"""The narrow tables of the hard account, partitioned by account, and the view that spells the lines out.

Partitions are made by the computation itself: filled beside the old one and swapped in one transaction.
"""

from django.db import migrations

TABLES = """
CREATE TABLE inspections_account_rule (
    id bigint NOT NULL, account_id bigint NOT NULL, area_id varchar(12) NOT NULL,
    rule varchar(12) NOT NULL, bit smallint NOT NULL, slot smallint NOT NULL, population varchar(20) NOT NULL,
    party_level varchar(12) NOT NULL, obligation varchar(8) NOT NULL, title varchar(80) NOT NULL, text text NOT NULL,
    weight numeric(6,2) NOT NULL, is_hard boolean NOT NULL, allows_part boolean NOT NULL
) PARTITION BY LIST (account_id);
CREATE INDEX account_rule_by_bit ON inspections_account_rule (account_id, bit);

CREATE TABLE inspections_account_fact (
    id bigint NOT NULL, account_id bigint NOT NULL, area_id varchar(12) NOT NULL,
    household_id bigint NOT NULL, helper_id bigint, population varchar(20) NOT NULL,
    due bigint NOT NULL, missed bigint NOT NULL, excused bigint NOT NULL, falsified bigint NOT NULL,
    required int[] NOT NULL, delivered int[] NOT NULL, voided int[] NOT NULL
) PARTITION BY LIST (account_id);
CREATE INDEX account_fact_by_area ON inspections_account_fact (account_id, area_id);
CREATE INDEX account_fact_by_helper ON inspections_account_fact (account_id, helper_id);
CREATE INDEX account_fact_by_household ON inspections_account_fact (household_id, account_id);

CREATE TABLE inspections_account_tally (
    id bigint NOT NULL, account_id bigint NOT NULL, area_id varchar(12) NOT NULL,
    level varchar(12) NOT NULL, code varchar(20) NOT NULL, rule varchar(12) NOT NULL,
    lines int NOT NULL, met int NOT NULL, partial int NOT NULL, failed int NOT NULL, excused int NOT NULL,
    falsified int NOT NULL, required bigint NOT NULL, delivered bigint NOT NULL, credit numeric NOT NULL
) PARTITION BY LIST (account_id);
CREATE INDEX account_tally_by_place ON inspections_account_tally (account_id, level, code);

CREATE TABLE inspections_account_unit_line (
    id bigint NOT NULL, account_id bigint NOT NULL, area_id varchar(12) NOT NULL,
    level varchar(12) NOT NULL, code varchar(20) NOT NULL, rule varchar(12) NOT NULL,
    subject_kind varchar(12) NOT NULL, subject_code varchar(20) NOT NULL,
    required int NOT NULL, delivered int NOT NULL, voided int NOT NULL, outcome varchar(10) NOT NULL
) PARTITION BY LIST (account_id);
CREATE INDEX account_unit_line_by_party ON inspections_account_unit_line (account_id, level, code);

CREATE TABLE inspections_account_party (
    id bigint NOT NULL, account_id bigint NOT NULL, area_id varchar(12) NOT NULL,
    level varchar(12) NOT NULL, code varchar(20) NOT NULL, name varchar(80) NOT NULL, helper_id bigint,
    score numeric(5,2), verdict varchar(12) NOT NULL, lines int NOT NULL, failed int NOT NULL
) PARTITION BY LIST (account_id);
CREATE INDEX account_party_by_level ON inspections_account_party (account_id, level, code);

CREATE VIEW inspections_account_line AS
SELECT fact.id * 64 + r.bit AS id, fact.account_id, fact.area_id, 'helper'::varchar(12) AS party_level,
       helper.code AS party_code, helper.name::varchar(80) AS party_name, r.rule,
       'household'::varchar(12) AS subject_kind, household.household_no AS subject_code,
       fact.required[r.slot] AS required, fact.delivered[r.slot] AS delivered, fact.voided[r.slot] AS voided,
       (CASE WHEN fact.falsified >> r.bit & 1 = 1 THEN 'falsified'
             WHEN fact.excused >> r.bit & 1 = 1 THEN 'excused'
             WHEN fact.missed >> r.bit & 1 = 0 THEN 'met'
             WHEN r.allows_part AND fact.delivered[r.slot] > 0 THEN 'partial'
             ELSE 'failed' END)::varchar(10) AS outcome,
       r.weight
FROM inspections_account_fact AS fact
JOIN inspections_account_rule AS r
  ON r.account_id = fact.account_id AND r.population = fact.population AND r.party_level = 'helper'
 AND fact.due >> r.bit & 1 = 1
JOIN assistance_helper AS helper ON helper.id = fact.helper_id
JOIN households_household AS household ON household.id = fact.household_id
UNION ALL
SELECT -line.id, line.account_id, line.area_id, line.level, line.code, party.name, line.rule,
       line.subject_kind, line.subject_code, line.required, line.delivered, line.voided, line.outcome, r.weight
FROM inspections_account_unit_line AS line
JOIN inspections_account_rule AS r ON r.account_id = line.account_id AND r.rule = line.rule
JOIN inspections_account_party AS party
  ON party.account_id = line.account_id AND party.level = line.level AND party.code = line.code;
"""

DROP = """
DROP VIEW inspections_account_line;
DROP TABLE inspections_account_party, inspections_account_unit_line, inspections_account_tally,
           inspections_account_fact, inspections_account_rule;
"""


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_house"), ("assistance", "0001_house"), ("households", "0001_house")]
    operations = [migrations.RunSQL(TABLES, DROP)]
