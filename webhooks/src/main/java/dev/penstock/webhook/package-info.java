/** Webhooks: completions of Flows, alerts about Flows, and what became of messages. */
@NullMarked
package dev.penstock.webhook;

import org.jspecify.annotations.NullMarked;
