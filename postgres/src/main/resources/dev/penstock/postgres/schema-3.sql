-- One index for what is forgotten early and one for what is kept aside, so that neither is searched among the other.

CREATE INDEX penstock_webhook_done ON penstock_webhook (ended_at) WHERE ended_at IS NOT NULL AND NOT gave_up;
CREATE INDEX penstock_webhook_aside ON penstock_webhook (ended_at) WHERE gave_up;
DROP INDEX penstock_webhook_ended;
