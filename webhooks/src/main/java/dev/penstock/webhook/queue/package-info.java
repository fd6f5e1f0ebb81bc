/**
 * Where webhook events wait between the answer to Meta and their handler, and where dead letters are kept: events on
 * which a handler always fails. Begin with {@link dev.penstock.webhook.queue.WebhookQueue}.
 */
@NullMarked
package dev.penstock.webhook.queue;

import org.jspecify.annotations.NullMarked;
