package dev.penstock.simulator.phone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The photos that were picked, to be shown small in their picker; the last ones, 60 MB of them. Thread-safe. */
final class Previews {

    private static final long MAX_TOTAL = 60_000_000;

    private final Map<String, Picture> pictures = new LinkedHashMap<>();
    private long total;

    /** Keeps a picked file, if it is an image that every browser can show. */
    synchronized void keep(String mediaId, byte[] file) {
        String type = ImageShelf.typeOf(file);
        if (!type.startsWith("image/")) {
            return;
        }
        pictures.put(mediaId, new Picture(file, type));
        total += file.length;
        var oldest = pictures.values().iterator();
        while (total > MAX_TOTAL) {
            total -= oldest.next().bytes().length;
            oldest.remove();
        }
    }

    synchronized Optional<Picture> find(String mediaId) {
        return Optional.ofNullable(pictures.get(mediaId));
    }

    /** Where the page finds the picture of a file, if it is kept. */
    Optional<String> path(String mediaId) {
        return find(mediaId).map(picture -> "/preview/" + mediaId);
    }
}
