package dev.penstock.internal;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The text of secrets whose types show it to nobody, for those of our modules that have to send it to Meta. Each type
 * says here, when it is loaded, how it is read; so no public method does. Thread-safe.
 */
public final class SecretTexts {

    private static final Map<Class<?>, Function<Object, String>> READERS = new ConcurrentHashMap<>();

    private SecretTexts() {}

    /** Said once by a type of secrets. */
    public static <T> void readBy(Class<T> type, Function<T, String> reader) {
        READERS.put(type, secret -> reader.apply(type.cast(secret)));
    }

    /** The text of a secret. */
    public static String of(Object secret) {
        return Objects.requireNonNull(READERS.get(secret.getClass()), "no secret")
                .apply(secret);
    }
}
