package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.test.PublishedVectors;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The private keys of Project Wycheproof's OAEP vectors. */
class WycheproofPrivateKeysTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa_oaep_2048_sha1_mgf1sha1_test.json",
                "rsa_oaep_2048_sha256_mgf1sha1_test.json",
                "rsa_oaep_2048_sha256_mgf1sha256_test.json"
            })
    void readsKeyOf2048Bits(String file) {
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
    void refusesKeyOf3072Bits(String file) {
        var group = group(file);

        assertThatThrownBy(() -> PrivateKeys.parse(group.get("privateKeyPem").asString()))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("3072 bits");
    }

    private static JsonNode group(String file) {
        return PublishedVectors.groups(file).getFirst();
    }
}
