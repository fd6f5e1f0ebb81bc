-- The tables behind the workflows, and one function for each screen. A function answers with what the backend of a Flow
-- answers with: {"screen", "data"}, {"stay"}, {"complete"}. Each call is one transaction, and what must not happen
-- twice is a constraint: a slot and a seat have one owner, a holder has one booking. A holder is a hash of the flow
-- token.
-- To be run again at any time: psql -f schema.sql

CREATE TABLE IF NOT EXISTS session (
    holder  text PRIMARY KEY,
    state   jsonb NOT NULL DEFAULT '{}',
    touched timestamptz NOT NULL DEFAULT now());

CREATE TABLE IF NOT EXISTS appointment (
    slot       text PRIMARY KEY,
    holder     text NOT NULL UNIQUE,
    booking_id text NOT NULL UNIQUE,
    name       text NOT NULL,
    contact    jsonb NOT NULL,
    booked_at  timestamptz NOT NULL DEFAULT now());

CREATE TABLE IF NOT EXISTS performance (
    id        text PRIMARY KEY,
    title     text NOT NULL,
    starts_at timestamptz NOT NULL);

CREATE TABLE IF NOT EXISTS seat (
    performance text NOT NULL REFERENCES performance,
    id          text NOT NULL,
    section     text NOT NULL,
    PRIMARY KEY (performance, id));

CREATE TABLE IF NOT EXISTS seat_claim (
    performance text NOT NULL,
    seat        text NOT NULL,
    holder      text NOT NULL,
    held_until  timestamptz NOT NULL,
    booking_id  text,
    PRIMARY KEY (performance, seat),
    FOREIGN KEY (performance, seat) REFERENCES seat (performance, id));

CREATE TABLE IF NOT EXISTS summary_sent (
    event_id text PRIMARY KEY,
    sent_at  timestamptz);

CREATE TABLE IF NOT EXISTS flow_error (
    event_id text PRIMARY KEY,
    type     text NOT NULL,
    data     jsonb NOT NULL,
    told_at  timestamptz NOT NULL DEFAULT now());

-- A business to try things with.
INSERT INTO performance VALUES
    ('tides', 'The Tides', date_trunc('day', now()) + interval '40 days 20 hours'),
    ('lamps', 'Lamplight', date_trunc('day', now()) + interval '41 days 19 hours')
    ON CONFLICT DO NOTHING;
INSERT INTO seat
    SELECT p.id, r.letter || n, r.section
    FROM performance p, (VALUES ('A', 'stalls'), ('B', 'stalls'), ('F', 'balcony')) r (letter, section),
        generate_series(1, 6) n
    ON CONFLICT DO NOTHING;

CREATE OR REPLACE FUNCTION state_of(who text) RETURNS jsonb LANGUAGE sql AS $$
    SELECT coalesce((SELECT state FROM session WHERE holder = who), '{}') $$;

CREATE OR REPLACE FUNCTION remember(who text, more jsonb) RETURNS void LANGUAGE sql AS $$
    INSERT INTO session (holder, state) VALUES (who, more)
    ON CONFLICT (holder) DO UPDATE SET state = session.state || more, touched = now() $$;

CREATE OR REPLACE FUNCTION new_booking_id(letter text) RETURNS text LANGUAGE sql AS $$
    SELECT letter || '-' || upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 8)) $$;

-- A list needs an option even while it is disabled.
CREATE OR REPLACE FUNCTION options(ids text[], titles text[]) RETURNS jsonb LANGUAGE sql AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'title', title)),
        '[{"id": "-", "title": "Choose the one before"}]')
    FROM unnest(ids, titles) AS o (id, title) $$;

-- Appointments

CREATE OR REPLACE FUNCTION slot_of(choice jsonb) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws('|', choice ->> 'department', choice ->> 'location', choice ->> 'date', choice ->> 'time') $$;

CREATE OR REPLACE FUNCTION appointment_words(choice jsonb) RETURNS text LANGUAGE sql AS $$
    SELECT format(E'%s, %s\n%s, %s', initcap(choice ->> 'department'), initcap(choice ->> 'location'),
        choice ->> 'date', choice ->> 'time') $$;

