package dev.penstock.trust;

import dev.penstock.internal.HmacSha256;
import dev.penstock.internal.LosslessUtf8;
import dev.penstock.internal.StrictBase64Url;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issues flow tokens that say what they are for, and verifies them when they come back.
 *
 * <p>A flow token is given to Meta with the message that opens a Flow, and every request of that message carries it. It
 * is the only thing in a request that can say who is using the Flow. A token made here names the Flow, carries an
 * opaque subject (say, a customer number), expires, cannot be guessed, and cannot be made by anybody without the app
 * secret, so that no table of tokens is needed. The subject is signed, not encrypted: a person who looks can read it.
 *
 * <p>Tokens are signed under a key derived from the app secret. Tokens signed under an earlier secret stay valid as
 * long as {@link AppSecrets} accepts that secret.
 *
 * <p>Immutable and thread-safe.
 */
public final class FlowTokens {

    /** How long a token is valid unless said otherwise: three days, the upper end of what Meta recommends. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(3);

    /** The longest subject, in characters: 200. */
    public static final int MAX_SUBJECT_LENGTH = 200;

    private static final String VERSION = "p1";
    private static final int MAX_LENGTH = 1_024;
    private static final int NONCE_BYTES = 12;
    private static final byte[] KEY_LABEL = "penstock flow token v1".getBytes(StandardCharsets.US_ASCII);

    private final AppSecrets secrets;
    private final Duration lifetime;
    private final InstantSource clock;
    private final RandomGenerator random;

    private FlowTokens(AppSecrets secrets, Duration lifetime, InstantSource clock, RandomGenerator random) {
        this.secrets = secrets;
        this.lifetime = lifetime;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Creates flow tokens with the default lifetime and the system's clock.
     *
     * @param secrets the secrets from which the signing key is derived
     * @return the flow tokens
     */
    public static FlowTokens of(AppSecrets secrets) {
        Objects.requireNonNull(secrets, "secrets");
        return new FlowTokens(secrets, DEFAULT_LIFETIME, InstantSource.system(), new SecureRandom());
    }

    /**
     * Returns flow tokens with another lifetime.
     *
     * @param lifetime how long issued tokens are valid, positive
     * @return a copy
     */
    public FlowTokens withLifetime(Duration lifetime) {
        Objects.requireNonNull(lifetime, "lifetime");
        if (lifetime.isZero() || lifetime.isNegative()) {
            throw new IllegalArgumentException(
                    "The lifetime of flow tokens is %s: it must be positive.".formatted(lifetime));
        }
        return new FlowTokens(secrets, lifetime, clock, random);
    }

    /**
     * Returns flow tokens on another clock.
     *
     * @param clock tells the time of issue, whether a token has expired, and whether an earlier app secret is still
     *     accepted
     * @return a copy
     */
    public FlowTokens withClock(InstantSource clock) {
        Objects.requireNonNull(clock, "clock");
        return new FlowTokens(secrets.withClock(clock), lifetime, clock, random);
    }

    /**
     * Issues a token.
     *
     * @param flow the name of the Flow it opens
     * @param subject who it is for, as the application names them; opaque here, at most {@value #MAX_SUBJECT_LENGTH}
     *     characters
     * @return the token, text of letters, digits, {@code .}, {@code -} and {@code _}, at most 1,024 characters
     * @throws IllegalArgumentException if the subject is too long, or takes too much room with its escapes
     */
    public String issue(String flow, String subject) {
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(subject, "subject");
        if (subject.length() > MAX_SUBJECT_LENGTH) {
            throw new IllegalArgumentException("The subject of a flow token has %d characters, more than %d: use an id."
                    .formatted(subject.length(), MAX_SUBJECT_LENGTH));
        }
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var claims = new LinkedHashMap<String, Object>();
        claims.put("f", flow);
        claims.put("s", subject);
        claims.put("e", clock.instant().plus(lifetime).getEpochSecond());
        claims.put("n", StrictBase64Url.encode(nonce));
        var signed = VERSION + "." + StrictBase64Url.encode(StrictJson.write(claims));
        var token = signed + "." + StrictBase64Url.encode(mac(signingKey(secrets.current()), signed));
        if (token.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "The flow token would have %d characters, more than %d: use a shorter subject or plain letters."
                            .formatted(token.length(), MAX_LENGTH));
        }
        return token;
    }

