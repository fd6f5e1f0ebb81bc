package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.security.interfaces.RSAPrivateCrtKey;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.junit.jupiter.api.Test;

/** What is written here, read by BouncyCastle. */
class PrivateKeyWritingTest {

    private static final char[] PASSPHRASE = "päss phrase ☃".toCharArray();

    private final RSAPrivateCrtKey key = PrivateKeys.parse(KeyFiles.text("pkcs8.pem"));

    @Test
    void clearPemIsByteForByteWhatOpensslWrote() {
        assertThat(PrivateKeys.clearPem(key)).isEqualTo(KeyFiles.text("pkcs8.pem"));
    }

    @Test
    void bouncyCastleReadsClearPem() throws Exception {
        var info = (PrivateKeyInfo) read(PrivateKeys.clearPem(key));

        assertThat(new JcaPEMKeyConverter().getPrivateKey(info)).isEqualTo(key);
    }

    @Test
    void bouncyCastleReadsEncryptedPem() throws Exception {
        var encrypted = (PKCS8EncryptedPrivateKeyInfo) read(PrivateKeys.encryptedPem(key, PASSPHRASE));
        var decryptor = new JceOpenSSLPKCS8DecryptorProviderBuilder()
                .setProvider(new BouncyCastleProvider())
                .build(PASSPHRASE);

        assertThat(new JcaPEMKeyConverter().getPrivateKey(encrypted.decryptPrivateKeyInfo(decryptor)))
                .isEqualTo(key);
    }

    @Test
    void encryptsWithTheDocumentedParameters() throws Exception {
        var encrypted = (PKCS8EncryptedPrivateKeyInfo) read(PrivateKeys.encryptedPem(key, PASSPHRASE));
        var algorithm = encrypted.toASN1Structure().getEncryptionAlgorithm();
        var pbes2 = PBES2Parameters.getInstance(algorithm.getParameters());
        var pbkdf2 = PBKDF2Params.getInstance(pbes2.getKeyDerivationFunc().getParameters());
        EncryptionScheme cipher = pbes2.getEncryptionScheme();

        assertThat(algorithm.getAlgorithm()).isEqualTo(PKCSObjectIdentifiers.id_PBES2);
        assertThat(pbkdf2.getPrf().getAlgorithm()).isEqualTo(PKCSObjectIdentifiers.id_hmacWithSHA256);
        assertThat(pbkdf2.getIterationCount()).isEqualTo(600_000);
        assertThat(pbkdf2.getSalt()).hasSize(16);
        assertThat(cipher.getAlgorithm()).isEqualTo(NISTObjectIdentifiers.id_aes256_CBC);
    }

    @Test
    void takesNewSaltEachTime() {
        assertThat(PrivateKeys.encryptedPem(key, PASSPHRASE)).isNotEqualTo(PrivateKeys.encryptedPem(key, PASSPHRASE));
    }

    @Test
    void refusesPassphraseThatOpensslWouldNotTake() {
        assertThatThrownBy(() -> PrivateKeys.encryptedPem(key, "abc".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The passphrase has 3 characters, at least 4 are needed: choose a longer one.");
    }

    private static Object read(String pem) throws Exception {
        try (var parser = new PEMParser(new StringReader(pem))) {
            return parser.readObject();
        }
    }
}
