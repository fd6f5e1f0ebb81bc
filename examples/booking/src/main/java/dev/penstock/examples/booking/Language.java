package dev.penstock.examples.booking;

import java.util.Arrays;
import java.util.Locale;

/** The languages in which people are spoken to. */
public enum Language {
    /** English. */
    ENGLISH("en", Locale.UK),
    /** Spanish. */
    SPANISH("es", Locale.of("es", "ES"));

    private final String tag;
    private final Locale locale;

    Language(String tag, Locale locale) {
        this.tag = tag;
        this.locale = locale;
    }

    /**
     * Finds a language.
     *
     * @param tag {@code en} or {@code es}
     * @return the language
     * @throws IllegalArgumentException if there is none with this tag
     */
    public static Language parse(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(tag))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no language \"%s\": choose en or es.".formatted(tag)));
    }

    /** {@return {@code en} or {@code es}} */
    public String tag() {
        return tag;
    }

    /** {@return how dates and prices are written} */
    public Locale locale() {
        return locale;
    }
}
