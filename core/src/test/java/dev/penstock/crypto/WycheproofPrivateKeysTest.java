package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The private keys of Project Wycheproof's OAEP vectors, which lie beside the project where they are shared. */
class WycheproofPrivateKeysTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa_oaep_2048_sha1_mgf1sha1_test.json",
                "rsa_oaep_2048_sha256_mgf1sha1_test.json",
                "rsa_oaep_2048_sha256_mgf1sha256_test.json"
            })
    void readsKeyOf2048Bits(String file) throws Exception {
        var group = group(file);
        var modulus = new BigInteger(group.get("privateKey").get("modulus").asString(), 16);
        var der = HexFormat.of().parseHex(group.get("privateKeyPkcs8").asString());

        assertThat(PrivateKeys.parse(group.get("privateKeyPem").asString()).getModulus())
                .isEqualTo(modulus);
        assertThat(PrivateKeys.parse(KeyFiles.pem("PRIVATE KEY", der)).getModulus())
                .isEqualTo(modulus);
    }

    @ParameterizedTest
    @ValueSource(strings = "rsa_oaep_3072_sha256_mgf1sha256_test.json")
    void refusesKeyOf3072Bits(String file) throws Exception {
        var group = group(file);

        assertThatThrownBy(() -> PrivateKeys.parse(group.get("privateKeyPem").asString()))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("3072 bits");
    }

    private static JsonNode group(String file) throws Exception {
        var vectors = vectors();
        assumeTrue(vectors != null, "Skipped: there is no ../shared/vectors/wycheproof beside the project.");
        return JsonMapper.shared()
                .readTree(Files.readAllBytes(vectors.resolve(file)))
                .get("testGroups")
                .get(0);
    }

    private static @Nullable Path vectors() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var candidate = folder.resolveSibling("shared").resolve("vectors").resolve("wycheproof");
            if (Files.exists(folder.resolve("pom.xml")) && Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
