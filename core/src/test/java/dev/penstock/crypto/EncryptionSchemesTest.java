package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every supported pair of key derivation and cipher, written by BouncyCastle with a passphrase outside of ASCII. */
class EncryptionSchemesTest {

    private static final char[] PASSPHRASE = "päss phrase ☃".toCharArray();
    private static final char[] ASCII = "pass phrase".toCharArray();

    private static final Map<String, ASN1ObjectIdentifier> CIPHERS = Map.of(
            "DES-EDE3-CBC", PKCSObjectIdentifiers.des_EDE3_CBC,
            "AES-128-CBC", NISTObjectIdentifiers.id_aes128_CBC,
            "AES-192-CBC", NISTObjectIdentifiers.id_aes192_CBC,
            "AES-256-CBC", NISTObjectIdentifiers.id_aes256_CBC);

    private static final Map<String, ASN1ObjectIdentifier> FUNCTIONS = Map.of(
            "SHA-1", PKCSObjectIdentifiers.id_hmacWithSHA1,
            "SHA-224", PKCSObjectIdentifiers.id_hmacWithSHA224,
            "SHA-256", PKCSObjectIdentifiers.id_hmacWithSHA256,
            "SHA-384", PKCSObjectIdentifiers.id_hmacWithSHA384,
            "SHA-512", PKCSObjectIdentifiers.id_hmacWithSHA512);

    private final BouncyCastleProvider provider = new BouncyCastleProvider();
    private final RSAPrivateCrtKey key = PrivateKeys.parse(KeyFiles.text("pkcs8.pem"));

    @TestFactory
    Stream<DynamicTest> readsPbes2() {
        return CIPHERS.entrySet().stream()
                .flatMap(cipher -> FUNCTIONS.entrySet().stream().map(function -> {
                    // With SHA-1 BouncyCastle does not take a passphrase as UTF-8, OpenSSL does: see OpensslTest.
                    var passphrase = function.getKey().equals("SHA-1") ? ASCII : PASSPHRASE;
                    return test(
                            cipher.getKey() + " with PBKDF2-HMAC-" + function.getKey(),
                            passphrase,
                            () -> new JcaPKCS8Generator(
                                    key,
                                    new JceOpenSSLPKCS8EncryptorBuilder(cipher.getValue())
                                            .setPRF(new AlgorithmIdentifier(function.getValue(), DERNull.INSTANCE))
                                            .setProvider(provider)
                                            .setPassword(passphrase)
                                            .build()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> readsPbes1() {
        return Stream.of(test(
                "SHA-1 with triple DES",
                ASCII,
                () -> new JcaPKCS8Generator(
                        key,
                        new JceOpenSSLPKCS8EncryptorBuilder(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC)
                                .setProvider(provider)
                                .setPassword(ASCII)
                                .build())));
    }

    @TestFactory
    Stream<DynamicTest> readsTraditionalPem() {
        // Nor here.
        return CIPHERS.keySet().stream()
                .map(cipher -> DynamicTest.dynamicTest(cipher, () -> {
                    var encryptor = new JcePEMEncryptorBuilder(cipher)
                            .setProvider(provider)
                            .build(ASCII);
                    var pem = write(new JcaMiscPEMGenerator(key, encryptor));

                    assertThat(PrivateKeys.parse(pem, ASCII)).isEqualTo(key);
                }));
    }

    private DynamicTest test(String name, char[] passphrase, Writing writing) {
        return DynamicTest.dynamicTest(
                name,
                () -> assertThat(PrivateKeys.parse(write(writing.generator()), passphrase))
                        .isEqualTo(key));
    }

    private static String write(PemObjectGenerator generator) throws Exception {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(generator);
        }
        return text.toString();
    }

    private interface Writing {
        PemObjectGenerator generator() throws Exception;
    }
}
