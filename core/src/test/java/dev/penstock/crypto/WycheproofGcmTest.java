package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.MalformedRequestException;
import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.json.StrictJson;
import dev.penstock.test.PublishedVectors;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * AES-GCM by Project Wycheproof's cases, with a whole request built around each.
 *
 * <p>Skipped within the group of our sizes: cases 71 and those with associated data, which Flows does not have; they
 * are tested to be refused.
 */
class WycheproofGcmTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final Predicate<JsonNode> OUR_KEY =
            group -> group.get("keySize").asInt() == 128;
    private static final Predicate<JsonNode> OUR_VECTOR =
            group -> group.get("ivSize").asInt() == 128;

    @TestFactory
    Stream<DynamicTest> opensWhatIsValidAndRefusesTheRest() {
        return cases(OUR_KEY.and(OUR_VECTOR), test -> {
            boolean opens = PublishedVectors.text(test, "result").equals("valid")
                    && PublishedVectors.text(test, "aad").isEmpty();

            if (opens) {
                assertThat(open(test).clear()).isEqualTo(bytes(test, "msg"));
            } else {
                assertRefused(test);
            }
        });
    }

    /** The answer goes under the inverted vector: a request with the inverse of the published one is answered so. */
    @TestFactory
    Stream<DynamicTest> sealsAnswersToTheSameBytes() {
        Predicate<JsonNode> valid =
                test -> PublishedVectors.text(test, "result").equals("valid")
                        && PublishedVectors.text(test, "aad").isEmpty();
        return cases(OUR_KEY.and(OUR_VECTOR), valid, test -> {
            var requestVector = bytes(test, "iv");
            for (int i = 0; i < requestVector.length; i++) {
                requestVector[i] = (byte) ~requestVector[i];
            }

            var opened = new OpenedRequest("id", new byte[0], new PayloadCipher(), bytes(test, "key"), requestVector);

            assertThat(Base64.getDecoder().decode(opened.seal(bytes(test, "msg"))))
                    .isEqualTo(HEX.parseHex(PublishedVectors.text(test, "ct") + PublishedVectors.text(test, "tag")));
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesInitialVectorsOfAnyOtherSize() {
        return cases(
                OUR_KEY.and(OUR_VECTOR.negate()),
                test -> assertThatThrownBy(() -> request(test))
                        .isInstanceOf(MalformedRequestException.class)
                        .hasMessageContaining("initial_vector has"));
    }

    @TestFactory
    Stream<DynamicTest> refusesKeysOfAnyOtherSize() {
        return cases(OUR_KEY.negate().and(OUR_VECTOR), WycheproofGcmTest::assertRefused);
    }

    private static void assertRefused(JsonNode test) {
        assertThatThrownBy(() -> open(test)).isInstanceOf(UndecryptableRequestException.class);
    }

    private static OpenedRequest open(JsonNode test) {
        return Keyset.of(new ThisKey(bytes(test, "key"))).open(request(test));
    }

    private static EncryptedRequest request(JsonNode test) {
        var base64 = Base64.getEncoder();
        var sealed = HEX.parseHex(PublishedVectors.text(test, "ct") + PublishedVectors.text(test, "tag"));
        return EncryptedRequest.parse(StrictJson.write(Map.of(
                "encrypted_aes_key", base64.encodeToString(new byte[KeyUnwrapper.WRAPPED_KEY_BYTES]),
                "initial_vector", base64.encodeToString(bytes(test, "iv")),
                "encrypted_flow_data", base64.encodeToString(sealed))));
    }

    private static byte[] bytes(JsonNode test, String field) {
        return HEX.parseHex(PublishedVectors.text(test, field));
    }

    private static Stream<DynamicTest> cases(Predicate<JsonNode> groups, Consumer<JsonNode> check) {
        return cases(groups, test -> true, check);
    }

    private static Stream<DynamicTest> cases(
            Predicate<JsonNode> groups, Predicate<JsonNode> tests, Consumer<JsonNode> check) {
        return PublishedVectors.groups("aes_gcm_test.json").stream()
                .filter(groups)
                .flatMap(group -> PublishedVectors.list(group.get("tests")).stream())
                .filter(tests)
                .map(test -> dynamicTest(PublishedVectors.name(test), () -> check.accept(test)));
    }

    /** Stands for the RSA operation: every wrapped key is this one. */
    private record ThisKey(byte[] key) implements KeyUnwrapper {

        private static final BusinessPublicKey PUBLIC = BusinessPublicKey.of(PrivateKeys.generate());

        @Override
        public BusinessPublicKey publicKey() {
            return PUBLIC;
        }

        @Override
        public byte[] unwrap(byte[] wrappedKey) {
            return Arrays.copyOf(key, key.length);
        }
    }
}
