package dev.penstock.fuzzing;

import dev.penstock.internal.HmacSha256;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.TokenCheck;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as they are, and, since nothing behind a signature is read without it, with a right one. */
final class Tokens {

    static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static final SecretKeySpec KEY =
            new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
    private static final AppSecrets SECRETS = AppSecrets.of(SECRET);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final FlowTokenSignature SIGNATURE = FlowTokenSignature.of(SECRETS, CLOCK);
    private static final FlowTokens TOKENS = FlowTokens.of(SECRETS).withClock(CLOCK);

    private Tokens() {}

    /** A token; or a header and a payload with a line end between them, which are signed here. */
    static boolean areRead(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        boolean isGood = SIGNATURE.vouchesFor(text, "token") | isOurs(text);
        int line = text.indexOf('\n');
        if (line >= 0) {
            var body = base64(text.substring(0, line)) + "." + base64(text.substring(line + 1));
            var mac = HmacSha256.of(KEY, body.getBytes(StandardCharsets.US_ASCII));
            isGood |= SIGNATURE.vouchesFor(body + "." + base64(mac), "token");
        }
        return isGood;
    }

    private static boolean isOurs(String token) {
        return TOKENS.verify("flow", token) instanceof TokenCheck.Verified;
    }

    private static String base64(String part) {
        return base64(part.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
    }
}
