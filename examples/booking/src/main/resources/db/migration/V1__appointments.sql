-- Appointments. What may not happen twice is a constraint here, whatever the program does.

CREATE TABLE department (
    id       text    PRIMARY KEY CHECK (id ~ '^[a-z0-9-]{1,40}$'),
    position integer NOT NULL
);

CREATE TABLE department_name (
    department text NOT NULL REFERENCES department ON DELETE CASCADE,
    language   text NOT NULL,
    name       text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 30),
    PRIMARY KEY (department, language)
);

CREATE TABLE location (
    id       text    PRIMARY KEY CHECK (id ~ '^[a-z0-9-]{1,40}$'),
    name     text    NOT NULL CHECK (char_length(name) BETWEEN 1 AND 30),
    position integer NOT NULL
);

-- Local times of the business; slots are cut out of them.
CREATE TABLE opening_hours (
    department   text     NOT NULL REFERENCES department,
    location     text     NOT NULL REFERENCES location,
    weekday      smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    opens        time     NOT NULL,
    closes       time     NOT NULL CHECK (closes > opens),
    slot_minutes integer  NOT NULL CHECK (slot_minutes BETWEEN 5 AND 480),
    PRIMARY KEY (department, location, weekday, opens)
);

CREATE TABLE appointment (
    booking_id   text        PRIMARY KEY,
    -- The hash of the flow token: one message books once, however often its last screen is submitted.
    holder       bytea       NOT NULL UNIQUE,
    department   text        NOT NULL REFERENCES department,
    location     text        NOT NULL REFERENCES location,
    starts_at    timestamptz NOT NULL,
    name         text        NOT NULL,
    email        text        NOT NULL,
    phone        text        NOT NULL,
    note         text        NOT NULL,
    booked_at    timestamptz NOT NULL,
    cancelled_at timestamptz
);

-- A slot has one winner.
CREATE UNIQUE INDEX appointment_slot ON appointment (department, location, starts_at) WHERE cancelled_at IS NULL;
