package dev.penstock.crypto;

import static dev.penstock.crypto.KeyRefusals.assertRefused;

import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys, certificates and other things that are no RSA key of 2048 bits. */
class KeyKindRefusalsTest {

    @ParameterizedTest
    @CsvSource({
        "certificate.pem, This is a certificate",
        "public.pem, This is a public key",
        "public-pkcs1.pem, This is a public key",
        "refuse-ec.pem, 'This is an EC key, WhatsApp Flows takes RSA with 2048 bits only.'",
        "refuse-rsa1024.pem, 'The RSA key has 1024 bits, WhatsApp Flows takes 2048 only.'",
        "refuse-rsa4096.pem, 'The RSA key has 4096 bits, WhatsApp Flows takes 2048 only.'"
    })
    void refusesFile(String name, String sentence) {
        assertRefused(KeyFiles.text(name), sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "Ed25519, This is an Ed25519 key",
        "Ed448, This is an Ed448 key",
        "X25519, This is an X25519 key",
        "EC, This is an EC key",
        "DSA, This is a DSA key",
        "RSASSA-PSS, This is an RSA-PSS (signatures only) key",
    })
    void refusesKeyOfOtherAlgorithm(String algorithm, String sentence) throws Exception {
        var key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

        assertRefused(KeyFiles.pem("PRIVATE KEY", key.getEncoded()), sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "EC PRIVATE KEY, This is an EC key",
        "DSA PRIVATE KEY, This is a DSA key",
        "OPENSSH PRIVATE KEY, This is an OpenSSH private key",
        "PGP PRIVATE KEY BLOCK, This is another kind of key",
        "CERTIFICATE REQUEST, This is a certificate request",
        "X509 CRL, 'There is PEM in the text, but no RSA key in it.'"
    })
    void refusesBlock(String label, String sentence) {
        assertRefused(KeyFiles.pem(label, new byte[40]), sentence);
    }

    @Test
    void refusesOpenSshPublicKey() {
        assertRefused("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ user@host", "This is an OpenSSH public key");
    }
}
