package dev.penstock.simulator.phone;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The images of Flow JSON and answers, by the hash of their bytes, so that a view names them instead of repeating them. */
final class ImageShelf {

    /** An image and its type as its first bytes tell. */
    record Picture(byte[] bytes, String type) {}

    private static final int MAX_IMAGES = 500;
    private static final int MAX_BASE64 = 15_000_000;

    private final Map<String, String> pathOfText = oldestLeaves();
    private final Map<String, Picture> pictures = oldestLeaves();

    /** Puts an image on the shelf: Base64, with or without a {@code data:} prefix. The empty path stands for no image. */
    synchronized String place(String base64) {
        if (base64.isBlank() || base64.length() > MAX_BASE64) {
            return "";
        }
        String known = pathOfText.get(base64);
        if (known != null) {
            return known;
        }
        byte[] bytes;
        try {
            String plain = base64.startsWith("data:") ? base64.substring(base64.indexOf(',') + 1) : base64;
            bytes = Base64.getMimeDecoder().decode(plain);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
        String hash = hash(bytes);
        pictures.put(hash, new Picture(bytes, typeOf(bytes)));
        String path = "/image/" + hash;
        pathOfText.put(base64, path);
        return path;
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
