package dev.penstock.trust;

import dev.penstock.internal.Hex;
import dev.penstock.internal.HmacSha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * Checks {@code X-Hub-Signature-256}: HMAC-SHA256 under the app secret over the raw bytes of the body.
 *
 * <p>It is the only thing in a request that proves who sent it. The encryption does not: anybody may encrypt to a
 * public key. So it is checked first, before anything of the body is parsed, over the bytes as they were received; text
 * that was decoded, or JSON that was parsed and written again, has another signature.
 *
 * <p>Immutable and thread-safe. Signatures are compared in constant time.
 *
 * <p>Source: Meta, "Implementing Endpoint for Flows", request signature validation; the answer to a failure is status
 * 432.
 */
public final class RequestSignature {

    /** The name of the header. */
    public static final String HEADER = "X-Hub-Signature-256";

    private static final String PREFIX = "sha256=";
    private static final int HEX_DIGITS = 64;

    private final AppSecrets secrets;

    private RequestSignature(AppSecrets secrets) {
        this.secrets = secrets;
    }

    /**
     * Creates the check.
     *
     * @param secrets the app secrets whose signatures are accepted
     * @return the check
     */
    public static RequestSignature of(AppSecrets secrets) {
        Objects.requireNonNull(secrets, "secrets");
        return new RequestSignature(secrets);
    }

    /**
     * Checks the signature of a body.
     *
     * @param body the bytes exactly as received
     * @param header the value of {@value #HEADER}, an empty text if the header is absent
     * @return the outcome
     */
    public SignatureCheck check(byte[] body, String header) {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(header, "header");
        if (header.isEmpty()) {
            return SignatureCheck.MISSING;
        }
        var claimed = parse(header);
        if (claimed.isEmpty()) {
            return SignatureCheck.MALFORMED;
        }
        var accepted = secrets.accepted();
        for (int i = 0; i < accepted.size(); i++) {
            var expected = HmacSha256.of(accepted.get(i).key(), body);
            if (MessageDigest.isEqual(expected, claimed.get())) {
                return i == 0 ? SignatureCheck.VALID : SignatureCheck.VALID_WITH_PREVIOUS_SECRET;
            }
        }
        return SignatureCheck.MISMATCH;
    }

    /**
     * Signs a body as Meta does, with the current secret; for tests and simulators.
     *
     * @param body the bytes to sign
     * @return the value of {@value #HEADER}
     */
    public String sign(byte[] body) {
        Objects.requireNonNull(body, "body");
        return PREFIX + HexFormat.of().formatHex(HmacSha256.of(secrets.current().key(), body));
    }

    private static Optional<byte[]> parse(String header) {
        boolean looksRight = header.length() == PREFIX.length() + HEX_DIGITS && header.startsWith(PREFIX);
        return looksRight ? Hex.decode(header, PREFIX.length()) : Optional.empty();
    }
}
