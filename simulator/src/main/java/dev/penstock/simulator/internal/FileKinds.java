package dev.penstock.simulator.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The types of file that a document picker can take (Meta's documentation of components), and the endings of their
 * names.
 */
public final class FileKinds {

    public static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> TYPE_OF_ENDING = Map.ofEntries(
            Map.entry("gz", "application/gzip"),
            Map.entry("doc", "application/msword"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("xls", "application/vnd.ms-excel"),
            Map.entry("ppt", "application/vnd.ms-powerpoint"),
            Map.entry("odp", "application/vnd.oasis.opendocument.presentation"),
            Map.entry("ods", "application/vnd.oasis.opendocument.spreadsheet"),
            Map.entry("odt", "application/vnd.oasis.opendocument.text"),
            Map.entry("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("7z", "application/x-7z-compressed"),
            Map.entry("zip", "application/zip"),
            Map.entry("avif", "image/avif"),
            Map.entry("gif", "image/gif"),
            Map.entry("heic", "image/heic"),
            Map.entry("heif", "image/heif"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("tif", "image/tiff"),
            Map.entry("tiff", "image/tiff"),
            Map.entry("webp", "image/webp"),
            Map.entry("txt", "text/plain"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mpeg", "video/mpeg"),
            Map.entry("mpg", "video/mpeg"));

    /** Every type that a document picker can take; what it takes unless its Flow JSON says less. */
    public static final Set<String> DOCUMENTS = Set.copyOf(TYPE_OF_ENDING.values());

    private FileKinds() {}

    /** The type that the device says, or else the one that the name suggests. */
    public static String typeOf(String said, String name) {
        String plain = said.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!plain.isEmpty() && !plain.equals(UNKNOWN)) {
            return plain;
        }
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPE_OF_ENDING.getOrDefault(ending, UNKNOWN);
    }

    /** The endings of types, for people: {@code jpeg, jpg, pdf}. */
    public static String endings(Collection<String> types) {
        return TYPE_OF_ENDING.entrySet().stream()
                .filter(entry -> types.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
