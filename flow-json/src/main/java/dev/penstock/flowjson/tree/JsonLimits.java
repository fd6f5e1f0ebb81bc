package dev.penstock.flowjson.tree;

/**
 * The bounds of every text we read. Meta takes documents of up to 10 MB; the others are ours, far above real documents.
 */
public final class JsonLimits {

    /** How long a text may be, in characters and in bytes of UTF-8: 10 MiB. */
    public static final int MAX_LENGTH = 10 * 1024 * 1024;

    /** How deep arrays and objects may nest: 64. */
    public static final int MAX_DEPTH = 64;

    /** How many values a text may have, objects and arrays included: 250,000. */
    public static final int MAX_VALUES = 250_000;

    /** How long a key may be, in characters: 1,000. */
    public static final int MAX_KEY_LENGTH = 1_000;

    /** How long the text of a number may be, in characters: 100. */
    public static final int MAX_NUMBER_LENGTH = 100;

    private JsonLimits() {}
}
