package dev.penstock.server.planted;

import dev.penstock.webhook.internal.SendAdvice;

/** A breach of the picture, planted for the test that must find it: what is internal is nobody else's. */
public final class ServerThatLooksIntoWebhooks {

    private ServerThatLooksIntoWebhooks() {}

    static boolean look() {
        return SendAdvice.of(131000) != null;
    }
}
