-- What people sent when they completed a Flow: one row each. Fields that are to be sealed are in "sealed", and then "raw" is
-- sealed too, both under the key that key_id names.

CREATE TABLE penstock_completion (
    seq             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              bytea       NOT NULL UNIQUE,
    message_id      text        NOT NULL,
    kept_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    completed_at    timestamptz NOT NULL,
    flow            text        NOT NULL,
    flow_id         text,
    subject         text,
    phone_number    text,
    user_id         text,
    parent_user_id  text,
    waba_id         text,
    phone_number_id text,
    fields          jsonb       NOT NULL,
    sealed_names    text[]      NOT NULL,
    sealed          bytea,
    raw             bytea       NOT NULL,
    key_id          text
);
COMMENT ON COLUMN penstock_completion.id IS 'A hash of the message id: the same message is kept once.';
COMMENT ON COLUMN penstock_completion.flow IS 'Empty where it cannot be told.';
COMMENT ON COLUMN penstock_completion.raw IS 'JSON in UTF-8, sealed if there is a key_id.';
CREATE INDEX penstock_completion_flow ON penstock_completion (flow, kept_at);
CREATE INDEX penstock_completion_kept ON penstock_completion (kept_at);
CREATE INDEX penstock_completion_phone ON penstock_completion (phone_number) WHERE phone_number IS NOT NULL;
CREATE INDEX penstock_completion_user ON penstock_completion (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX penstock_completion_parent ON penstock_completion (parent_user_id) WHERE parent_user_id IS NOT NULL;

-- All that one person sent. Meta may have told the number with one message, the user id with another, and both with a
-- third, so what is found by one of them leads to the rest. A number passes from one person to another and a user id does
-- not: from a number on, only rows are followed that name nobody else.
CREATE FUNCTION penstock_completions_of(person text) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    WITH found AS (
        SELECT phone_number, user_id FROM penstock_completion
        WHERE phone_number = person OR user_id = person OR parent_user_id = person)
    SELECT seq FROM penstock_completion
        WHERE phone_number = person OR user_id = person OR parent_user_id = person
    UNION
    SELECT seq FROM penstock_completion WHERE user_id IN (SELECT user_id FROM found)
    UNION
    SELECT seq FROM penstock_completion
        WHERE user_id IS NULL AND phone_number IN (SELECT phone_number FROM found)
$$;
