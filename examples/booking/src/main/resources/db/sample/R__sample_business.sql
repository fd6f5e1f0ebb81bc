-- A business to try things with. Leave this folder out of the locations of Flyway in a business of your own.

INSERT INTO department (id, position) VALUES
    ('general', 1), ('dentistry', 2), ('physiotherapy', 3), ('optometry', 4)
ON CONFLICT DO NOTHING;

INSERT INTO department_name (department, language, name) VALUES
    ('general', 'en', 'General practice'), ('general', 'es', 'Medicina general'),
    ('dentistry', 'en', 'Dentistry'), ('dentistry', 'es', 'Odontología'),
    ('physiotherapy', 'en', 'Physiotherapy'), ('physiotherapy', 'es', 'Fisioterapia'),
    ('optometry', 'en', 'Eye tests'), ('optometry', 'es', 'Revisión de la vista')
ON CONFLICT DO NOTHING;

INSERT INTO location (id, name, position) VALUES
    ('market-square', 'Market Square', 1), ('harbour', 'Harbour', 2), ('station', 'Station', 3)
ON CONFLICT DO NOTHING;

INSERT INTO opening_hours (department, location, weekday, opens, closes, slot_minutes)
SELECT d, l, weekday, opens, closes, minutes
FROM (VALUES
    ('general', 'market-square', time '09:00', time '13:00', 20),
    ('general', 'harbour', time '10:00', time '14:00', 20),
    ('general', 'station', time '15:00', time '19:00', 20),
    ('dentistry', 'market-square', time '09:00', time '17:00', 30),
    ('dentistry', 'station', time '12:00', time '20:00', 30),
    ('physiotherapy', 'harbour', time '08:00', time '16:00', 40),
    ('optometry', 'market-square', time '10:00', time '18:00', 15)
) AS hours (d, l, opens, closes, minutes), generate_series(1, 5) AS weekday
ON CONFLICT DO NOTHING;

INSERT INTO performance (id, title, venue, starts_at)
SELECT 'tides-' || n, 'The Tides', 'Harbour Theatre',
       ((now() AT TIME ZONE '${zone}')::date + 7 * n + time '20:00') AT TIME ZONE '${zone}'
FROM generate_series(1, 12) AS n
ON CONFLICT DO NOTHING;

INSERT INTO section (performance, id, position, price_cents, currency)
SELECT 'tides-' || n, id, position, price, 'EUR'
FROM generate_series(1, 12) AS n,
     (VALUES ('stalls', 1, 3500), ('circle', 2, 2800), ('balcony', 3, 1500)) AS s (id, position, price)
ON CONFLICT DO NOTHING;

INSERT INTO section_name (performance, section, language, name)
SELECT 'tides-' || n, id, language, name
FROM generate_series(1, 12) AS n,
     (VALUES ('stalls', 'en', 'Stalls'), ('stalls', 'es', 'Platea'),
             ('circle', 'en', 'Circle'), ('circle', 'es', 'Anfiteatro'),
             ('balcony', 'en', 'Balcony'), ('balcony', 'es', 'Galería')) AS s (id, language, name)
ON CONFLICT DO NOTHING;

INSERT INTO seat (performance, id, section, row_name, number)
SELECT 'tides-' || n, row_name || number, section, row_name, number
FROM generate_series(1, 12) AS n,
     (VALUES ('stalls', 'A'), ('stalls', 'B'), ('circle', 'F'), ('circle', 'G'), ('balcony', 'P'), ('balcony', 'Q'))
         AS r (section, row_name),
     generate_series(1, 10) AS number
ON CONFLICT DO NOTHING;
