package dev.penstock.trust;

import dev.penstock.internal.HmacSha256;
import dev.penstock.internal.LosslessUtf8;
import dev.penstock.internal.StrictBase64Url;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Checks {@code flow_token_signature}, with which Meta vouches since data API 4.0 that it sent the message with this
 * flow token to the person who now uses it.
 *
 * <p>It is a JWT with {@code alg} HS256 under the app secret, whose claim {@code flow_token} equals the flow token of
 * the request. {@code exp} and {@code nbf} are held to if they are there; no other claim is documented. The same
 * signature comes with every request of one message, so it is no protection against replay.
 *
 * <p>Strict:
 *
 * <ul>
 *   <li>exactly three parts, Base64url without padding, line ends or stray characters, one JSON object each;
 *   <li>no other algorithm, no other {@code typ} than {@code JWT};
 *   <li>nothing in the header that would change how the rest is to be read ({@code crit}, {@code b64}, {@code zip},
 *       {@code enc}, {@code cty}) or bring a key of its own.
 * </ul>
 *
 * <p>Other members of the header, such as {@code kid}, do not matter. Immutable and thread-safe.
 *
 * <p>Source: Meta, "Implementing Endpoint for Flows", and the changelog entry of data API 4.0; RFC 7515, RFC 7519 and
 * RFC 8725 for what Meta leaves open.
 */
public final class FlowTokenSignature {

    private static final int MAX_LENGTH = 16_384;

    /**
     * Extensions, an encoding, a compression, an encryption, a token in the token; keys that the token brings along.
     */
    private static final Set<String> REFUSED_MEMBERS =
            Set.of("crit", "b64", "zip", "enc", "cty", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256");

    private final AppSecrets secrets;
    private final InstantSource clock;

    private FlowTokenSignature(AppSecrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Creates the check.
     *
     * @param secrets the app secrets whose signatures are accepted
     * @param clock tells the time for {@code exp} and {@code nbf}
     * @return the check
     */
    public static FlowTokenSignature of(AppSecrets secrets, InstantSource clock) {
        Objects.requireNonNull(secrets, "secrets");
        Objects.requireNonNull(clock, "clock");
        return new FlowTokenSignature(secrets, clock);
    }

    /**
     * Tells whether a signature vouches for a flow token.
     *
     * @param signature the value of {@code flow_token_signature}
     * @param flowToken the value of {@code flow_token}
     * @return whether it does
     */
    public boolean vouchesFor(String signature, String flowToken) {
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(flowToken, "flowToken");
        return claims(signature)
                .filter(claims -> claims.get("flow_token") instanceof String claimed && equal(claimed, flowToken))
                .filter(this::isInForce)
                .isPresent();
    }

    private Optional<Map<String, Object>> claims(String signature) {
        return signedPayload(signature).flatMap(FlowTokenSignature::parse);
    }

    /** The payload of a JWT that is signed; package-private, since published vectors sign texts that are not JSON. */
    Optional<byte[]> signedPayload(String signature) {
        if (signature.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int first = signature.indexOf('.');
        int second = signature.indexOf('.', first + 1);
        if (first < 0 || second < 0) {
            return Optional.empty();
        }
        return StrictBase64Url.decode(signature.substring(second + 1))
                .filter(mac -> isSigned(signature.substring(0, second), mac))
                .flatMap(mac -> readObject(signature.substring(0, first)))
                .filter(FlowTokenSignature::isHeader)
                .flatMap(header -> StrictBase64Url.decode(signature.substring(first + 1, second)));
    }

    private static boolean isHeader(Map<String, Object> header) {
        boolean isJwt = !header.containsKey("typ")
                || (header.get("typ") instanceof String type && type.equalsIgnoreCase("JWT"));
        return "HS256".equals(header.get("alg"))
                && isJwt
                && header.keySet().stream().noneMatch(REFUSED_MEMBERS::contains);
    }

    private boolean isSigned(String signingInput, byte[] mac) {
        var input = LosslessUtf8.encode(signingInput);
        boolean signed = false;
        for (var secret : secrets.accepted()) {
            signed |= MessageDigest.isEqual(HmacSha256.of(secret.key(), input), mac);
        }
        return signed;
    }

    private static Optional<Map<String, Object>> readObject(String part) {
        return StrictBase64Url.decode(part).flatMap(FlowTokenSignature::parse);
    }

    private static Optional<Map<String, Object>> parse(byte[] json) {
        try {
            return Optional.of(StrictJson.readObject(json));
        } catch (JsonFormatException malformed) {
            return Optional.empty();
        }
    }

    private boolean isInForce(Map<String, Object> claims) {
        var now = clock.instant();
        return time(claims, "exp").map(now::isBefore).orElse(!claims.containsKey("exp"))
                && time(claims, "nbf").map(from -> !now.isBefore(from)).orElse(!claims.containsKey("nbf"));
    }

    /** A claim in seconds since the epoch; empty if it is absent or no such number. */
    private static Optional<Instant> time(Map<String, Object> claims, String name) {
        if (claims.get(name) instanceof Number seconds
                && Math.abs(seconds.doubleValue()) < Instant.MAX.getEpochSecond()) {
            return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
        }
        return Optional.empty();
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(LosslessUtf8.encode(a), LosslessUtf8.encode(b));
    }

    /**
     * Whether requests must carry a flow token signature. One that is there and wrong is refused unless {@link #OFF}.
     */
    public enum Policy {
        /** Signatures are not looked at. */
        OFF,
        /**
         * A signature that is there must be right; the default. It is absent below data API 4.0 and Flow JSON 7.3, and
         * has been seen to be absent in previews.
         */
        IF_PRESENT,
        /** A request without a right signature is refused with status 427. */
        REQUIRED
    }
}
