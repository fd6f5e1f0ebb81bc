package dev.penstock.gateway.config;

import dev.penstock.gateway.backend.SigningSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes of what was read the secrets with which is signed. */
record SigningSecretsBinder(Source source) {

    /** The secrets of a section; empty if it has none that can be used. */
    Optional<SigningSecrets> signingSecrets(Section section) {
        return of(texts(section));
    }

    /** The texts that can be such secrets; the others are among the mistakes. */
    List<SecretText> texts(Section section) {
        var key = section.has("signing-secret-file") ? "signing-secret-file" : "signing-secret-env";
        var usable = new ArrayList<SecretText>();
        Optional<SigningSecrets> together = Optional.empty();
        for (var each : section.list(key)) {
            if (each.held() instanceof SecretText secret) {
                try {
                    together = Optional.of(with(together, secret));
                    usable.add(secret);
                } catch (IllegalArgumentException unfit) {
                    source.mistakes.add(secret.where(), String.valueOf(unfit.getMessage()));
                }
            }
        }
        return usable;
    }

    /** All of them together. */
    static Optional<SigningSecrets> of(List<SecretText> texts) {
        Optional<SigningSecrets> secrets = Optional.empty();
        for (var text : texts) {
            secrets = Optional.of(with(secrets, text));
        }
        return secrets;
    }

    private static SigningSecrets with(Optional<SigningSecrets> before, SecretText text) {
        return before.map(some -> some.alsoSignWith(text.reveal())).orElseGet(() -> SigningSecrets.of(text.reveal()));
    }
}
