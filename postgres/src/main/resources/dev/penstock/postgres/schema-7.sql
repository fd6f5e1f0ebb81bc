-- How far people get in a Flow. One row for each request that a handler answered: from which screen, what for, and with what.
-- A session is a hash of a flow token; nothing that anybody typed is here.

CREATE TABLE penstock_funnel (
    seq      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    flow     text        NOT NULL,
    version  text        NOT NULL,
    session  bytea,
    action   text        NOT NULL,
    screen   text        NOT NULL,
    form     text        NOT NULL,
    answered text        NOT NULL
);
COMMENT ON COLUMN penstock_funnel.session IS 'Null where the flow token tells nobody apart.';
COMMENT ON COLUMN penstock_funnel.action IS 'init, data_exchange, back; webhook for a completion that Meta delivered.';
COMMENT ON COLUMN penstock_funnel.form IS 'screen, error, failure, completion.';
CREATE INDEX penstock_funnel_flow ON penstock_funnel (flow, at);
CREATE INDEX penstock_funnel_at ON penstock_funnel (at);
CREATE INDEX penstock_funnel_session ON penstock_funnel (session, seq) WHERE session IS NOT NULL;

-- Messages that opened a Flow, and what Meta told of them.
CREATE TABLE penstock_funnel_message (
    id           bytea       PRIMARY KEY,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    flow         text        NOT NULL,
    version      text        NOT NULL,
    delivered_at timestamptz,
    read_at      timestamptz
);
COMMENT ON COLUMN penstock_funnel_message.id IS 'A hash of the message id.';
CREATE INDEX penstock_funnel_message_flow ON penstock_funnel_message (flow, at);
CREATE INDEX penstock_funnel_message_at ON penstock_funnel_message (at);
