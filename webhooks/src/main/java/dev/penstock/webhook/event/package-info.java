/** What Meta tells by webhook: completions, alerts, what became of messages, and the rest. */
@NullMarked
package dev.penstock.webhook.event;

import org.jspecify.annotations.NullMarked;
