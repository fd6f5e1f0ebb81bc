package dev.penstock.crypto.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.crypto.UnusableKeyException;
import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerReaderTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 1_000_000})
    void readsOctetsOfEveryLengthThatBouncyCastleWrites(int length) throws Exception {
        var octets = new DEROctetString(new byte[length]).getEncoded();

        assertThat(new DerReader(octets).octets()).hasSize(length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0",
                "0.39",
                "1.0",
                "1.39",
                "2.0",
                "2.5.4.3",
                "2.999.3",
                "1.2.840.113549.1.5.13",
                "1.3.6.1.4.1.11591.4.11",
                "2.16.840.1.101.3.4.1.42"
            })
    void readsAndWritesIdentifiersAsBouncyCastleDoes(String dotted) throws Exception {
        var encoded = new ASN1ObjectIdentifier(dotted).getEncoded();

        assertThat(new DerReader(encoded).identifier()).isEqualTo(dotted);
        assertThat(DerWriter.identifier(dotted)).isEqualTo(encoded);
    }

    @Test
    void readsIntegers() {
        assertThat(reader("020100").integer()).isEqualTo(BigInteger.ZERO);
        assertThat(reader("02020080").integer()).isEqualTo(128);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "02", "0200", "0201", "020180", "02020001", "02810101", "028201", "0280010000", "040100"})
    void refusesIntegerThatIsMissingNegativeOrNotShortest(String hex) {
        assertThatThrownBy(() -> reader(hex).integer()).isInstanceOf(UnusableKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3080",
                "30800000",
                "308100",
                "30817f",
                "30820080",
                "3083000100",
                "308400000001",
                "3085",
                "30ff",
                "3001"
            })
    void refusesLengthThatIsIndefiniteNotShortestOrBeyondTheEnd(String hex) {
        assertThatThrownBy(() -> reader(hex).sequence()).isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void refusesElementBeyondItsParentThoughTheBytesGoOn() {
        var sequence = reader("3003040500000000000000").sequence();

        assertThatThrownBy(sequence::octets).isInstanceOf(UnusableKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0300", "03020100", "030201"})
    void refusesBitStringWithoutWholeBytes(String hex) {
        assertThatThrownBy(() -> reader(hex).bits()).isInstanceOf(UnusableKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0600", "060188", "062101010101010101010101010101010101010101010101010101010101010101010101"})
    void refusesIdentifierThatIsEmptyUnfinishedOrTooLong(String hex) {
        assertThatThrownBy(() -> reader(hex).identifier()).isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void knowsOneWholeSequence() {
        assertThat(DerReader.isOneSequence(HexFormat.of().parseHex("3003020100")))
                .isTrue();
        assertThat(DerReader.isOneSequence(HexFormat.of().parseHex("300302010000")))
                .isFalse();
        assertThat(DerReader.isOneSequence(HexFormat.of().parseHex("30040201"))).isFalse();
        assertThat(DerReader.isOneSequence(new byte[0])).isFalse();
    }

    private static DerReader reader(String hex) {
        return new DerReader(HexFormat.of().parseHex(hex));
    }
}
