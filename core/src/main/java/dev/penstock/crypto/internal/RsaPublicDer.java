package dev.penstock.crypto.internal;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;

/** The three ways in which a public key comes: by itself, in a SubjectPublicKeyInfo, in a certificate. */
public final class RsaPublicDer {

    /** The longest public exponent that NIST SP 800-56B allows; everyone uses 65537. */
    static final int MAX_EXPONENT_BITS = 256;

    private static final int BITS = 2048;

    private RsaPublicDer() {}

    /** Finds the one public key in a text. */
    public static RSAPublicKey parse(String text) {
        var blocks = PemText.blocks(text);
        if (blocks.stream().anyMatch(PemBlock::isPrivateKey)) {
            throw Refusals.privateKeyForPublic();
        }
        var found =
                blocks.stream().filter(block -> Found.of(block) != Found.OTHER).toList();
        if (found.size() > 1) {
            throw Refusals.manyPublicKeys(found.size());
        }
        if (found.isEmpty()) {
            throw Refusals.otherBlock();
        }
        var block = found.getFirst();
        return switch (Found.of(block)) {
            case INFO -> fromInfo(new DerReader(block.decode()));
            case PKCS1 -> fromPkcs1(block.decode());
            case CERTIFICATE -> fromCertificate(block.decode());
            case OTHER -> throw Refusals.otherBlock();
        };
    }

    /** Makes the JDK's key of two numbers, if they can be an RSA-2048 key. */
    public static RSAPublicKey of(BigInteger modulus, BigInteger exponent) {
        if (modulus.bitLength() != BITS) {
            throw Refusals.bits(modulus.bitLength());
        }
        if (!modulus.testBit(0)
                || !exponent.testBit(0)
                || exponent.compareTo(BigInteger.TWO) < 0
                || exponent.bitLength() > MAX_EXPONENT_BITS) {
            throw Refusals.weakPublicKey();
        }
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException refused) {
            throw Refusals.weakPublicKey();
        }
    }

    private static RSAPublicKey fromPkcs1(byte[] der) {
        var outer = new DerReader(der);
        var key = outer.sequence();
        outer.expectEnd();
        var modulus = key.integer();
        var exponent = key.integer();
        key.expectEnd();
        return of(modulus, exponent);
    }

    private static RSAPublicKey fromInfo(DerReader outer) {
        var info = outer.sequence();
        outer.expectEnd();
        return fromInfoContent(info);
    }

    private static RSAPublicKey fromInfoContent(DerReader info) {
        Pkcs8.expectRsa(info.sequence());
        var key = info.bits();
        info.expectEnd();
        return fromPkcs1(key);
    }

    /** The certificate is only a container here: neither its signature nor its dates say anything about this key. */
    private static RSAPublicKey fromCertificate(byte[] der) {
        var outer = new DerReader(der);
        var certificate = outer.sequence();
        var content = certificate.sequence();
        if (content.nextIs(DerReader.CONTEXT_0)) {
            content.skip();
        }
        // Serial number, signature algorithm, issuer, validity, subject.
        for (int i = 0; i < 5; i++) {
            content.skip();
        }
        return fromInfoContent(content.sequence());
    }

    private enum Found {
        INFO,
        PKCS1,
        CERTIFICATE,
        OTHER;

        static Found of(PemBlock block) {
            return switch (block.label()) {
                case "PUBLIC KEY" -> INFO;
                case "RSA PUBLIC KEY" -> PKCS1;
                case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" -> CERTIFICATE;
                default -> OTHER;
            };
        }
    }
}
