package dev.penstock.crypto.internal;

import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From a text to the one private key in it, and back. */
public final class PrivateKeyText {

    private static final String CLEAR = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";

    private PrivateKeyText() {}

    /** Reads the key; a passphrase that is not needed is not used. */
    public static RSAPrivateCrtKey read(String text, char @Nullable [] passphrase) {
        return numbers(onlyPrivateKey(text), passphrase).checked().toKey();
    }

    /** Writes clear PKCS#8. */
    public static String write(RSAPrivateCrtKey key) {
        var der = Pkcs8.write(RsaPrivateNumbers.of(key).checked());
        try {
            return PemBlock.encode(CLEAR, der);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    /** Writes encrypted PKCS#8. */
    public static String write(RSAPrivateCrtKey key, char[] passphrase, SecureRandom random) {
        var der = Pkcs8.write(RsaPrivateNumbers.of(key).checked());
        try {
            return PemBlock.encode(ENCRYPTED, Pbes2.encrypt(der, passphrase, random));
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    private static RsaPrivateNumbers numbers(PemBlock block, char @Nullable [] passphrase) {
        return switch (block.label()) {
            case CLEAR -> wiping(block.decode(), Pkcs8::read);
            case ENCRYPTED -> wiping(EncryptedPkcs8.decrypt(block.decode(), passphrase), Pkcs8::read);
            case PKCS1 -> wiping(pkcs1(block, passphrase), RsaPrivateNumbers::fromPkcs1);
            case "EC PRIVATE KEY" -> throw Refusals.algorithm("an EC");
            case "DSA PRIVATE KEY" -> throw Refusals.algorithm("a DSA");
            case "OPENSSH PRIVATE KEY" -> throw Refusals.openSsh(true);
            default -> throw Refusals.algorithm("another kind of");
        };
    }

    private static byte[] pkcs1(PemBlock block, char @Nullable [] passphrase) {
        var cipher = block.cipher();
        if (cipher == null) {
            return block.decode();
        }
        var iv = block.salt();
        if (iv == null) {
            throw Refusals.damaged();
        }
        return TraditionalPem.decrypt(cipher, iv, passphrase, block.decode());
    }

    private static RsaPrivateNumbers wiping(byte[] der, Function<byte[], RsaPrivateNumbers> reading) {
        try {
            return reading.apply(der);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    private static PemBlock onlyPrivateKey(String text) {
        var blocks = PemText.blocks(text);
        var keys = blocks.stream().filter(PemBlock::isPrivateKey).toList();
        if (keys.size() > 1) {
            throw Refusals.manyPrivateKeys(keys.size());
        }
        if (keys.isEmpty()) {
            throw switch (blocks.getFirst().label()) {
                case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" -> Refusals.certificate();
                case "PUBLIC KEY", "RSA PUBLIC KEY" -> Refusals.publicKey();
                case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" -> Refusals.certificateRequest();
                default -> Refusals.otherBlock();
            };
        }
        return keys.getFirst();
    }
}
