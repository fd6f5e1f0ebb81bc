package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.json.StrictJson;
import dev.penstock.test.PublishedVectors;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** RSA-OAEP by Project Wycheproof's cases. None is skipped. */
class WycheproofOaepTest {

    private static final String OURS = "rsa_oaep_2048_sha256_mgf1sha256_test.json";
    private static final HexFormat HEX = HexFormat.of();

    @TestFactory
    Stream<DynamicTest> unwrapsWhatWasWrappedWithoutLabelAndRefusesTheRest() {
        return cases(OURS, (key, test) -> {
            var wrapped = HEX.parseHex(PublishedVectors.text(test, "ct"));
            boolean works = PublishedVectors.text(test, "result").equals("valid")
                    && PublishedVectors.text(test, "label").isEmpty();

            if (works) {
                assertThat(key.unwrap(wrapped)).isEqualTo(HEX.parseHex(PublishedVectors.text(test, "msg")));
            } else {
                assertRefused(key, wrapped);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesMgf1WithSha1() {
        return Stream.of("rsa_oaep_2048_sha256_mgf1sha1_test.json", "rsa_oaep_2048_sha1_mgf1sha1_test.json")
                .flatMap(file -> cases(
                        file, (key, test) -> assertRefused(key, HEX.parseHex(PublishedVectors.text(test, "ct")))));
    }

    /** No message of the vectors has the 16 bytes of a payload encryption key. */
    @TestFactory
    Stream<DynamicTest> opensNoEnvelopeWhoseKeyHasNotSixteenBytes() {
        return cases(OURS, (key, test) -> {
            assertThat(PublishedVectors.text(test, "msg").length()).isNotEqualTo(32);
            var base64 = Base64.getEncoder();
            var request = EncryptedRequest.parse(StrictJson.write(Map.of(
                    "encrypted_aes_key", base64.encodeToString(HEX.parseHex(PublishedVectors.text(test, "ct"))),
                    "initial_vector", base64.encodeToString(new byte[16]),
                    "encrypted_flow_data", base64.encodeToString(new byte[32]))));

            assertThatThrownBy(() -> Keyset.of(key).open(request))
                    .isInstanceOf(UndecryptableRequestException.class)
                    .hasNoCause();
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesKeysOf3072Bits() {
        return PublishedVectors.groups("rsa_oaep_3072_sha256_mgf1sha256_test.json").stream()
                .map(group -> dynamicTest(
                        "key of group with case "
                                + group.get("tests").get(0).get("tcId").asInt(),
                        () -> assertThatThrownBy(() -> PrivateKeys.parse(PublishedVectors.text(group, "privateKeyPem")))
                                .isInstanceOf(UnusableKeyException.class)
                                .hasMessageContaining("3072")));
    }

    /** One type, one message, no cause: nothing tells from outside which check failed. */
    private static void assertRefused(KeyUnwrapper key, byte[] wrapped) {
        assertThatThrownBy(() -> key.unwrap(wrapped))
                .isInstanceOf(UndecryptableRequestException.class)
                .hasMessage(new UndecryptableRequestException().getMessage())
                .hasNoCause();
    }

    private static Stream<DynamicTest> cases(String file, BiConsumer<KeyUnwrapper, JsonNode> check) {
        return PublishedVectors.groups(file).stream().flatMap(group -> {
            var key = KeyUnwrappers.of(PrivateKeys.parse(PublishedVectors.text(group, "privateKeyPem")));
            return PublishedVectors.list(group.get("tests")).stream()
                    .map(test -> dynamicTest(file + " " + PublishedVectors.name(test), () -> check.accept(key, test)));
        });
    }
}
