package dev.penstock.examples.booking.appointments;

import java.util.Set;

/**
 * A file that somebody adds to an appointment, such as a referral. Its text shows neither name nor contents.
 *
 * @param name what it is called, 1 to 100 characters, usable as a file name
 * @param mediaType one of {@link #MEDIA_TYPES}
 * @param content the file, 1 to {@link #MAX_BYTES} bytes; not copied, nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent") // equality is never asked for
public record Attachment(String name, String mediaType, byte[] content) {

    /** How many files an appointment has at most: 3, as the Flow JSON says. */
    public static final int MAX_FILES = 3;

    /** How large a file is at most: 5 MiB, as the Flow JSON says. */
    public static final int MAX_BYTES = 5 * 1024 * 1024;

    /** What the business can open, as the Flow JSON says. */
    public static final Set<String> MEDIA_TYPES =
            Set.of("application/pdf", "image/heic", "image/jpeg", "image/png", "image/webp");

    /**
     * Checks size and type.
     *
     * @throws IllegalArgumentException if the file is empty, too large or of another type
     */
    public Attachment {
        if (content.length == 0 || content.length > MAX_BYTES || !MEDIA_TYPES.contains(mediaType)) {
            throw new IllegalArgumentException(
                    "An attachment of %d bytes and type %s cannot be added: at most %d bytes, one of %s."
                            .formatted(content.length, mediaType, MAX_BYTES, MEDIA_TYPES));
        }
    }

    @Override
    public String toString() {
        return "Attachment[%s, %d bytes]".formatted(mediaType, content.length);
    }
}
