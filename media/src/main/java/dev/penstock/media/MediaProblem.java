package dev.penstock.media;

/**
 * Why a chosen file was not accepted. The name is for programs and logs; {@link #text()} is for the person.
 *
 * <p>The checks on the way of a file come in the order of the constants.
 */
public enum MediaProblem {
    /** More files were sent than are allowed. None of them was downloaded. */
    TOO_MANY_FILES("These are too many files. Please choose fewer."),

    /** A field is missing, or is not what Meta documents, such as a key of a wrong length. */
    MALFORMED("This file did not arrive completely. Please choose it again."),

    /** The file is not where WhatsApp keeps files: another host or port, or not HTTPS. Nothing was downloaded. */
    FOREIGN_SOURCE("This file did not arrive completely. Please choose it again."),

    /** The server answered with a redirect, which is never followed. */
    REDIRECTED("This file did not arrive completely. Please choose it again."),

    /** WhatsApp has the file no longer: it keeps files for up to 20 days. */
    GONE("This file is no longer there. Please choose it again."),

    /** The download failed: no connection, another status than 200, or the connection broke. Trying again may help. */
    UNAVAILABLE("This file could not be fetched. Please try again."),

    /** The download took too long. Trying again may help. */
    TIMED_OUT("This file took too long. Please try again, or choose a smaller one."),

    /** The file is larger than allowed. The download was broken off. */
    TOO_LARGE("This file is too large. Please choose a smaller one."),

    /** The files are larger than allowed, taken together. The download was broken off. */
    TOO_LARGE_TOGETHER("These files are too large together. Please choose fewer or smaller ones."),

    /** The encrypted file is not the one that was announced: its SHA-256 differs, or its length is impossible. */
    WRONG_ENCRYPTED_HASH("This file did not arrive completely. Please choose it again."),

    /** The first ten bytes of the HMAC-SHA256 differ. It was not decrypted. */
    WRONG_MAC("This file did not arrive completely. Please choose it again."),

    /** It does not decrypt: the padding is wrong. */
    UNDECRYPTABLE("This file did not arrive completely. Please choose it again."),

    /** What was decrypted is not what was announced: its SHA-256 differs. */
    WRONG_PLAINTEXT_HASH("This file did not arrive completely. Please choose it again."),

    /** There is nothing in the file. */
    EMPTY("This file is empty. Please choose another."),

    /** By its content the file is of no type that is allowed, whatever its name says. */
    TYPE_NOT_ALLOWED("Files of this type cannot be used. Please choose another.");

    private final String text;

    MediaProblem(String text) {
        this.text = text;
    }

    /** {@return what a person may read, in English} */
    public String text() {
        return text;
    }

    /** {@return whether the same file may be accepted when the person tries again} */
    public boolean isPassing() {
        return this == UNAVAILABLE || this == TIMED_OUT;
    }
}
