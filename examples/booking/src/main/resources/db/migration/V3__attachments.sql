-- The files that people add to their appointment. They are read by the business only, so they are apart from the calendar.

CREATE TABLE attachment (
    booking_id text     NOT NULL REFERENCES appointment ON DELETE CASCADE,
    position   smallint NOT NULL CHECK (position BETWEEN 1 AND 3),
    name       text     NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    media_type text     NOT NULL CHECK (char_length(media_type) BETWEEN 1 AND 100),
    content    bytea    NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 5242880),
    PRIMARY KEY (booking_id, position)
);

-- Photos and documents are compressed already.
ALTER TABLE attachment ALTER COLUMN content SET STORAGE EXTERNAL;
