-- Seats. A seat has at most one row in seat_claim, so it is held by one person or sold to one, and never both.

CREATE TABLE performance (
    id        text        PRIMARY KEY CHECK (id ~ '^[a-z0-9-]{1,40}$'),
    title     text        NOT NULL CHECK (char_length(title) BETWEEN 1 AND 30),
    venue     text        NOT NULL CHECK (char_length(venue) BETWEEN 1 AND 60),
    starts_at timestamptz NOT NULL
);

CREATE TABLE section (
    performance text    NOT NULL REFERENCES performance ON DELETE CASCADE,
    id          text    NOT NULL CHECK (id ~ '^[a-z0-9-]{1,40}$'),
    position    integer NOT NULL,
    price_cents integer NOT NULL CHECK (price_cents >= 0),
    currency    text    NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    PRIMARY KEY (performance, id)
);

CREATE TABLE section_name (
    performance text NOT NULL,
    section     text NOT NULL,
    language    text NOT NULL,
    name        text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 30),
    PRIMARY KEY (performance, section, language),
    FOREIGN KEY (performance, section) REFERENCES section ON DELETE CASCADE
);

CREATE TABLE seat (
    performance text    NOT NULL,
    id          text    NOT NULL CHECK (id ~ '^[A-Z]{1,2}[0-9]{1,3}$'),
    section     text    NOT NULL,
    row_name    text    NOT NULL,
    number      integer NOT NULL,
    PRIMARY KEY (performance, id),
    FOREIGN KEY (performance, section) REFERENCES section ON DELETE CASCADE
);

CREATE TABLE seat_booking (
    booking_id   text        PRIMARY KEY,
    holder       bytea       NOT NULL UNIQUE,
    performance  text        NOT NULL REFERENCES performance,
    seats        text[]      NOT NULL,
    total_cents  integer     NOT NULL,
    currency     text        NOT NULL,
    name         text        NOT NULL,
    email        text        NOT NULL,
    booked_at    timestamptz NOT NULL,
    cancelled_at timestamptz
);

CREATE TABLE seat_claim (
    performance text        NOT NULL,
    seat        text        NOT NULL,
    holder      bytea       NOT NULL,
    held_until  timestamptz,
    booking_id  text        REFERENCES seat_booking,
    PRIMARY KEY (performance, seat),
    FOREIGN KEY (performance, seat) REFERENCES seat ON DELETE CASCADE,
    CONSTRAINT held_or_sold CHECK ((held_until IS NULL) <> (booking_id IS NULL))
);
CREATE INDEX seat_claim_holder ON seat_claim (holder);
CREATE INDEX seat_claim_booking ON seat_claim (booking_id) WHERE booking_id IS NOT NULL;