    /**
     * Verifies a token that came back.
     *
     * @param flow the name of the Flow in which it came
     * @param token the text
     * @return what came of it
     */
    public TokenCheck verify(String flow, String token) {
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(token, "token");
        return claims(token).map(claims -> check(flow, claims)).orElse(TokenCheck.Forged.INSTANCE);
    }

    /**
     * Tells what a token was issued for: for what comes back by another way than a request, where nobody says which
     * Flow it is. Such a token may have expired.
     *
     * @param token the text
     * @return what it was issued for; empty unless it was issued here, under a secret that is still accepted
     */
    public Optional<Issued> issuedFor(String token) {
        Objects.requireNonNull(token, "token");
        return claims(token)
                .flatMap(claims -> claims.get("f") instanceof String flow
                                && claims.get("s") instanceof String subject
                                && claims.get("e") instanceof Number expiry
                        ? Optional.of(new Issued(flow, subject, Instant.ofEpochSecond(expiry.longValue())))
                        : Optional.empty());
    }

    /**
     * What a token was issued for.
     *
     * @param flow the name of the Flow
     * @param subject who it was issued for
     * @param expires when it expires, or has expired
     */
    public record Issued(String flow, String subject, Instant expires) {

        /** Refuses null. */
        public Issued {
            Objects.requireNonNull(flow, "flow");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(expires, "expires");
        }

        @Override
        public String toString() {
            return "Issued[flow=" + flow + ", expires=" + expires + "]";
        }
    }

    private TokenCheck check(String flow, Map<String, Object> claims) {
        if (!(claims.get("f") instanceof String issuedFor
                && claims.get("s") instanceof String subject
                && claims.get("e") instanceof Number expiry)) {
            return TokenCheck.Forged.INSTANCE;
        }
        if (!issuedFor.equals(flow)) {
            return TokenCheck.OtherFlow.INSTANCE;
        }
        var expires = Instant.ofEpochSecond(expiry.longValue());
        return clock.instant().isBefore(expires)
                ? new TokenCheck.Verified(subject, expires)
                : new TokenCheck.Expired(subject, expires);
    }

    private Optional<Map<String, Object>> claims(String token) {
        int last = token.lastIndexOf('.');
        if (token.length() > MAX_LENGTH || last < 0 || !token.startsWith(VERSION + ".") || last <= VERSION.length()) {
            return Optional.empty();
        }
        var signed = token.substring(0, last);
        return StrictBase64Url.decode(token.substring(last + 1))
                .filter(mac -> isSigned(signed, mac))
                .flatMap(mac -> StrictBase64Url.decode(signed.substring(VERSION.length() + 1)))
                .flatMap(FlowTokens::read);
    }

    private boolean isSigned(String signed, byte[] mac) {
        boolean valid = false;
        for (var secret : secrets.accepted()) {
            valid |= MessageDigest.isEqual(mac(signingKey(secret), signed), mac);
        }
        return valid;
    }

    private static Optional<Map<String, Object>> read(byte[] claims) {
        try {
            return Optional.of(StrictJson.readObject(claims));
        } catch (JsonFormatException malformed) {
            return Optional.empty();
        }
    }

    private static byte[] mac(SecretKey key, String signed) {
        return HmacSha256.of(key, LosslessUtf8.encode(signed));
    }

    /** A key of its own, so that no flow token can ever be a request signature or a flow token signature. */
    private static SecretKey signingKey(AppSecrets.Secret secret) {
        return new SecretKeySpec(HmacSha256.of(secret.key(), KEY_LABEL), "HmacSHA256");
    }
}
