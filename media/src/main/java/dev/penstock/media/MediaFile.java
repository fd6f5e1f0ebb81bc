package dev.penstock.media;

/**
 * A file that a person chose: downloaded, checked and opened. It is what the person's phone encrypted, and nothing more
 * is known about it: Meta does not vouch for the contents. Immutable and thread-safe. {@link #toString()} shows neither
 * name nor contents.
 */
public final class MediaFile {

    private final String mediaId;
    private final String name;
    private final FileType type;
    private final byte[] bytes;

    MediaFile(String mediaId, String name, FileType type, byte[] bytes) {
        this.mediaId = mediaId;
        this.name = name;
        this.type = type;
        this.bytes = bytes;
    }

    /** {@return the file's ID, as the phone gave it} */
    public String mediaId() {
        return mediaId;
    }

    /**
     * {@return a name that can be used in a file system or a header}
     *
     * <p>It is what the person's device called the file, without folders, control and direction characters and
     * characters that are special somewhere, not a device name of Windows, not hidden, at most 100 characters and 200
     * bytes of UTF-8. Its ending fits the {@link #type()}. It is not unique.
     */
    public String name() {
        return name;
    }

    /** {@return the type, decided by the contents alone} */
    public FileType type() {
        return type;
    }

    /** {@return how many bytes it has, at least 1} */
    public int size() {
        return bytes.length;
    }

    /** {@return a copy of the contents} */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "MediaFile[%s, %d bytes]".formatted(type, bytes.length);
    }
}
