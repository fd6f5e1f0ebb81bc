-- Answers: a claim that somebody takes over while its maker stores ends in one answer and not in two; an answer is durable
-- before it is given; rows are kept until all of their answers have expired, however long their makers took. Partitions:
-- maintenance waits for nobody for long. One number begins all our advisory locks.

-- One round trip: the answer, or whether it is ours to make. The lock is held for this statement only; with it an id is
-- claimed once even when two replicas stand on two sides of midnight and so on two partitions.
CREATE OR REPLACE FUNCTION penstock_claim(
    wanted bytea, lock_key integer, claimant uuid, lease interval, waiting_since timestamptz,
    OUT state text, OUT claimed_day date, OUT asked_at timestamptz, OUT answer_status integer, OUT answer_body bytea)
LANGUAGE plpgsql AS $$
DECLARE
    today date;
    kept  penstock_answer;
BEGIN
    -- Under a stricter level we would look at what was there before we had the lock.
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'penstock_claim needs the isolation level read committed'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    PERFORM pg_advisory_xact_lock(1346719315, lock_key);
    LOOP
        asked_at := clock_timestamp();
        today := (asked_at AT TIME ZONE 'UTC')::date;
        SELECT * INTO kept FROM penstock_answer a
            WHERE a.id = wanted AND a.day BETWEEN today - 2 AND today + 1
            ORDER BY a.day DESC LIMIT 1;
        EXIT WHEN NOT FOUND;
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
        -- Whoever is late may be storing or prolonging at this moment. Then nothing is deleted, and we look again.
        DELETE FROM penstock_answer a
            WHERE a.id = wanted AND a.day = kept.day AND a.claim = kept.claim AND a.lease_until = kept.lease_until
              AND a.answered_at IS NOT DISTINCT FROM kept.answered_at;
        EXIT WHEN FOUND;
    END LOOP;
    INSERT INTO penstock_answer (id, day, claim, lease_until) VALUES (wanted, today, claimant, asked_at + lease);
    state := 'mine';
    claimed_day := today;
END $$;

-- Stores an answer if the claim is still its maker's, and says so. Before it says so the answer is on disk, also where
-- synchronous_commit is off: what is given out must not be forgotten when the database falls over.
CREATE FUNCTION penstock_store(
    wanted bytea, on_day date, claimant uuid, keep interval, answer_status integer, answer_body bytea)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    UPDATE penstock_answer a
        SET answered_at = clock_timestamp(), expires_at = clock_timestamp() + keep,
            status = answer_status, body = answer_body
        WHERE a.id = wanted AND a.day = on_day AND a.claim = claimant;
    RETURN FOUND;
END $$;

-- Creates the partitions of the next days and drops those that nobody looks into any more. Any number of replicas may
-- call it at any time: while one does, the others wait for a second and a half at most, and leave it to that one. Attaching
-- does not block readers or writers; dropping waits at most 200 ms for them to pause, and otherwise leaves the partition to
-- the next call.
CREATE OR REPLACE FUNCTION penstock_maintain() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    today  date := (clock_timestamp() AT TIME ZONE 'UTC')::date;
    parent record;
    part   record;
    day    date;
    name   text;
BEGIN
    PERFORM set_config('lock_timeout', '1500ms', true);
    BEGIN
        PERFORM pg_advisory_xact_lock(1346719315);
    EXCEPTION WHEN lock_not_available THEN
        RETURN;
    END;
    PERFORM set_config('lock_timeout', '200ms', true);
    FOR parent IN
        SELECT c.oid, n.nspname AS schema, c.relname AS name,
               CASE c.relname WHEN 'penstock_answer' THEN 2 ELSE 8 END AS days_kept
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
