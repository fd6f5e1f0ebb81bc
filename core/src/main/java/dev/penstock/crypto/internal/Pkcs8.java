package dev.penstock.crypto.internal;

import java.math.BigInteger;
import java.util.Arrays;

/** The clear PKCS#8 wrapping of a private key (RFC 5958), which says what kind of key is inside. */
final class Pkcs8 {

    static final String RSA = "1.2.840.113549.1.1.1";

    private Pkcs8() {}

    static RsaPrivateNumbers read(byte[] der) {
        var outer = new DerReader(der);
        var info = outer.sequence();
        outer.expectEnd();
        // Version 1 may have the public key at the end; that and attributes are allowed and not needed.
        if (info.integer().compareTo(BigInteger.ONE) > 0) {
            throw Refusals.damaged();
        }
        expectRsa(info.sequence());
        var pkcs1 = info.octets();
        try {
            return RsaPrivateNumbers.fromPkcs1(pkcs1);
        } finally {
            Arrays.fill(pkcs1, (byte) 0);
        }
    }

    static byte[] write(RsaPrivateNumbers numbers) {
        return DerWriter.sequence(
                DerWriter.integer(BigInteger.ZERO),
                DerWriter.sequence(DerWriter.identifier(RSA), DerWriter.nullValue()),
                DerWriter.octets(numbers.toPkcs1()));
    }

    /** Reads an algorithm identifier and refuses all but plain RSA, by name. */
    static void expectRsa(DerReader algorithm) {
        var identifier = algorithm.identifier();
        if (!identifier.equals(RSA)) {
            throw Refusals.algorithm(nameOf(identifier));
        }
        if (!algorithm.atEnd()) {
            algorithm.nullValue();
            algorithm.expectEnd();
        }
    }

    private static String nameOf(String identifier) {
        return switch (identifier) {
            case "1.2.840.10045.2.1" -> "an EC";
            case "1.3.101.110" -> "an X25519";
            case "1.3.101.111" -> "an X448";
            case "1.3.101.112" -> "an Ed25519";
            case "1.3.101.113" -> "an Ed448";
            case "1.2.840.10040.4.1" -> "a DSA";
            case "1.2.840.113549.1.3.1" -> "a Diffie-Hellman";
            case "1.2.840.113549.1.1.10" -> "an RSA-PSS (signatures only)";
            case "1.2.840.113549.1.1.7" -> "an RSA-OAEP (restricted)";
            default -> "another kind of";
        };
    }
}
