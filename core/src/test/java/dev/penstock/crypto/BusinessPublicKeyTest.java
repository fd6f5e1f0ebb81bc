package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessPublicKeyTest {

    private final BusinessPublicKey key = BusinessPublicKey.of(PrivateKeys.parse(KeyFiles.text("pkcs8.pem")));

    @ParameterizedTest
    @ValueSource(strings = {"public.pem", "public-pkcs1.pem", "certificate.pem"})
    void readsEveryWrappingInEveryForm(String name) {
        var text = KeyFiles.text(name);

        assertThat(BusinessPublicKey.parse(text)).isEqualTo(key);
        assertThat(BusinessPublicKey.parse("some text\n" + text.replace("\n", "\r\n")))
                .isEqualTo(key);
        assertThat(BusinessPublicKey.parse(text.replace("\n", "\\n"))).isEqualTo(key);
        assertThat(BusinessPublicKey.parse(text.replace('\n', ' '))).isEqualTo(key);
        assertThat(BusinessPublicKey.parse(
                        Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(key);
    }

    @Test
    void writesWhatOpensslWrites() {
        assertThat(key.pem()).isEqualTo(KeyFiles.text("public.pem"));
    }

    @Test
    void hasIdThatIsTheBeginningOfTheHashOfItsEncoding() throws Exception {
        var hash = MessageDigest.getInstance("SHA-256").digest(KeyFiles.der("public.pem"));

        assertThat(key.id()).isEqualTo(HexFormat.of().formatHex(hash, 0, 8));
        assertThat(key).hasToString("BusinessPublicKey[" + key.id() + "]");
    }

    @TestFactory
    Stream<DynamicTest> refusesPrivateKeyWithAWarning() {
        return Stream.concat(KeyFiles.usable().stream(), Stream.of("refuse-ec.pem"))
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertRefused(
                                KeyFiles.text(name),
                                "This is a private key, the public key is needed. A private key should never"
                                        + " leave the machine")));
    }

    @Test
    void refusesPrivateKeyBesideThePublicKey() {
        assertRefused(KeyFiles.text("public.pem") + KeyFiles.text("pkcs8.pem"), "This is a private key");
    }

    @ParameterizedTest
    @CsvSource({"1024, The RSA key has 1024 bits", "3072, The RSA key has 3072 bits", "4096, The RSA key has 4096 bits"
    })
    void refusesOtherSizes(int bits, String sentence) throws Exception {
        assertRefused(pem("RSA", bits), sentence);
    }

    @ParameterizedTest
    @CsvSource({"EC, 256, This is an EC key", "Ed25519, 255, This is an Ed25519 key", "DSA, 2048, This is a DSA key"})
    void refusesOtherAlgorithms(String algorithm, int bits, String sentence) throws Exception {
        assertRefused(pem(algorithm, bits), sentence);
    }

    @Test
    void refusesTwoKeys() {
        assertRefused(KeyFiles.text("public.pem") + KeyFiles.text("certificate.pem"), "There are 2 public keys");
    }

    @Test
    void refusesTruncatedEmptyAndOtherTexts() {
        assertRefused(KeyFiles.text("public.pem").substring(0, 300), "The key is truncated:");
        assertRefused("", "There is no key: the text is empty.");
        assertRefused("ssh-rsa AAAAB3NzaC1yc2E= me@host", "This is an OpenSSH public key");
        assertRefused(KeyFiles.pem("X509 CRL", new byte[9]), "There is PEM in the text, but no RSA key in it.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 65536})
    void refusesExponentsThatNoKeyHas(int exponent) {
        assertThatThrownBy(() -> BusinessPublicKey.of(withExponent(BigInteger.valueOf(exponent))))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageStartingWith("The numbers of the RSA public key cannot be right:");
    }

    @Test
    void refusesExponentThatTakesForever() {
        assertThatThrownBy(() -> BusinessPublicKey.of(
                        withExponent(BigInteger.ONE.shiftLeft(256).add(BigInteger.ONE))))
                .isInstanceOf(UnusableKeyException.class);
    }

    private RSAPublicKey withExponent(BigInteger exponent) {
        return new ForeignKey(key.rsaPublicKey().getModulus(), exponent);
    }

    private static String pem(String algorithm, int bits) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return KeyFiles.pem(
                "PUBLIC KEY", generator.generateKeyPair().getPublic().getEncoded());
    }

    private static void assertRefused(String text, String sentence) {
        assertThatThrownBy(() -> BusinessPublicKey.parse(text))
                .isInstanceOf(UnusableKeyException.class)
                .hasNoCause()
                .hasMessageStartingWith(sentence)
                .satisfies(SecretText::assertAbsent);
    }

    /** A key of some other provider, whose numbers nobody checked. */
    private record ForeignKey(BigInteger modulus, BigInteger exponent) implements RSAPublicKey {

        @Override
        public BigInteger getModulus() {
            return modulus;
        }

        @Override
        public BigInteger getPublicExponent() {
            return exponent;
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }
}
