package dev.penstock.crypto.internal;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The scheme that OpenSSL uses today: a key derivation and a cipher, each named by itself (RFC 8018, appendix A.4). */
final class Pbes2 {

    static final String IDENTIFIER = "1.2.840.113549.1.5.13";

    private static final String PBKDF2 = "1.2.840.113549.1.5.12";
    private static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";
    private static final String HMAC_SHA256 = "1.2.840.113549.2.9";
    private static final String AES_256_CBC = "2.16.840.1.101.3.4.1.42";
    private static final int MAX_SALT_BYTES = 1024;

    /** What OWASP's password storage guidance asks of PBKDF2 with HMAC-SHA256. */
    private static final int ITERATIONS = 600_000;

    private static final int SALT_BYTES = 16;

    private Pbes2() {}

    static byte[] decrypt(DerReader scheme, char @Nullable [] passphrase, byte[] ciphertext) {
        var parameters = scheme.sequence();
        scheme.expectEnd();
        var derivation = parameters.sequence();
        var encryption = parameters.sequence();
        parameters.expectEnd();
        var cipher = cipher(encryption.identifier());
        var iv = encryption.octets();
        encryption.expectEnd();
        expectPbkdf2(derivation.identifier());
        return cipher.decrypt(deriveKey(derivation, Passphrase.needed(passphrase), cipher.keyBytes()), iv, ciphertext);
    }

    /** Encrypts with PBKDF2-HMAC-SHA256 and AES-256-CBC, and returns the whole encrypted PKCS#8. */
    static byte[] encrypt(byte[] clear, char[] passphrase, SecureRandom random) {
        var cipher = Cbc.AES_256;
        var salt = new byte[SALT_BYTES];
        var iv = new byte[cipher.blockBytes()];
        random.nextBytes(salt);
        random.nextBytes(iv);
        var key = Pbkdf2.derive("SHA256", passphrase, salt, ITERATIONS, cipher.keyBytes());
        var derivation = DerWriter.sequence(
                DerWriter.identifier(PBKDF2),
                DerWriter.sequence(
                        DerWriter.octets(salt.clone()),
                        DerWriter.integer(BigInteger.valueOf(ITERATIONS)),
                        DerWriter.sequence(DerWriter.identifier(HMAC_SHA256), DerWriter.nullValue())));
        var encryption = DerWriter.sequence(DerWriter.identifier(AES_256_CBC), DerWriter.octets(iv.clone()));
        return DerWriter.sequence(
                DerWriter.sequence(DerWriter.identifier(IDENTIFIER), DerWriter.sequence(derivation, encryption)),
                DerWriter.octets(cipher.encrypt(key, iv, clear)));
    }

    private static void expectPbkdf2(String identifier) {
        if (!identifier.equals(PBKDF2)) {
            throw Refusals.unknownCipher(identifier.equals(SCRYPT) ? "scrypt" : "key derivation " + identifier);
        }
    }

    private static byte[] deriveKey(DerReader derivation, char[] passphrase, int length) {
        var parameters = derivation.sequence();
        derivation.expectEnd();
        var salt = parameters.octets();
        if (salt.length == 0 || salt.length > MAX_SALT_BYTES) {
            throw Refusals.damaged();
        }
        int iterations = EncryptedPkcs8.iterations(parameters);
        expectLength(parameters, length);
        var hash = parameters.atEnd() ? "SHA1" : hash(parameters.sequence());
        parameters.expectEnd();
        return Pbkdf2.derive(hash, passphrase, salt, iterations, length);
    }

    /** The length of the key may be told, but then it has to be the one that the cipher has. */
    private static void expectLength(DerReader parameters, int length) {
        if (parameters.nextIs(DerReader.INTEGER) && !parameters.integer().equals(BigInteger.valueOf(length))) {
            throw Refusals.damaged();
        }
    }

    private static String hash(DerReader function) {
        var identifier = function.identifier();
        function.nullValue();
        function.expectEnd();
        return switch (identifier) {
            case "1.2.840.113549.2.7" -> "SHA1";
            case "1.2.840.113549.2.8" -> "SHA224";
            case HMAC_SHA256 -> "SHA256";
            case "1.2.840.113549.2.10" -> "SHA384";
            case "1.2.840.113549.2.11" -> "SHA512";
            default -> throw Refusals.unknownCipher("PBKDF2 with function " + identifier);
        };
    }

    private static Cbc cipher(String identifier) {
        return switch (identifier) {
            case "1.2.840.113549.3.7" -> Cbc.DES_EDE3;
            case "2.16.840.1.101.3.4.1.2" -> Cbc.AES_128;
            case "2.16.840.1.101.3.4.1.22" -> Cbc.AES_192;
            case AES_256_CBC -> Cbc.AES_256;
            default -> throw Refusals.unknownCipher("cipher " + identifier);
        };
    }
}
