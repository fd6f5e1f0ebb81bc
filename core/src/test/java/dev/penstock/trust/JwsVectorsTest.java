package dev.penstock.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.test.PublishedVectors;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * The flow token signature by published cases of JWS with HS256; their payloads are seldom JSON, so the check stops
 * there.
 */
class JwsVectorsTest {

    private static final String WYCHEPROOF = "json_web_signature_test.json";
    private static final String RFC7520 = "jose/rfc7520_4_4_hs256.json";
    private static final String RFC7515 = "rfc/rfc7515_rfc7519_jws.json";

    /** Cases of Wycheproof that are labelled wrongly at their origin. */
    private static final Map<Integer, String> SKIPPED = Map.of(
            367, "the same bytes as the valid case 357",
            370, "the same bytes as the valid case 357",
            372, "labelled valid, but it has a question mark in its Base64url",
            373, "labelled valid, but it has a question mark in its Base64url");

    @TestFactory
    Stream<DynamicTest> holdsToWycheproof() {
        return PublishedVectors.groups(WYCHEPROOF).stream()
                .filter(JwsVectorsTest::isHs256)
                .flatMap(group -> PublishedVectors.list(group.get("tests")).stream()
                        .filter(test -> !SKIPPED.containsKey(test.get("tcId").asInt()))
                        .map(test -> dynamicTest(
                                PublishedVectors.name(test),
                                () -> assertThat(check(key(group)).signedPayload(PublishedVectors.text(test, "jws")))
                                        .as("signed")
                                        .matches(payload -> payload.isPresent()
                                                == PublishedVectors.text(test, "result")
                                                        .equals("valid")))));
    }

    @Test
    void skippedCasesAreStillWhatTheyWere() {
        var texts = PublishedVectors.groups(WYCHEPROOF).stream()
                .flatMap(group -> PublishedVectors.list(group.get("tests")).stream())
                .collect(java.util.stream.Collectors.toMap(
                        test -> test.get("tcId").asInt(), test -> PublishedVectors.text(test, "jws")));

        assertThat(texts.get(367)).isEqualTo(texts.get(357));
        assertThat(texts.get(370)).isEqualTo(texts.get(357));
        assertThat(texts.get(372)).contains("?");
        assertThat(texts.get(373)).contains("?");
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryOtherAlgorithm() {
        var anyKey = check("a key of any kind".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return Stream.of(WYCHEPROOF, "json_web_crypto_test.json")
                .flatMap(file -> PublishedVectors.groups(file).stream()
                        .filter(group -> !isHs256(group))
                        .flatMap(group -> PublishedVectors.list(group.get("tests")).stream())
                        .filter(test -> test.hasNonNull("jws"))
                        .map(test -> dynamicTest(
                                file + " " + PublishedVectors.name(test),
                                () -> assertThat(anyKey.signedPayload(test.get("jws")
                                                .asString(test.get("jws").toString())))
                                        .isEmpty())));
    }

    @Test
    void verifiesRfc7520AndRefusesItsJsonForms() {
        var file = PublishedVectors.read(RFC7520);
        var check = check(base64Url(PublishedVectors.text(file.get("input").get("key"), "k")));
        var output = file.get("output");

        assertThat(check.signedPayload(PublishedVectors.text(output, "compact")))
                .isPresent();
        assertThat(check.signedPayload(output.get("json").toString())).isEmpty();
        assertThat(check.signedPayload(output.get("json_flat").toString())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> holdsToRfc7515AndRfc7519() {
        return PublishedVectors.list(PublishedVectors.read(RFC7515).get("tests")).stream()
                .map(test -> dynamicTest(PublishedVectors.text(test, "name"), () -> {
                    var check = check(base64Url(PublishedVectors.text(test, "keyBase64Url")));
                    var token = PublishedVectors.text(test, "token");

                    assertThat(check.signedPayload(token).isPresent())
                            .isEqualTo(PublishedVectors.text(test, "result").equals("valid"));
                    assertThat(check.vouchesFor(token, ""))
                            .as("it names no flow token")
                            .isFalse();
                }));
    }

    private static boolean isHs256(JsonNode group) {
        var key = group.get("private");
        return key != null
                && key.path("kty").asString("").equals("oct")
                && key.path("alg").asString("").equals("HS256");
    }

    private static byte[] key(JsonNode group) {
        return base64Url(PublishedVectors.text(group.get("private"), "k"));
    }

    private static FlowTokenSignature check(byte[] key) {
        var secrets = AppSecrets.of(new AppSecrets.Secret("id", new SecretKeySpec(key, "HmacSHA256")));
        return FlowTokenSignature.of(secrets, InstantSource.fixed(Instant.EPOCH));
    }

    private static byte[] base64Url(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
