package dev.penstock.crypto.internal;

import org.jspecify.annotations.Nullable;

/** The encrypted PKCS#8 wrapping (RFC 5958, section 3): which scheme, with which parameters, around which bytes. */
final class EncryptedPkcs8 {

    /** More than anybody uses (OWASP asks for 600,000 of SHA-256), and about ten seconds of work. */
    private static final int MAX_ITERATIONS = 10_000_000;

    private EncryptedPkcs8() {}

    /** Returns the clear PKCS#8, which the caller wipes. */
    static byte[] decrypt(byte[] der, char @Nullable [] passphrase) {
        var outer = new DerReader(der);
        var info = outer.sequence();
        outer.expectEnd();
        var scheme = info.sequence();
        var ciphertext = info.octets();
        info.expectEnd();
        var identifier = scheme.identifier();
        return switch (identifier) {
            case Pbes2.IDENTIFIER -> Pbes2.decrypt(scheme, passphrase, ciphertext);
            case Pbes1.SHA1_3DES -> Pbes1.decrypt(scheme, Passphrase.needed(passphrase), ciphertext);
            default -> throw Refusals.unknownCipher(nameOf(identifier));
        };
    }

    static int iterations(DerReader parameters) {
        var iterations = parameters.integer();
        if (iterations.signum() == 0) {
            throw Refusals.damaged();
        }
        if (iterations.bitLength() > 31 || iterations.intValue() > MAX_ITERATIONS) {
            throw Refusals.tooCostly("more than %,d iterations".formatted(MAX_ITERATIONS));
        }
        return iterations.intValue();
    }

    private static String nameOf(String identifier) {
        return switch (identifier) {
            case "1.2.840.113549.1.5.1" -> "MD2 and DES";
            case "1.2.840.113549.1.5.3" -> "MD5 and DES";
            case "1.2.840.113549.1.5.6" -> "MD5 and RC2";
            case "1.2.840.113549.1.5.10" -> "SHA-1 and DES";
            case "1.2.840.113549.1.5.11" -> "SHA-1 and RC2";
            case "1.2.840.113549.1.12.1.1", "1.2.840.113549.1.12.1.2" -> "SHA-1 and RC4";
            case "1.2.840.113549.1.12.1.4" -> "SHA-1 and two-key triple DES";
            case "1.2.840.113549.1.12.1.5", "1.2.840.113549.1.12.1.6" -> "SHA-1 and RC2";
            default -> "scheme " + identifier;
        };
    }
}
