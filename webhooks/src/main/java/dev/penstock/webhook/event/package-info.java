/**
 * What Meta tells by webhook, typed: completions, alerts, what became of messages, and the rest. One reader for each
 * kind, such as {@code AlertReader}.
 */
@NullMarked
package dev.penstock.webhook.event;

import org.jspecify.annotations.NullMarked;
