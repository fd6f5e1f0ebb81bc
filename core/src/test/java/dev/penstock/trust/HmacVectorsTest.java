package dev.penstock.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.internal.HmacSha256;
import dev.penstock.test.PublishedVectors;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The request signature by published cases of HMAC-SHA256, whose keys are any bytes. None is skipped. */
class HmacVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    @TestFactory
    Stream<DynamicTest> holdsToWycheproof() {
        return PublishedVectors.groups("hmac_sha256_test.json").stream()
                .filter(group -> group.get("tagSize").asInt() == 256)
                .flatMap(group -> PublishedVectors.list(group.get("tests")).stream())
                .map(test -> dynamicTest(PublishedVectors.name(test), () -> {
                    var header = "sha256=" + PublishedVectors.text(test, "tag");

                    assertThat(signature(test).check(message(test), header))
                            .isEqualTo(
                                    PublishedVectors.text(test, "result").equals("valid")
                                            ? SignatureCheck.VALID
                                            : SignatureCheck.MISMATCH);
                }));
    }

    @TestFactory
    Stream<DynamicTest> refusesTruncatedTags() {
        return PublishedVectors.groups("hmac_sha256_test.json").stream()
                .filter(group -> group.get("tagSize").asInt() != 256)
                .flatMap(group -> PublishedVectors.list(group.get("tests")).stream())
                .map(test -> dynamicTest(
                        PublishedVectors.name(test),
                        () -> assertThat(signature(test)
                                        .check(message(test), "sha256=" + PublishedVectors.text(test, "tag")))
                                .isEqualTo(SignatureCheck.MALFORMED)));
    }

    @TestFactory
    Stream<DynamicTest> holdsToRfc4231() {
        return PublishedVectors.list(
                        PublishedVectors.read("rfc/rfc4231_hmac_sha256.json").get("tests"))
                .stream()
                .map(test -> dynamicTest("case " + test.get("case").asInt(), () -> {
                    boolean truncated = test.get("tagBits").asInt() < 256;
                    var header = "sha256=" + PublishedVectors.text(test, "tag");

                    assertThat(signature(test).check(message(test), header))
                            .isEqualTo(truncated ? SignatureCheck.MALFORMED : SignatureCheck.VALID);
                    assertThat(HEX.formatHex(HmacSha256.of(new SecretKeySpec(key(test), "HmacSHA256"), message(test))))
                            .startsWith(PublishedVectors.text(test, "tag"));
                }));
    }

    @Test
    void takesNoAppSecretThatIsTooShortToBeOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AppSecrets.of("Jefe"))
                .withMessageContaining("at least 16 characters")
                .withMessageNotContaining("Jefe");
    }

    /** The check under the bytes of a key, whether or not they are text. */
    private static RequestSignature signature(JsonNode test) {
        return RequestSignature.of(
                AppSecrets.of(new AppSecrets.Secret("id", new SecretKeySpec(key(test), "HmacSHA256"))));
    }

    private static byte[] key(JsonNode test) {
        return HEX.parseHex(PublishedVectors.text(test, "key"));
    }

    private static byte[] message(JsonNode test) {
        return HEX.parseHex(PublishedVectors.text(test, "msg"));
    }
}