CREATE OR REPLACE FUNCTION appointment_screen(choice jsonb, message text DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$
    WITH days AS (SELECT array_agg(to_char(now() + n * interval '1 day', 'YYYY-MM-DD') ORDER BY n) AS of
                  FROM generate_series(1, 5) n WHERE choice ? 'location'),
         free AS (SELECT array_agg(t ORDER BY t) AS at FROM unnest(ARRAY['09:00', '10:20', '14:00']) t
                  WHERE choice ? 'date' AND NOT EXISTS (
                      SELECT FROM appointment a WHERE a.slot = slot_of(choice || jsonb_build_object('time', t))))
    SELECT jsonb_build_object('screen', 'APPOINTMENT', 'data', jsonb_strip_nulls(jsonb_build_object(
        'departments', options(ARRAY['general', 'dental'], ARRAY['General practice', 'Dentist']),
        'locations', CASE WHEN choice ? 'department'
            THEN options(ARRAY['harbour', 'hill'], ARRAY['Harbour', 'Hill Street']) ELSE options('{}', '{}') END,
        'is_location_enabled', choice ? 'department',
        'dates', options(days.of, days.of), 'is_date_enabled', choice ? 'location',
        'times', options(free.at, free.at), 'is_time_enabled', free.at IS NOT NULL,
        'init_values', choice, 'error_messages', '{}'::jsonb, 'error_message', message)))
    FROM days, free $$;

CREATE OR REPLACE FUNCTION details_screen(values_ jsonb, errors jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_build_object('screen', 'DETAILS',
        'data', jsonb_build_object('init_values', values_, 'error_messages', errors)) $$;

CREATE OR REPLACE FUNCTION appointments_open(who text) RETURNS jsonb LANGUAGE sql AS $$
    SELECT appointment_screen('{}') $$;

CREATE OR REPLACE FUNCTION appointments_back(who text, from_screen text) RETURNS jsonb LANGUAGE sql AS $$
    SELECT CASE from_screen
        WHEN 'TERMS' THEN details_screen(coalesce(state_of(who) -> 'contact', '{}'))
        WHEN 'SUMMARY' THEN '{"screen": "TERMS", "data": {}}'
        ELSE appointment_screen(coalesce(state_of(who) -> 'choice', '{}')) END $$;

CREATE OR REPLACE FUNCTION appointments_choose(who text, form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE choice jsonb := form - 'trigger';
BEGIN
    IF form ->> 'trigger' IS DISTINCT FROM 'continue' THEN
        RETURN appointment_screen(choice);
    END IF;
    IF NOT choice ?& ARRAY['department', 'location', 'date', 'time'] THEN
        RETURN appointment_screen(choice, 'Please choose all of it.');
    END IF;
    IF EXISTS (SELECT FROM appointment a WHERE a.slot = slot_of(choice) AND a.holder <> who) THEN
        RETURN appointment_screen(choice - 'time', 'That time has just gone. Please pick another.');
    END IF;
    PERFORM remember(who, jsonb_build_object('choice', choice));
    RETURN details_screen(coalesce(state_of(who) -> 'contact', '{}'));
END $$;

CREATE OR REPLACE FUNCTION appointments_describe(who text, form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    IF btrim(coalesce(form ->> 'name', '')) = '' THEN
        RETURN details_screen(form, '{"name": "Please tell us your name."}');
    END IF;
    PERFORM remember(who, jsonb_build_object('contact', form));
    RETURN '{"screen": "TERMS", "data": {}}';
END $$;

CREATE OR REPLACE FUNCTION appointments_agree(who text, form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE known jsonb := state_of(who);
BEGIN
    IF form -> 'agree' IS DISTINCT FROM 'true' THEN
        RETURN '{"stay": "Please agree to the terms."}';
    END IF;
    IF NOT known ?& ARRAY['choice', 'contact'] THEN
        RETURN appointment_screen('{}', 'It took too long. Please begin again.');
    END IF;
    RETURN jsonb_build_object('screen', 'SUMMARY', 'data', jsonb_build_object(
        'appointment', appointment_words(known -> 'choice'), 'details', known -> 'contact' ->> 'name',
        'slot', slot_of(known -> 'choice'), 'file_errors', '{}'::jsonb));
END $$;

CREATE OR REPLACE FUNCTION appointments_book(who text, form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE known jsonb := state_of(who); booked appointment;
BEGIN
    INSERT INTO appointment (slot, holder, booking_id, name, contact)
        SELECT slot_of(known -> 'choice'), who, new_booking_id('A'), known -> 'contact' ->> 'name', known -> 'contact'
        WHERE known ?& ARRAY['choice', 'contact'] AND slot_of(known -> 'choice') = form ->> 'slot'
        ON CONFLICT DO NOTHING;
    SELECT * INTO booked FROM appointment a WHERE a.holder = who;
    IF NOT FOUND THEN
        RETURN appointment_screen(
            coalesce(known -> 'choice', '{}') - 'time', 'That time has just gone. Please pick another.');
    END IF;
    RETURN jsonb_build_object('complete', jsonb_build_object('booking_id', booked.booking_id,
        'summary', replace(booked.slot, '|', ', ')));
END $$;

-- Seats

CREATE OR REPLACE FUNCTION free_seats(show text, who text) RETURNS TABLE (seat text, section text) LANGUAGE sql AS $$
    SELECT s.id, s.section FROM seat s LEFT JOIN seat_claim c ON c.performance = s.performance AND c.seat = s.id
    WHERE s.performance = show
      AND (c.seat IS NULL OR (c.booking_id IS NULL AND (c.holder = who OR c.held_until < now()))) $$;

CREATE OR REPLACE FUNCTION performance_words(show text) RETURNS text LANGUAGE sql AS $$
    SELECT title || to_char(starts_at, ', DD Mon, HH24:MI') FROM performance WHERE id = show $$;

CREATE OR REPLACE FUNCTION seats_open(who text, message text DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_build_object('screen', 'PERFORMANCE', 'data', jsonb_strip_nulls(jsonb_build_object(
        'performances', (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title, 'description',
            format('%s, %s seats left', to_char(p.starts_at, 'DD Mon, HH24:MI'),
                (SELECT count(*) FROM free_seats(p.id, who))))
            ORDER BY p.starts_at) FROM performance p WHERE p.starts_at > now()),
        'init_values', '{}'::jsonb, 'error_messages', '{}'::jsonb, 'error_message', message))) $$;

CREATE OR REPLACE FUNCTION seats_screen(who text, message text DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    show    text := state_of(who) ->> 'performance';
    wanted  text := state_of(who) ->> 'section';
    ids     text[];
BEGIN
    IF show IS NULL THEN
        RETURN seats_open(who, 'It took too long. Please begin again.');
    END IF;
    SELECT array_agg(seat ORDER BY seat) INTO ids FROM free_seats(show, who) WHERE section = wanted;
    RETURN jsonb_build_object('screen', 'SEATS', 'data', jsonb_strip_nulls(jsonb_build_object(
        'performance', performance_words(show),
        'sections', (SELECT jsonb_agg(jsonb_build_object('id', s.section, 'title', initcap(s.section), 'description',
            format('%s left', (SELECT count(*) FROM free_seats(show, who) f WHERE f.section = s.section)))
            ORDER BY s.section DESC)
            FROM (SELECT DISTINCT section FROM seat WHERE performance = show) s),
        'has_section', ids IS NOT NULL, 'seat_map', coalesce(array_to_string(ids, ' '), '-'),
        'seats', options(ids, ids),
        'init_values', CASE WHEN wanted IS NULL THEN '{}' ELSE jsonb_build_object('section', wanted) END,
        'error_messages', '{}'::jsonb, 'error_message', message)));
END $$;

CREATE OR REPLACE FUNCTION seats_choose_performance(who text, form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM performance p WHERE p.id = form ->> 'performance' AND p.starts_at > now()) THEN
        RETURN seats_open(who);
    END IF;
    PERFORM remember(who, jsonb_build_object('performance', form ->> 'performance'));
    RETURN seats_screen(who);
END $$;

CREATE OR REPLACE FUNCTION hold_screen(who text) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_build_object('screen', 'HOLD', 'data', jsonb_build_object(
        'seats', string_agg(c.seat, ', ' ORDER BY c.seat),
        'time_left', to_char(min(c.held_until), '"Held until" HH24:MI.'),
        'init_values', coalesce(state_of(who) -> 'buyer', '{}'), 'error_messages', '{}'::jsonb))
    FROM seat_claim c WHERE c.holder = who AND c.booking_id IS NULL AND c.held_until > now()
    HAVING count(*) > 0 $$;

CREATE OR REPLACE FUNCTION seats_hold(who text, form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    show   text := state_of(who) ->> 'performance';
    wanted text[] := ARRAY(SELECT jsonb_array_elements_text(coalesce(form -> 'seats', '[]')) ORDER BY 1);
    got    integer;
BEGIN
    PERFORM remember(who, jsonb_build_object('section', form ->> 'section'));
    IF form ->> 'trigger' IS DISTINCT FROM 'hold' OR show IS NULL THEN
        RETURN seats_screen(who);
    END IF;
    IF cardinality(wanted) NOT BETWEEN 1 AND 6 THEN
        RETURN seats_screen(who, 'Please choose one to six seats.');
    END IF;
    DELETE FROM seat_claim c WHERE c.holder = who AND c.booking_id IS NULL;
    INSERT INTO seat_claim AS c (performance, seat, holder, held_until)
        SELECT show, w, who, now() + interval '10 minutes' FROM unnest(wanted) w ORDER BY w
        ON CONFLICT (performance, seat) DO UPDATE SET holder = who, held_until = excluded.held_until
            WHERE c.booking_id IS NULL AND c.held_until < now();
    GET DIAGNOSTICS got = ROW_COUNT;
    IF got < cardinality(wanted) THEN
        DELETE FROM seat_claim c WHERE c.holder = who AND c.booking_id IS NULL;
        RETURN seats_screen(who, 'Somebody else has just taken one of them.');
    END IF;
    RETURN hold_screen(who);
END $$;

CREATE OR REPLACE FUNCTION seats_describe(who text, form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE held jsonb := hold_screen(who);
BEGIN
    IF held IS NULL THEN
        RETURN seats_screen(who, 'The seats were held too long. Please choose again.');
    END IF;
    IF form ->> 'trigger' IS DISTINCT FROM 'continue' THEN
        RETURN held;
    END IF;
    IF btrim(coalesce(form ->> 'name', '')) = '' THEN
        RETURN jsonb_set(held, '{data,error_messages}', '{"name": "Please tell us your name."}');
    END IF;
    PERFORM remember(who, jsonb_build_object('buyer', form - 'trigger'));
    RETURN jsonb_build_object('screen', 'SUMMARY', 'data', jsonb_build_object(
        'seats', held -> 'data' -> 'seats', 'buyer', form -> 'name', 'time_left', held -> 'data' -> 'time_left',
        'seat_ids', held -> 'data' -> 'seats'));
END $$;

CREATE OR REPLACE FUNCTION seats_buy(who text, form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE bought jsonb;
BEGIN
    IF NOT EXISTS (SELECT FROM seat_claim c WHERE c.holder = who AND c.booking_id IS NOT NULL)
        AND hold_screen(who) -> 'data' -> 'seats' = form -> 'seats' THEN
        UPDATE seat_claim c SET booking_id = n.id, held_until = 'infinity'
            FROM (SELECT new_booking_id('S') AS id) n
            WHERE c.holder = who AND c.booking_id IS NULL AND c.held_until > now();
    END IF;
    SELECT jsonb_build_object('booking_id', min(c.booking_id),
            'summary', performance_words(min(c.performance)) || ': ' || string_agg(c.seat, ', ' ORDER BY c.seat)) INTO bought
        FROM seat_claim c WHERE c.holder = who AND c.booking_id IS NOT NULL HAVING count(*) > 0;
    IF bought IS NULL THEN
        RETURN seats_screen(who, 'The seats were held too long. Please choose again.');
    END IF;
    RETURN jsonb_build_object('complete', bought);
END $$;

CREATE OR REPLACE FUNCTION seats_back(who text, from_screen text) RETURNS jsonb LANGUAGE sql AS $$
    SELECT CASE from_screen
        WHEN 'SUMMARY' THEN coalesce(hold_screen(who), seats_screen(who))
        WHEN 'HOLD' THEN seats_screen(who)
        ELSE seats_open(who) END $$;
