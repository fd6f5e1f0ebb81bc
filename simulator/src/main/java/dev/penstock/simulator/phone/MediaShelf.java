package dev.penstock.simulator.phone;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Plays WhatsApp's media store: encrypts chosen files with AES-256-CBC and ten bytes of HMAC-SHA256 behind (protocol
 * sheet, section 9.1), and keeps the encrypted files until the endpoint fetches them. Thread-safe.
 */
final class MediaShelf {

    private static final int MAC_LENGTH = 10;
    private static final long MAX_TOTAL = 200_000_000;

    private volatile Supplier<String> address;
    private final SecureRandom random;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private long total;

    /**
     * Makes an empty shelf.
     *
     * @param address where the endpoint fetches files, without a slash at the end
     * @param random where keys come from
     */
    MediaShelf(Supplier<String> address, SecureRandom random) {
        this.address = address;
        this.random = random;
    }

    /** From now on the endpoint fetches files from here. */
    void serveAt(String root) {
        address = () -> root;
    }

    PickedFile place(String name, String type, byte[] file) {
        byte[] iv = randomBytes(16);
        byte[] key = randomBytes(32);
        byte[] macKey = randomBytes(32);
        byte[] sealed = seal(file, key, iv, macKey);
        String id = UUID.nameUUIDFromBytes(randomBytes(16)).toString();
        keep(id, sealed);
        return new PickedFile(
                id,
                address.get() + "/media/" + id,
                name,
                type,
                file.length,
                base64(hash(sealed)),
                base64(iv),
                base64(key),
                base64(macKey),
                base64(hash(file)));
    }

    synchronized Optional<byte[]> find(String id) {
        return Optional.ofNullable(files.get(id)).map(byte[]::clone);
    }

    private synchronized void keep(String id, byte[] sealed) {
        files.put(id, sealed);
        total += sealed.length;
        var oldest = files.entrySet().iterator();
        while (total > MAX_TOTAL && files.size() > 1) {
            total -= oldest.next().getValue().length;
            oldest.remove();
        }
    }

    private static byte[] seal(byte[] file, byte[] key, byte[] iv, byte[] macKey) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            byte[] sealed = cipher.doFinal(file);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(macKey, "HmacSHA256"));
            mac.update(iv);
            byte[] tag = Arrays.copyOf(mac.doFinal(sealed), MAC_LENGTH);
            var whole = new ByteArrayOutputStream(sealed.length + MAC_LENGTH);
            whole.writeBytes(sealed);
            whole.writeBytes(tag);
            return whole.toByteArray();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has AES-CBC and HMAC-SHA256.", impossible);
        }
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
