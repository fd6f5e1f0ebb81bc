package dev.penstock.spring.internal;

import dev.penstock.crypto.OwnerOnly;
import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.SecretProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SecretProperties come as texts, which an environment variable can give, or in files. */
final class SecretProperties {

    private static final Logger LOG = LoggerFactory.getLogger("dev.penstock.spring");
    private static final int MAX_BYTES = 10_000;

    private SecretProperties() {}

    /**
     * Reads a secret.
     *
     * @param property the full name of the property that holds the text; that of the file ends in {@code -file}
     */
    static Optional<String> read(String property, SecretProperty text, String file) {
        if (text.isGiven() && !file.isBlank()) {
            throw new PenstockConfigurationException(
                    "There are both %s and %s-file.".formatted(property, property), "Remove one of them.");
        }
        if (text.reveal().startsWith("${") && text.reveal().endsWith("}")) {
            throw new PenstockConfigurationException(
                    "%s is %s, and there is no such variable or property.".formatted(property, text.reveal()),
                    "Set it in the environment of the application, or name a file in %s-file.".formatted(property));
        }
        if (file.isBlank()) {
            return text.isGiven() ? Optional.of(text.reveal()) : Optional.empty();
        }
        return Optional.of(file(property + "-file", Path.of(file)));
    }

    private static String file(String property, Path file) {
        String text;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new PenstockConfigurationException(
                        "The file %s of %s has more than %d bytes.".formatted(file, property, MAX_BYTES),
                        "Give the file that holds the secret and nothing else.");
            }
            text = Files.readString(file).strip();
        } catch (NoSuchFileException missing) {
            throw new PenstockConfigurationException(
                    "There is no file %s, which %s names.".formatted(file.toAbsolutePath(), property),
                    "Create it, or correct the property.",
                    missing);
        } catch (IOException unreadable) {
            throw new PenstockConfigurationException(
                    "The file %s of %s cannot be read (%s)."
                            .formatted(file, property, unreadable.getClass().getSimpleName()),
                    "Let the user that runs the application read it; it holds text in UTF-8.",
                    unreadable);
        }
        if (text.isEmpty()) {
            throw new PenstockConfigurationException(
                    "The file %s of %s is empty.".formatted(file, property), "Write the secret into it.");
        }
        if (OwnerOnly.isOpenToOthers(file)) {
            LOG.warn("Other users of this machine may read the secret in {}. Keep it to yourself: chmod 600", file);
        }
        return text;
    }
}
