package dev.penstock.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.test.ManualClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a flow token signature has to be, byte by byte. */
class FlowTokenSignatureTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String HS256 = "{\"alg\":\"HS256\"}";
    private static final String CLAIMS = "{\"flow_token\":\"t-1\"}";

    private final ManualClock clock = ManualClock.create();
    private final FlowTokenSignature check = FlowTokenSignature.of(AppSecrets.of(SECRET), clock);

    private static String jwt(String header, String claims) {
        return jwt(header, claims, SECRET);
    }

    private static String jwt(String header, String claims, String secret) {
        var signed = base64Url(header) + "." + base64Url(claims);
        return signed + "." + mac(signed, secret);
    }

    private static String mac(String signed, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var bytes = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void vouchesForTheTokenThatItNames() {
        assertThat(check.vouchesFor(jwt(HS256, CLAIMS), "t-1")).isTrue();
        assertThat(check.vouchesFor(jwt(HS256, CLAIMS), "t-2")).isFalse();
        assertThat(check.vouchesFor(jwt(HS256, CLAIMS), "")).isFalse();
    }

    @Test
    void otherClaimsAndHeadersDoNotMatter() {
        assertThat(check.vouchesFor(
                        jwt("{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"1\"}", "{\"iat\":1,\"flow_token\":\"t-1\"}"),
                        "t-1"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\"}",
                "{\"alg\":\"hs256\"}",
                "{\"alg\":\"HS512\"}",
                "{\"alg\":\"RS256\"}",
                "{}",
                "[]",
                "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"HS256\",\"crit\":[]}",
                "{\"alg\":\"HS256\",\"crit\":null}",
                "{\"alg\":\"HS256\",\"b64\":false}",
                "{\"alg\":\"HS256\",\"b64\":true}",
                "{\"alg\":\"HS256\",\"zip\":\"DEF\"}",
                "{\"alg\":\"HS256\",\"enc\":\"A128GCM\"}",
                "{\"alg\":\"HS256\",\"cty\":\"JWT\"}",
                "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWE\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JOSE\"}",
                "{\"alg\":\"HS256\",\"typ\":\"\"}",
                "{\"alg\":\"HS256\",\"typ\":null}",
                "{\"alg\":\"HS256\",\"typ\":[\"JWT\"]}",
                "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}}",
                "{\"alg\":\"HS256\",\"jku\":\"https://example.com/keys\"}",
                "{\"alg\":\"HS256\",\"x5u\":\"https://example.com/cert\"}",
                "{\"alg\":\"HS256\",\"x5c\":[]}",
                "{\"alg\":[\"HS256\"]}",
                "{\"alg\":\"HS256\",\"x\":{\"y\":1,\"y\":2}}",
                "{\"alg\":\"none\",\"alg\":\"HS256\"}"
            })
    void everyOtherHeaderIsRefused(String header) {
        assertThat(check.vouchesFor(jwt(header, CLAIMS), "t-1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"flow_token\":1}",
                "{\"flow_token\":null}",
                "[\"t-1\"]",
                "{\"flow_token\":\"t-2\",\"flow_token\":\"t-1\"}",
                "{\"flow_token\":\"t-1\"} x",
                "{\"flow_token\":\"t-1\",\"exp\":\"2099-01-01\"}",
                "{\"flow_token\":\"t-1\",\"exp\":null}",
                "{\"flow_token\":\"t-1\",\"exp\":1e300}",
                "{\"flow_token\":\"t-1\",\"exp\":0}",
                "{\"flow_token\":\"t-1\",\"exp\":-99999999999999999999999999}",
                "{\"flow_token\":\"t-1\",\"nbf\":99999999999}"
            })
    void claimsThatDoNotHoldAreRefused(String claims) {
        assertThat(check.vouchesFor(jwt(HS256, claims), "t-1")).isFalse();
    }

    @Test
    void theTypeIsJwtHoweverItIsSpelledOrNotSaid() {
        for (var type : new String[] {"JWT", "jwt", "Jwt"}) {
            assertThat(check.vouchesFor(jwt("{\"alg\":\"HS256\",\"typ\":\"%s\"}".formatted(type), CLAIMS), "t-1"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t?", "t\ufffd", "t", "t\udc00", "t\ud800\ud800"})
    void loneSurrogatesAreEqualToThemselvesAlone(String other) {
        var lone = jwt(HS256, "{\"flow_token\":\"t\\ud800\"}");

        assertThat(check.vouchesFor(lone, "t\ud800")).isTrue();
        assertThat(check.vouchesFor(lone, other)).isFalse();
        assertThat(check.vouchesFor(jwt(HS256, "{\"flow_token\":\"t?\"}"), "t\ud800"))
                .isFalse();
    }

    @Test
    void payloadThatWasSignedWithoutBase64IsRefused() {
        // As RFC 7797 signs it: the text itself, not its Base64url.
        var header = base64Url("{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}");
        var signed = header + "." + CLAIMS;

        assertThat(check.vouchesFor(signed + "." + mac(signed, SECRET), "t-1")).isFalse();
    }

    @Test
    void timesAreHeldToOnTheSecond() {
        long now = clock.instant().getEpochSecond();

        assertThat(check.vouchesFor(jwt(HS256, "{\"flow_token\":\"t-1\",\"exp\":%d}".formatted(now)), "t-1"))
                .isFalse();
        assertThat(check.vouchesFor(jwt(HS256, "{\"flow_token\":\"t-1\",\"exp\":%d}".formatted(now + 1)), "t-1"))
                .isTrue();
        assertThat(check.vouchesFor(jwt(HS256, "{\"flow_token\":\"t-1\",\"nbf\":%d}".formatted(now)), "t-1"))
                .isTrue();
        assertThat(check.vouchesFor(jwt(HS256, "{\"flow_token\":\"t-1\",\"nbf\":%d}".formatted(now + 1)), "t-1"))
                .isFalse();
    }

    @Test
    void everySecretThatIsAcceptedMaySign() {
        var other = "fedcba9876543210fedcba9876543210";
        var rotated = FlowTokenSignature.of(
                AppSecrets.of(other)
                        .alsoAccept(SECRET, clock.instant().plusSeconds(1))
                        .withClock(clock),
                clock);

        assertThat(rotated.vouchesFor(jwt(HS256, CLAIMS, SECRET), "t-1")).isTrue();
        assertThat(rotated.vouchesFor(jwt(HS256, CLAIMS, other), "t-1")).isTrue();
        assertThat(check.vouchesFor(jwt(HS256, CLAIMS, other), "t-1")).isFalse();
    }

    @Test
    void anythingAroundOrBetweenThePartsIsRefused() {
        var right = jwt(HS256, CLAIMS);

        assertThat(check.vouchesFor(right, "t-1")).isTrue();
        for (var wrong : new String[] {
            "",
            ".",
            "..",
            right + ".",
            right + "=",
            right + "\n",
            " " + right,
            right + ".e30",
            right.replaceFirst("\\.", ".."),
            right.substring(0, right.lastIndexOf('.') + 1),
            "x".repeat(20_000)
        }) {
            assertThat(check.vouchesFor(wrong, "t-1")).as(wrong).isFalse();
        }
    }

    @Test
    void theLongestSignatureOfSixteenKilobytesIsReadAndOneMoreCharacterIsNot() {
        // The header and the MAC take 20 and 43 characters beside the two points; claims are encoded four for three.
        var longest = jwt(HS256, claimsOf(12_239));
        var longer = jwt(HS256, claimsOf(12_240));

        assertThat(longest).hasSize(16_384);
        assertThat(check.vouchesFor(longest, "t-1")).isTrue();
        assertThat(longer).hasSizeGreaterThan(16_384);
        assertThat(check.vouchesFor(longer, "t-1")).isFalse();
    }

    private static String claimsOf(int length) {
        var claims = "{\"flow_token\":\"t-1\",\"x\":\"\"}";
        return claims.replace("\"\"}", "\"" + "x".repeat(length - claims.length()) + "\"}");
    }
}
