-- Answers that are given once, and sessions by flow token. Both are partitioned by day (UTC), so that forgetting is
-- dropping a table. Ids are hashes, bodies are sealed under keys that are not in the database.

CREATE TABLE penstock_answer (
    id          bytea       NOT NULL,
    day         date        NOT NULL,
    claim       uuid        NOT NULL,
    lease_until timestamptz NOT NULL,
    answered_at timestamptz,
    expires_at  timestamptz,
    status      integer,
    body        bytea,
    PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
COMMENT ON COLUMN penstock_answer.claim IS 'Who makes the answer; it may be taken over after lease_until.';
COMMENT ON COLUMN penstock_answer.expires_at IS 'Null for an answer that is only for those who were waiting for it.';
ALTER TABLE penstock_answer ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TABLE penstock_session (
    id         bytea       NOT NULL,
    day        date        NOT NULL,
    expires_at timestamptz NOT NULL,
    data       bytea       NOT NULL,
    PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
ALTER TABLE penstock_session ALTER COLUMN data SET STORAGE EXTERNAL;

-- One round trip: the answer, or whether it is ours to make. The lock is held for this statement only; with it an id is
-- claimed once even when two replicas stand on two sides of midnight and so on two partitions.
CREATE FUNCTION penstock_claim(
    wanted bytea, lock_key integer, claimant uuid, lease interval, waiting_since timestamptz,
    OUT state text, OUT claimed_day date, OUT asked_at timestamptz, OUT answer_status integer, OUT answer_body bytea)
LANGUAGE plpgsql AS $$
DECLARE
    today date;
    kept  penstock_answer;
BEGIN
    PERFORM pg_advisory_xact_lock(1346720592, lock_key);
    asked_at := clock_timestamp();
    today := (asked_at AT TIME ZONE 'UTC')::date;
    SELECT * INTO kept FROM penstock_answer a
        WHERE a.id = wanted AND a.day BETWEEN today - 1 AND today + 1
        ORDER BY a.day DESC LIMIT 1;
    IF FOUND THEN
        IF kept.answered_at IS NULL AND kept.lease_until > asked_at THEN
            state := 'pending';
            RETURN;
        END IF;
        IF kept.expires_at > asked_at OR (kept.expires_at IS NULL AND kept.answered_at >= waiting_since) THEN
            state := 'answered';
            answer_status := kept.status;
            answer_body := kept.body;
            RETURN;
        END IF;
        DELETE FROM penstock_answer a WHERE a.id = wanted AND a.day = kept.day;
    END IF;
    INSERT INTO penstock_answer (id, day, claim, lease_until) VALUES (wanted, today, claimant, asked_at + lease);
    state := 'mine';
    claimed_day := today;
END $$;

-- Creates the partitions of the next days and drops those that nobody looks into any more. Any number of replicas may
-- call it at any time. Attaching does not block readers or writers; dropping waits at most 200 ms for them to pause,
-- and otherwise leaves the partition to the next call.
CREATE FUNCTION penstock_maintain() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    today  date := (clock_timestamp() AT TIME ZONE 'UTC')::date;
    parent record;
    part   record;
    day    date;
    name   text;
BEGIN
    PERFORM pg_advisory_xact_lock(1346720592);
    PERFORM set_config('lock_timeout', '200ms', true);
    FOR parent IN
        SELECT c.oid, n.nspname AS schema, c.relname AS name,
               CASE c.relname WHEN 'penstock_answer' THEN 1 ELSE 8 END AS days_kept
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.oid IN ('penstock_answer'::regclass, 'penstock_session'::regclass)
    LOOP
        FOR ahead IN 0..7 LOOP
            day := today + ahead;
            name := parent.name || '_' || to_char(day, 'YYYYMMDD');
            IF to_regclass(format('%I.%I', parent.schema, name)) IS NULL THEN
                EXECUTE format('CREATE TABLE %I.%I (LIKE %I.%I INCLUDING ALL)',
                    parent.schema, name, parent.schema, parent.name);
                EXECUTE format('ALTER TABLE %I.%I ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
                    parent.schema, parent.name, parent.schema, name, day, day + 1);
            END IF;
        END LOOP;
        FOR part IN
            SELECT c.relname AS name
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = parent.oid
              AND c.relname < parent.name || '_' || to_char(today - parent.days_kept, 'YYYYMMDD')
        LOOP
            BEGIN
                EXECUTE format('DROP TABLE %I.%I', parent.schema, part.name);
            EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
                NULL;
            END;
        END LOOP;
    END LOOP;
END $$;
