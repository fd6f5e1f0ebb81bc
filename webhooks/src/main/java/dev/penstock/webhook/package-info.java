/**
 * Webhooks: bytes in, answer out, then each event to a handler. Begin with
 * {@link dev.penstock.webhook.WebhookEndpoint}; handlers must be idempotent.
 */
@NullMarked
package dev.penstock.webhook;

import org.jspecify.annotations.NullMarked;
