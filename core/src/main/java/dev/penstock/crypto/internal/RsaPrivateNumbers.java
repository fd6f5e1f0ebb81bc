package dev.penstock.crypto.internal;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;

/**
 * The eight numbers of an RSA private key in the order of PKCS#1 (RFC 8017, A.1.2): modulus, public exponent, private
 * exponent, two primes, two exponents, coefficient.
 */
final class RsaPrivateNumbers {

    private static final int BITS = 2048;
    private static final BigInteger ONE = BigInteger.ONE;

    private final BigInteger n;
    private final BigInteger e;
    private final BigInteger d;
    private final BigInteger p;
    private final BigInteger q;
    private final BigInteger dp;
    private final BigInteger dq;
    private final BigInteger inverse;

    private RsaPrivateNumbers(BigInteger... numbers) {
        n = numbers[0];
        e = numbers[1];
        d = numbers[2];
        p = numbers[3];
        q = numbers[4];
        dp = numbers[5];
        dq = numbers[6];
        inverse = numbers[7];
    }

    static RsaPrivateNumbers of(RSAPrivateCrtKey key) {
        return new RsaPrivateNumbers(
                key.getModulus(),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                key.getPrimeP(),
                key.getPrimeQ(),
                key.getPrimeExponentP(),
                key.getPrimeExponentQ(),
                key.getCrtCoefficient());
    }

    /** Reads the inside of BEGIN RSA PRIVATE KEY. */
    static RsaPrivateNumbers fromPkcs1(byte[] der) {
        var outer = new DerReader(der);
        var key = outer.sequence();
        outer.expectEnd();
        if (!key.integer().equals(BigInteger.ZERO)) {
            throw Refusals.manyPrimes();
        }
        var numbers = new BigInteger[8];
        Arrays.setAll(numbers, i -> key.integer());
        key.expectEnd();
        return new RsaPrivateNumbers(numbers);
    }

    byte[] toPkcs1() {
        return DerWriter.sequence(
                DerWriter.integer(BigInteger.ZERO),
                DerWriter.integer(n),
                DerWriter.integer(e),
                DerWriter.integer(d),
                DerWriter.integer(p),
                DerWriter.integer(q),
                DerWriter.integer(dp),
                DerWriter.integer(dq),
                DerWriter.integer(inverse));
    }

    /**
     * Refuses another size than 2048 bits and numbers that do not belong together, so that start-up fails, not a
     * request.
     */
    RsaPrivateNumbers checked() {
        if (n.bitLength() != BITS) {
            throw Refusals.bits(n.bitLength());
        }
        if (p.signum() == 0 || q.signum() == 0) {
            throw Refusals.withoutPrimes();
        }
        if (!hasSaneSizes() || !p.multiply(q).equals(n) || !exponentsMatch() || !restoresANumber()) {
            throw Refusals.inconsistent();
        }
        return this;
    }

    private boolean hasSaneSizes() {
        return e.testBit(0)
                && e.compareTo(ONE) > 0
                && e.bitLength() <= RsaPublicDer.MAX_EXPONENT_BITS
                && d.compareTo(n) < 0
                && p.compareTo(ONE) > 0
                && q.compareTo(ONE) > 0;
    }

    private boolean exponentsMatch() {
        var p1 = p.subtract(ONE);
        var q1 = q.subtract(ONE);
        return e.multiply(d).mod(p1).equals(ONE.mod(p1))
                && e.multiply(d).mod(q1).equals(ONE.mod(q1))
                && dp.equals(d.mod(p1))
                && dq.equals(d.mod(q1))
                && inverse.compareTo(p) < 0
                && inverse.multiply(q).mod(p).equals(ONE);
    }

    /**
     * Encrypts and decrypts one number, as RSA does it by both factors: with factors that are not prime, all equations
     * can hold and this still fails.
     */
    private boolean restoresANumber() {
        var encrypted = BigInteger.TWO.modPow(e, n);
        return encrypted.modPow(dp, p).equals(BigInteger.TWO.mod(p))
                && encrypted.modPow(dq, q).equals(BigInteger.TWO.mod(q));
    }

    RSAPrivateCrtKey toKey() {
        try {
            var spec = new RSAPrivateCrtKeySpec(n, e, d, p, q, dp, dq, inverse);
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException refused) {
            throw Refusals.inconsistent();
        }
    }
}
