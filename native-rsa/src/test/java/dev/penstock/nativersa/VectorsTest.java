package dev.penstock.nativersa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.FlowException;
import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every provider gives the known answers: WhatsApp's envelope, and Project Wycheproof's RSA-OAEP. */
class VectorsTest {

    @TestFactory
    Stream<DynamicTest> opensAndSealsTheEnvelopesOfTheVectors() {
        var vectors = KnownAnswers.read("flows/envelope.json");
        var key = PrivateKeys.parse(text(vectors, "private_key"));
        return EveryProvider.names()
                .flatMap(provider -> KnownAnswers.list(vectors, "cases").stream()
                        .filter(test -> isAboutDecryption(test))
                        .map(test -> dynamicTest(provider + " " + test.get("name"), () -> {
                            var keyset = Keyset.of(EveryProvider.unwrapper(provider, key));
                            var request =
                                    EncryptedRequest.parse(text(test, "body").getBytes(StandardCharsets.UTF_8));

                            if (test.get("expect").equals("opens")) {
                                var opened = keyset.open(request);
                                assertThat(opened.clear())
                                        .asString(StandardCharsets.UTF_8)
                                        .isEqualTo(test.get("plaintext"));
                                assertThat(opened.seal(
                                                text(test, "response_plaintext").getBytes(StandardCharsets.UTF_8)))
                                        .asString(StandardCharsets.US_ASCII)
                                        .isEqualTo(test.get("response_body"));
                            } else {
                                assertThatThrownBy(() -> keyset.open(request))
                                        .isInstanceOf(UndecryptableRequestException.class);
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> unwrapsAsWycheproofExpects() {
        return Stream.of(
                        "vectors/wycheproof/rsa_oaep_2048_sha256_mgf1sha256_test.json",
                        "vectors/wycheproof/rsa_oaep_2048_sha256_mgf1sha1_test.json",
                        "vectors/wycheproof/rsa_oaep_2048_sha1_mgf1sha1_test.json")
                .flatMap(file -> EveryProvider.names().flatMap(provider -> cases(file, provider)));
    }

    private static Stream<DynamicTest> cases(String file, String provider) {
        boolean ourHashes = file.contains("sha256_mgf1sha256");
        return KnownAnswers.list(KnownAnswers.read(file), "testGroups").stream().flatMap(group -> {
            var unwrapper = EveryProvider.unwrapper(provider, PrivateKeys.parse(text(group, "privateKeyPem")));
            return KnownAnswers.list(group, "tests").stream()
                    .map(test -> dynamicTest(provider + " " + file + " " + test.get("tcId"), () -> {
                        var wrapped = HexFormat.of().parseHex(text(test, "ct"));
                        boolean works = ourHashes
                                && test.get("result").equals("valid")
                                && text(test, "label").isEmpty();
                        if (works) {
                            assertThat(unwrapper.unwrap(wrapped))
                                    .isEqualTo(HexFormat.of().parseHex(text(test, "msg")));
                        } else {
                            assertThatThrownBy(() -> unwrapper.unwrap(wrapped))
                                    .isInstanceOf(UndecryptableRequestException.class);
                        }
                    }));
        });
    }

    /** Cases that a signature or the form of the JSON decides never come as far as RSA. */
    private static boolean isAboutDecryption(Map<String, Object> test) {
        if (test.get("expect").equals("opens")) {
            return true;
        }
        try {
            EncryptedRequest.parse(text(test, "body").getBytes(StandardCharsets.UTF_8));
            return ((Number) test.get("status")).intValue() == 421;
        } catch (FlowException malformed) {
            return false;
        }
    }

    private static String text(Map<String, Object> object, String name) {
        return String.valueOf(object.get(name));
    }
}
