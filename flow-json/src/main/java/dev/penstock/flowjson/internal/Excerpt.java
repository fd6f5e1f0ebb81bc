package dev.penstock.flowjson.internal;

/** Quotes something of the document in a message, cut to a length that keeps the message readable. */
public final class Excerpt {

    private static final int MAX_LENGTH = 50;

    private Excerpt() {}

    public static String of(String text) {
        String start = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
        return "'" + start.replaceAll("\\p{Cntrl}", " ") + "'";
    }
}
