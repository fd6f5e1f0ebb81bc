package dev.penstock.gateway.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * A key of the configuration.
 *
 * @param name as it is written
 * @param type what it may hold
 * @param meaning one sentence for the reference and for editors
 * @param fallback what holds without it, for the reference; empty if that is nothing
 * @param isNeeded whether it must be there
 */
record Key(String name, Type type, String meaning, String fallback, boolean isNeeded) {

    static Key of(String name, Type type, String fallback, String meaning) {
        return new Key(name, type, meaning, fallback, false);
    }

    static Key optional(String name, Type type, String meaning) {
        return new Key(name, type, meaning, "", false);
    }

    static Key needed(String name, Type type, String meaning) {
        return new Key(name, type, meaning, "", true);
    }

    /** The two keys by which a secret is given. */
    static List<Key> secret(String name, String meaning) {
        return List.of(
                optional(name + "-file", new Type.SecretFile(), meaning + ", in a file."),
                optional(name + "-env", new Type.SecretVariable(), meaning + ", in an environment variable."));
    }

    static List<Key> all(List<Key> some, Key... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
