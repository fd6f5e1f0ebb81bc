package dev.penstock.crypto;

import static dev.penstock.crypto.KeyRefusals.PASSPHRASE;
import static dev.penstock.crypto.KeyRefusals.assertRefusal;
import static dev.penstock.crypto.KeyRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted keys that do not open, in ways that are not supported, or that would take too much work. */
class KeyEncryptionRefusalsTest {

    @TestFactory
    Stream<DynamicTest> refusesWrongPassphrase() {
        return encrypted()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertRefusal(
                                catchThrowableOfType(
                                        UnusableKeyException.class,
                                        () -> PrivateKeys.parse(KeyFiles.text(name), "battery-staple".toCharArray())),
                                "The passphrase does not open the private key:")));
    }

    @TestFactory
    Stream<DynamicTest> refusesMissingPassphrase() {
        var sentence = "The private key is encrypted and no passphrase was given:";
        return encrypted()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    assertRefusal(
                            catchThrowableOfType(
                                    UnusableKeyException.class, () -> PrivateKeys.parse(KeyFiles.text(name))),
                            sentence);
                    assertRefusal(
                            catchThrowableOfType(
                                    UnusableKeyException.class,
                                    () -> PrivateKeys.parse(KeyFiles.text(name), new char[0])),
                            sentence);
                }));
    }

    @Test
    void findsWrongPassphraseEvenWhenPaddingIsRightByChance() {
        // One in 256 wrong passphrases gives good padding; of a thousand, all have to meet the same sentence.
        for (int i = 0; i < 1000; i++) {
            var passphrase = ("wrong " + i).toCharArray();
            assertThatThrownBy(() -> PrivateKeys.parse(KeyFiles.text("pkcs1-aes128.pem"), passphrase))
                    .hasMessageStartingWith("The passphrase does not open the private key:");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BF-CBC", "DES-CBC", "AES-256-ECB"})
    void namesUnknownCipherOfTraditionalPem(String cipher) throws Exception {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new JcaMiscPEMGenerator(
                    PrivateKeys.parse(KeyFiles.text("pkcs8.pem")),
                    new JcePEMEncryptorBuilder(cipher)
                            .setProvider(new BouncyCastleProvider())
                            .build(PASSPHRASE)));
        }

        assertRefused(text.toString(), "The private key is encrypted in a way that is not supported, " + cipher);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.113549.1.5.3, MD5 and DES",
        "1.2.840.113549.1.12.1.6, SHA-1 and RC2",
        "1.3.6.1.4.1.99999.1, scheme 1.3.6.1.4.1.99999.1"
    })
    void namesUnknownScheme(String identifier, String name) throws Exception {
        assertRefused(
                encryptedBy(identifier, 2048),
                "The private key is encrypted in a way that is not supported, " + name + ". Convert it with: openssl");
    }

    @Test
    void namesUnknownPartsOfPbes2() {
        var text = HexFormat.of().formatHex(KeyFiles.der("pkcs8-pbes2-aes256.pem"));
        // AES-256-CBC becomes AES-256-GCM; HMAC-SHA256 becomes HMAC-SHA512/256; PBKDF2 becomes something else.
        assertRefused(
                hexPem(text.replace("60864801650304012a", "60864801650304012e")),
                "The private key is encrypted in a way that is not supported, cipher 2.16.840.1.101.3.4.1.46.");
        assertThatThrownBy(() -> PrivateKeys.parse(hexPem(text.replace("60864801650304012a", "60864801650304012e"))))
                .as("the cipher is named even before a passphrase is asked for")
                .hasMessageContaining("cipher 2.16.840.1.101.3.4.1.46.");
        assertRefused(
                hexPem(text.replace("2a864886f70d0209", "2a864886f70d020d")),
                "The private key is encrypted in a way that is not supported, PBKDF2 with function"
                        + " 1.2.840.113549.2.13.");
        assertRefused(
                hexPem(text.replace("2a864886f70d01050c", "2a864886f70d01057f")),
                "The private key is encrypted in a way that is not supported, key derivation"
                        + " 1.2.840.113549.1.5.127.");
    }

    @ParameterizedTest
    @ValueSource(longs = {10_000_001, Integer.MAX_VALUE, Long.MAX_VALUE})
    void refusesTooManyIterations(long iterations) throws Exception {
        assertRefused(
                encryptedBy(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC.getId(), iterations),
                "The encryption of the private key asks for too much work, more than 10,000,000 iterations.");
    }

    @Test
    void namesScryptAndTheCommandThatConvertsIt() {
        var sentence = "The private key is encrypted in a way that is not supported, scrypt. Convert it with:"
                + " openssl pkcs8 -topk8 -v2 aes-256-cbc -in private.pem -out converted.pem";

        assertRefused(KeyFiles.text("pkcs8-scrypt.pem"), sentence);
        assertThatThrownBy(() -> PrivateKeys.parse(KeyFiles.text("pkcs8-scrypt.pem")))
                .as("it is named even before a passphrase is asked for")
                .hasMessage(sentence);
    }

    @Test
    void namesTheSchemeThatTakesNoPassphraseOutsideOfAscii() {
        assertThatThrownBy(() ->
                        PrivateKeys.parse(KeyFiles.text("pkcs8-pbes1-sha1-3des.pem"), "p\u00e4ss phrase".toCharArray()))
                .hasMessageStartingWith("The private key is encrypted in a way that is not supported, SHA-1 and triple"
                        + " DES with a passphrase that is not ASCII. Convert it with: openssl pkcs8 -topk8");
    }

    private static Stream<String> encrypted() {
        return KeyFiles.usable().stream().filter(KeyFiles::isEncrypted);
    }

    private static String hexPem(String hex) {
        return KeyFiles.pem("ENCRYPTED PRIVATE KEY", HexFormat.of().parseHex(hex));
    }

    private static String encryptedBy(String identifier, long iterations) throws IOException {
        var parameters = new ASN1EncodableVector();
        parameters.add(new DEROctetString(new byte[8]));
        parameters.add(new ASN1Integer(iterations));
        var algorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier(identifier), new DERSequence(parameters));
        return KeyFiles.pem("ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(algorithm, new byte[64]).getEncoded());
    }
}
