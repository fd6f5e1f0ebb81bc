package dev.penstock.spring.internal;

import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.PenstockProperties.Webhooks;
import dev.penstock.webhook.VerifyToken;

/** The verify token that properties name. */
public final class VerifyTokens {

    private VerifyTokens() {}

    public static VerifyToken of(Webhooks webhooks) {
        var text = SecretProperties.read(
                        "penstock.webhooks.verify-token", webhooks.verifyToken(), webhooks.verifyTokenFile())
                .orElseThrow(() -> new PenstockConfigurationException(
                        "There are handlers of webhooks, and no verify token.",
                        "Set penstock.webhooks.verify-token, or penstock.webhooks.verify-token-file, to the text that"
                                + " you enter in Meta's App Dashboard."));
        try {
            return VerifyToken.of(text);
        } catch (IllegalArgumentException refused) {
            throw new PenstockConfigurationException(
                    "penstock.webhooks.verify-token is no verify token.",
                    String.valueOf(refused.getMessage()),
                    refused);
        }
    }
}
