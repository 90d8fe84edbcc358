"""The triggers that keep what was found on site, whoever writes, raw SQL included.

A record may be corrected until its hours are over, then nothing of it changes but what follows from it: the problem
that it became, the evidence that was struck out, the place's own code when places merge. Answers are never added to
a record that has them all, so that nobody lengthens the denominator afterwards.
"""

RECORD_GUARD = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'the record of a check is never deleted' USING ERRCODE = 'check_violation';
END IF;
IF (NEW.site_check_id, NEW.recorded_at, NEW.recorded_by_id, NEW.fixed_at)
   IS DISTINCT FROM (OLD.site_check_id, OLD.recorded_at, OLD.recorded_by_id, OLD.fixed_at) THEN
    RAISE EXCEPTION 'a record keeps its check, its author and its hours' USING ERRCODE = 'check_violation';
END IF;
IF OLD.fixed_at <= now() AND to_jsonb(NEW) - ARRAY['area_id', 'problem_id']
   IS DISTINCT FROM to_jsonb(OLD) - ARRAY['area_id', 'problem_id'] THEN
    RAISE EXCEPTION 'the record is read only since %', OLD.fixed_at USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

ANSWER_GUARD = """
IF TG_OP = 'INSERT' THEN
    IF (SELECT r.answer_count FROM inspections_checkrecord AS r WHERE r.id = NEW.record_id)
       <= (SELECT count(*) FROM inspections_checkanswer AS a WHERE a.record_id = NEW.record_id) THEN
        RAISE EXCEPTION 'the record has all its answers' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END IF;
IF (SELECT r.fixed_at FROM inspections_checkrecord AS r WHERE r.id = OLD.record_id) <= now() THEN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - ARRAY['area_id', 'problem_id', 'struck_at']
       IS DISTINCT FROM to_jsonb(OLD) - ARRAY['area_id', 'problem_id', 'struck_at'] THEN
        RAISE EXCEPTION 'the answers are read only' USING ERRCODE = 'check_violation';
    END IF;
END IF;
IF TG_OP = 'DELETE' THEN
    RETURN OLD;
END IF;
RETURN NEW;
"""

FRAME_GUARD = """
IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a frame is never deleted' USING ERRCODE = 'check_violation';
END IF;
IF (SELECT d.seed FROM inspections_sampledraw AS d WHERE d.id = NEW.draw_id) <> ''
   AND (TG_OP = 'INSERT' OR to_jsonb(NEW) - 'area_id' IS DISTINCT FROM to_jsonb(OLD) - 'area_id') THEN
    RAISE EXCEPTION 'a frame stands before the seed is thrown' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

OTHER_GUARD = """
IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'area_id' IS DISTINCT FROM to_jsonb(OLD) - 'area_id' THEN
    RAISE EXCEPTION 'what was recorded on site stays' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

KNOWLEDGE_GUARD = """
IF TG_OP = 'DELETE' OR OLD.asked_at IS NOT NULL
   AND to_jsonb(NEW) - 'area_id' IS DISTINCT FROM to_jsonb(OLD) - 'area_id' THEN
    RAISE EXCEPTION 'who was asked was asked once' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""

QUESTION_GUARD = """
IF TG_OP = 'DELETE' OR
   (NEW.knowledge_id, NEW.number, NEW.household_id, NEW.fact, NEW.expected)
   IS DISTINCT FROM (OLD.knowledge_id, OLD.number, OLD.household_id, OLD.fact, OLD.expected) THEN
    RAISE EXCEPTION 'a question stays as it was drawn' USING ERRCODE = 'check_violation';
END IF;
IF (NEW.said, NEW.words) IS DISTINCT FROM (OLD.said, OLD.words)
   AND (SELECT k.asked_at FROM inspections_knowledgecheck AS k WHERE k.id = OLD.knowledge_id) IS NOT NULL THEN
    RAISE EXCEPTION 'what was answered stays' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
