"""The triggers that keep a draw honest whoever writes, raw SQL included.

The population is frozen first and never changes; only then can a seed be set, once, together with method and size; the
sample is written under that seed and stays as it was drawn. A unit may only be replaced or dropped, with a reason.
"""

DRAW_GUARD = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a draw is never deleted' USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'INSERT' THEN
    IF NEW.frozen_at IS NOT NULL OR NEW.seed <> '' OR NEW.drawn_at IS NOT NULL OR NEW.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'a draw begins without population, seed and sample' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END IF;
IF OLD.frozen_at IS NULL AND (NEW.seed <> '' OR NEW.drawn_at IS NOT NULL) THEN
    RAISE EXCEPTION 'no seed before the population is frozen' USING ERRCODE = 'check_violation';
END IF;
IF OLD.frozen_at IS NULL AND NEW.frozen_at IS NOT NULL AND NEW.population_size <> (
    SELECT count(*) FROM inspections_populationunit WHERE draw_id = NEW.id
) THEN
    RAISE EXCEPTION 'the population is not as many as it says' USING ERRCODE = 'check_violation';
END IF;
IF OLD.frozen_at IS NOT NULL AND
   (NEW.area_id, NEW.round_id, NEW.purpose, NEW.kind, NEW.conditions, NEW.words, NEW.population_size,
    NEW.fingerprint, NEW.frozen_at, NEW.frozen_by_id, NEW.redraw_of_id, NEW.reason)
   IS DISTINCT FROM
   (OLD.area_id, OLD.round_id, OLD.purpose, OLD.kind, OLD.conditions, OLD.words, OLD.population_size,
    OLD.fingerprint, OLD.frozen_at, OLD.frozen_by_id, OLD.redraw_of_id, OLD.reason) THEN
    RAISE EXCEPTION 'a frozen population does not change' USING ERRCODE = 'check_violation';
END IF;
IF (OLD.seed <> '' OR OLD.drawn_at IS NOT NULL) AND
   (NEW.seed, NEW.seed_kind, NEW.seed_note, NEW.method, NEW.algorithm, NEW.size, NEW.spare)
   IS DISTINCT FROM
   (OLD.seed, OLD.seed_kind, OLD.seed_note, OLD.method, OLD.algorithm, OLD.size, OLD.spare) THEN
    RAISE EXCEPTION 'seed, method and size stay as they were drawn with' USING ERRCODE = 'check_violation';
END IF;
IF (OLD.drawn_at IS NOT NULL AND (NEW.drawn_at, NEW.drawn_by_id) IS DISTINCT FROM (OLD.drawn_at, OLD.drawn_by_id))
   OR (NEW.drawn_at IS NOT NULL AND NEW.seed = '')
   OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at) THEN
    RAISE EXCEPTION 'a draw stays as it was drawn' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

POPULATION_GUARD = """
IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'a population stays as it was frozen' USING ERRCODE = 'check_violation';
END IF;
IF EXISTS (
    SELECT 1 FROM inspections_sampledraw AS d
    WHERE d.frozen_at IS NOT NULL AND d.id IN (SELECT draw_id FROM new_values)
) THEN
    RAISE EXCEPTION 'a frozen population takes nobody in' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""
POPULATION_STAYS = """
RAISE EXCEPTION 'a population stays as it was frozen' USING ERRCODE = 'check_violation';
"""

UNIT_GUARD = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a drawn unit is never deleted' USING ERRCODE = 'check_violation';
END IF;
IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (
        SELECT 1 FROM inspections_sampledraw AS d
        WHERE d.id = NEW.draw_id AND d.seed <> '' AND d.drawn_at IS NULL
    ) THEN
        RAISE EXCEPTION 'units are written by the draw alone' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END IF;
IF (NEW.id, NEW.draw_id, NEW.round_id, NEW.kind, NEW.code, NEW.area_id, NEW.stratum, NEW.weight, NEW."order",
    NEW.is_spare)
   IS DISTINCT FROM
   (OLD.id, OLD.draw_id, OLD.round_id, OLD.kind, OLD.code, OLD.area_id, OLD.stratum, OLD.weight, OLD."order",
    OLD.is_spare)
   OR (OLD.reason <> '' AND NEW.reason IS DISTINCT FROM OLD.reason)
   OR (OLD.replaced_by_id IS NOT NULL AND NEW.replaced_by_id IS DISTINCT FROM OLD.replaced_by_id) THEN
    RAISE EXCEPTION 'a drawn unit stays as it was drawn' USING ERRCODE = 'check_violation';
END IF;
IF NEW.use <> OLD.use AND (OLD.use || '>' || NEW.use) NOT IN
   ('spare>chosen', 'spare>dropped', 'chosen>replaced', 'chosen>dropped') THEN
    RAISE EXCEPTION 'a unit that is % does not become %', OLD.use, NEW.use USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
