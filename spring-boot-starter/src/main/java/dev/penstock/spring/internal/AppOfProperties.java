package dev.penstock.spring.internal;

import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.PenstockProperties.App;
import dev.penstock.trust.AppSecrets;
import java.util.Optional;

/** The app secrets that properties name. */
public final class AppOfProperties {

    private AppOfProperties() {}

    /**
     * Reads the secrets; none if there are none, or anybody may ask.
     *
     * @param prefix what the names of the properties begin with, such as {@code penstock.app}
     */
    public static Optional<AppSecrets> secrets(String prefix, App app) {
        var current = SecretProperties.read(prefix + ".secret", app.secret(), app.secretFile());
        if (current.isEmpty()) {
            return Optional.empty();
        }
        if (app.insecurelyAcceptUnsignedRequests()) {
            throw new PenstockConfigurationException(
                    "There are both %s.secret and %s.insecurely-accept-unsigned-requests.".formatted(prefix, prefix),
                    "Remove one of them.");
        }
        var previous =
                SecretProperties.read(prefix + ".previous-secret", app.previousSecret(), app.previousSecretFile());
        if (previous.isEmpty()) {
            return Optional.of(checked(prefix + ".secret", () -> AppSecrets.of(current.get())));
        }
        var until = app.previousSecretUntil();
        if (until == null) {
            throw new PenstockConfigurationException(
                    "There is %s.previous-secret, but not until when it is accepted.".formatted(prefix),
                    "Add %s.previous-secret-until, for example 2030-01-31T12:00:00Z.".formatted(prefix));
        }
        return Optional.of(checked(
                prefix + ".previous-secret",
                () -> checked(prefix + ".secret", () -> AppSecrets.of(current.get()))
                        .alsoAccept(previous.get(), until)));
    }

    private static AppSecrets checked(String property, java.util.function.Supplier<AppSecrets> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException refused) {
            throw new PenstockConfigurationException(
                    "%s is no app secret.".formatted(property), String.valueOf(refused.getMessage()), refused);
        }
    }
}
