package dev.penstock.simulator.phone;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The images of Flow JSON and answers, by the hash of their bytes, so that a view names them instead of repeating them.
 */
final class ImageShelf {

    /**
     * What became of a text that was meant as an image.
     *
     * @param path where the page finds it; empty if it cannot be shown
     * @param problem what is wrong with it, in a sentence; empty if nothing is
     */
    record Look(String path, String problem) {}

    private static final Pattern WEB_ADDRESS = Pattern.compile("\\s*https?://", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final int MAX_IMAGES = 500;
    private static final int MAX_BASE64 = 15_000_000;

    private final Map<String, Look> lookOfText = oldestLeaves();
    private final Map<String, Picture> pictures = oldestLeaves();

    /**
     * Puts an image on the shelf: Base64, with or without a {@code data:} prefix. The empty path stands for no image.
     */
    String place(String base64) {
        return look(base64).path();
    }

    /** Puts an image on the shelf, if it is one, and says what is wrong with it. */
    synchronized Look look(String src) {
        Look known = lookOfText.get(src);
        if (known == null) {
            known = lookAt(src);
            lookOfText.put(src, known);
        }
        return known;
    }

    /** Tells a view of an image that need not be there, and of what is wrong with it if it is. */
    void fill(Map<String, Object> view, String src) {
        Look look = src.isEmpty() ? new Look("", "") : look(src);
        view.put("image", look.path());
        if (!look.problem().isEmpty()) {
            view.put("imageProblem", look.problem());
        }
    }

    private Look lookAt(String src) {
        if (src.isBlank()) {
            return new Look("", "The image is empty.");
        }
        if (WEB_ADDRESS.matcher(src).lookingAt()) {
            return new Look("", "The image is a web address. Phones take the image itself, as Base64 text.");
        }
        if (src.length() > MAX_BASE64) {
            return new Look("", "The image is larger than %d MB.".formatted(MAX_BASE64 / 4 * 3 / 1_000_000));
        }
        boolean hasPrefix = src.startsWith("data:");
        String plain = hasPrefix ? src.substring(src.indexOf(',') + 1) : src;
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(WHITE_SPACE.matcher(plain).replaceAll(""));
        } catch (IllegalArgumentException notBase64) {
            return new Look("", "The image is no Base64 text.");
        }
        String type = typeOf(bytes);
        if (!type.startsWith("image/")) {
            return new Look("", "The image is neither JPEG nor PNG.");
        }
        String hash = hash(bytes);
        pictures.put(hash, new Picture(bytes, type));
        return new Look(
                "/image/" + hash,
                hasPrefix ? "The image begins with data:. Meta documents the Base64 text alone." : "");
    }

    synchronized Optional<Picture> find(String hash) {
        return Optional.ofNullable(pictures.get(hash));
    }

    private static <V> Map<String, V> oldestLeaves() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MAX_IMAGES;
            }
        };
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /** Never a type that a browser would run, such as SVG. */
    static String typeOf(byte[] bytes) {
        if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G')) {
            return "image/png";
        }
        if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return "image/jpeg";
        }
        if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
            return "image/webp";
        }
        return startsWith(bytes, 0, 'G', 'I', 'F', '8') ? "image/gif" : "application/octet-stream";
    }

    private static boolean startsWith(byte[] bytes, int from, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes.length <= from + i || (bytes[from + i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
