package dev.penstock.gateway.backend;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets with which what the gateway sends is signed, as Standard Webhooks 1.0.0 describes:
 * {@code webhook-signature} is {@code v1,} and the Base64 of HMAC-SHA256 over {@code id.timestamp.body}. While a
 * secret is exchanged there are two signatures, so that the receiver can know either.
 *
 * <p>Immutable and thread-safe. {@link #toString()} prints ids, never a secret.
 */
public final class SigningSecrets {

    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;
    private static final int FRESH_BYTES = 32;
    private static final int ID_DIGITS = 8;

    private final List<Secret> secrets;

    private SigningSecrets(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /**
     * Creates the secrets with one.
     *
     * @param secret {@code whsec_} and the Base64 of 24 to 64 bytes
     * @return the secrets
     * @throws IllegalArgumentException if it is not of that form
     */
    public static SigningSecrets of(String secret) {
        return new SigningSecrets(List.of(Secret.of(secret)));
    }

    /**
     * Makes a secret of 32 random bytes for a new receiver.
     *
     * @return {@code whsec_} and Base64; to be kept like a password
     */
    public static String generate() {
        var bytes = new byte[FRESH_BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Returns secrets that sign with another one, too.
     *
     * @param secret the secret before or after, while it is exchanged
     * @return a copy
     * @throws IllegalArgumentException if it is not of that form, or signs already
     */
    public SigningSecrets alsoSignWith(String secret) {
        var added = Secret.of(secret);
        if (secrets.stream().anyMatch(known -> known.id().equals(added.id()))) {
            throw new IllegalArgumentException(
                    "The signing secret %s is there twice: give each secret once.".formatted(added.id()));
        }
        var all = new ArrayList<>(secrets);
        all.add(added);
        return new SigningSecrets(all);
    }

    /**
     * Signs.
     *
     * @param id the value of {@code webhook-id}; without a dot
     * @param timestamp when it is sent; {@code webhook-timestamp} has its whole seconds
     * @param body the bytes of the body
     * @return the value of {@code webhook-signature}: one signature for each secret, with spaces between
     */
    public String sign(String id, Instant timestamp, byte[] body) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(body, "body");
        var signed = "%s.%d.".formatted(id, timestamp.getEpochSecond()).getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(secret.mac(signed, body)))
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return "SigningSecrets%s".formatted(secrets.stream().map(Secret::id).toList());
    }

    private record Secret(String id, SecretKeySpec key) {

        static Secret of(String text) {
            Objects.requireNonNull(text, "secret");
            var bytes = bytes(text);
            if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException(
                        ("A signing secret is whsec_ and the Base64 of %d to %d bytes; this one is not. Make one"
                                        + " with: printf whsec_; openssl rand -base64 32")
                                .formatted(MIN_BYTES, MAX_BYTES));
            }
            return new Secret(id(bytes), new SecretKeySpec(bytes, "HmacSHA256"));
        }

        private static byte[] bytes(String text) {
            try {
                return text.startsWith(PREFIX)
                        ? Base64.getDecoder().decode(text.substring(PREFIX.length()))
                        : new byte[0];
            } catch (IllegalArgumentException noBase64) {
                return new byte[0];
            }
        }

        private static String id(byte[] secret) {
            try {
                var hash = MessageDigest.getInstance("SHA-256");
                hash.update("penstock-signing-secret-id ".getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash.digest(secret)).substring(0, ID_DIGITS);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
            }
        }

        byte[] mac(byte[] head, byte[] body) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                mac.update(head);
                return mac.doFinal(body);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("Every Java platform has HmacSHA256.", impossible);
            }
        }

        @Override
        public String toString() {
            return id;
        }
    }
}
