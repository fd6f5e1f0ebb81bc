package dev.penstock.crypto;

import static dev.penstock.crypto.KeyRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RSA keys whose numbers do not belong together. */
class KeyNumbersTest {

    private final RSAPrivateCrtKey key = PrivateKeys.parse(KeyFiles.text("pkcs8.pem"));

    private final BigInteger[] good = {
        key.getModulus(),
        key.getPublicExponent(),
        key.getPrivateExponent(),
        key.getPrimeP(),
        key.getPrimeQ(),
        key.getPrimeExponentP(),
        key.getPrimeExponentQ(),
        key.getCrtCoefficient()
    };

    @Test
    void acceptsThemAsTheyAre() throws IOException {
        assertThat(PrivateKeys.parse(pem(0, good))).isEqualTo(key);
    }

    @Test
    void refusesKeyWithoutPrimes() throws IOException {
        var zero = BigInteger.ZERO;

        assertRefused(
                pem(0, good[0], zero, good[2], zero, zero, zero, zero, zero),
                "The RSA key has only modulus and private exponent, its primes are missing:");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void refusesEachNumberWhenItIsOffByTwo(int which) throws IOException {
        var numbers = good.clone();
        numbers[which] = numbers[which].add(BigInteger.TWO);

        assertRefused(pem(0, numbers), "The numbers of the RSA key do not belong together");
    }

    @Test
    void refusesSwappedPrimes() throws IOException {
        assertRefused(
                pem(0, good[0], good[1], good[2], good[4], good[3], good[5], good[6], good[7]),
                "The numbers of the RSA key do not belong together");
    }

    @Test
    void refusesFactorsThatAreNotPrimeThoughAllEquationsHold() throws IOException {
        var one = BigInteger.ONE;
        BigInteger p;
        BigInteger q = good[3];
        BigInteger inverse;
        var e = good[1];
        var candidate = BigInteger.ONE
                .shiftLeft(1023)
                .add(BigInteger.ONE.shiftLeft(1022))
                .add(one);
        while (candidate.isProbablePrime(50)
                || candidate.multiply(q).bitLength() != 2048
                || !candidate.subtract(one).gcd(e).equals(one)
                || !candidate.gcd(q).equals(one)) {
            candidate = candidate.add(BigInteger.TWO);
        }
        p = candidate;
        inverse = q.modInverse(p);
        var d = e.modInverse(p.subtract(one).multiply(q.subtract(one)));

        assertRefused(
                pem(0, p.multiply(q), e, d, p, q, d.mod(p.subtract(one)), d.mod(q.subtract(one)), inverse),
                "The numbers of the RSA key do not belong together");
    }

    @Test
    void refusesMoreThanTwoPrimes() throws IOException {
        assertRefused(pem(1, good), "The RSA key is made of more than two primes");
    }

    @Test
    void refusesNegativeNumbers() throws IOException {
        var numbers = good.clone();
        numbers[2] = numbers[2].negate();

        assertRefused(pem(0, numbers), "The key is damaged:");
    }

    @Test
    void refusesHugeModulusAtOnce() throws IOException {
        var numbers = good.clone();
        numbers[0] = BigInteger.ONE.shiftLeft(300_000).add(BigInteger.ONE);

        assertRefused(pem(0, numbers), "The RSA key has 300001 bits");
    }

    private static String pem(int version, BigInteger... numbers) throws IOException {
        var sequence = new ASN1EncodableVector();
        sequence.add(new ASN1Integer(version));
        for (var number : numbers) {
            sequence.add(new ASN1Integer(number));
        }
        return KeyFiles.pem("RSA PRIVATE KEY", new DERSequence(sequence).getEncoded());
    }
}
