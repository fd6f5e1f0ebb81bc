-- Webhook events between the answer to Meta and the handler, and the keys of those that were seen. A row is due, or taken
-- until due_at (whoever took it has died if nothing came of it by then), or done, or given up; the last two have no due_at.

CREATE TABLE penstock_webhook (
    key       text        NOT NULL PRIMARY KEY,
    json      bytea,
    attempt   integer     NOT NULL DEFAULT 0,
    due_at    timestamptz,
    ended_at  timestamptz,
    gave_up   boolean     NOT NULL DEFAULT false
);
COMMENT ON COLUMN penstock_webhook.json IS 'Personal data; null as soon as the event is handled.';
COMMENT ON COLUMN penstock_webhook.attempt IS 'How often it was taken. Only who took it last may end it.';
CREATE INDEX penstock_webhook_due ON penstock_webhook (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX penstock_webhook_ended ON penstock_webhook (ended_at) WHERE ended_at IS NOT NULL;
ALTER TABLE penstock_webhook ALTER COLUMN json SET STORAGE EXTERNAL;
