package dev.penstock.gateway.config;

import dev.penstock.trust.AppSecrets;
import java.util.Optional;

/** Makes app secrets of what was read. */
record AppSecretsBinder(Source source) {

    /** The secrets under {@code app-secrets}; empty if there is a mistake in them. */
    Optional<AppSecrets> appSecrets(Section section) {
        Optional<AppSecrets> secrets = Optional.empty();
        for (var each : section.sections("app-secrets")) {
            var secret = secretOf(each);
            if (secret.isEmpty()) {
                return Optional.empty();
            }
            try {
                secrets = Optional.of(with(secrets, secret.get(), each));
            } catch (IllegalArgumentException unfit) {
                source.mistakes.add(secret.get().where(), String.valueOf(unfit.getMessage()));
                return Optional.empty();
            }
        }
        return secrets;
    }

    private static Optional<SecretText> secretOf(Section section) {
        return Optional.ofNullable(section.values().get("file"))
                .or(() -> Optional.ofNullable(section.values().get("env")))
                .map(Section.Value::held)
                .filter(SecretText.class::isInstance)
                .map(SecretText.class::cast);
    }

    private static AppSecrets with(Optional<AppSecrets> before, SecretText secret, Section section) {
        if (before.isEmpty()) {
            if (section.moment("until").isPresent()) {
                throw new IllegalArgumentException(
                        "The first app secret is the current one and has no end: remove until, or put the current one"
                                + " first.");
            }
            return AppSecrets.of(secret.reveal());
        }
        if (!section.has("until")) {
            throw new IllegalArgumentException(
                    "An earlier app secret needs an end, until: 2026-12-31T00:00:00Z for example.");
        }
        return section.moment("until")
                .map(until -> before.get().alsoAccept(secret.reveal(), until))
                .orElseGet(before::get);
    }
}
