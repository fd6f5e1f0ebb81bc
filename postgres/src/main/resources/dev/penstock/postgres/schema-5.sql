-- Several queues in one table, each taken from by its own workers: that of Meta's webhooks, and one for each destination of
-- events that go out.

ALTER TABLE penstock_webhook ADD COLUMN queue text NOT NULL DEFAULT 'webhooks';
CREATE INDEX penstock_webhook_queue_due ON penstock_webhook (queue, due_at) WHERE due_at IS NOT NULL;
