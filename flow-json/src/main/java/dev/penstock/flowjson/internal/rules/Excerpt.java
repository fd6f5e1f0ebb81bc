package dev.penstock.flowjson.internal.rules;

/** Quotes something of the document in a message, cut to a length that keeps the message readable. */
final class Excerpt {

    private static final int MAX_LENGTH = 50;

    private Excerpt() {}

    static String of(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return "'" + (line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…") + "'";
    }
}
