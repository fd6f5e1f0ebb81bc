package dev.penstock.graph.accounts;

import java.util.Optional;

/**
 * An app that gets the webhooks of an account.
 *
 * @param id the app's id
 * @param name the app's name
 * @param overrideCallback the webhook URL that this account has for the app instead of the app's own
 */
public record SubscribedApp(String id, Optional<String> name, Optional<String> overrideCallback) {}
