package dev.penstock.webhook.queue;

/**
 * An item that one worker has in its hands.
 *
 * @param item the item
 * @param attempt how often it has been claimed, this time included, from 1
 */
public record ClaimedItem(WebhookItem item, int attempt) {}
