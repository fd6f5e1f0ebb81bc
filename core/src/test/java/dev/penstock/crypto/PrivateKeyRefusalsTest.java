package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a private key is refused, each with the beginning of its own sentence. */
class PrivateKeyRefusalsTest {

    private static final char[] PASSPHRASE = KeyFiles.PASSPHRASE.toCharArray();

    @Nested
    class Texts {

        @ParameterizedTest
        @ValueSource(strings = {"", " \r\n\t"})
        void refusesNothing(String text) {
            assertRefused(text, "There is no key: the text is empty.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"hello", "/etc/penstock/private.pem", "aGVsbG8=", "{\"kty\":\"RSA\"}"})
        void refusesWhatIsNoKeyAtAll(String text) {
            assertRefused(text, "This is no key:");
        }

        @Test
        void refusesTooLargeText() {
            assertRefused(KeyFiles.text("pkcs8.pem") + " ".repeat(65_536), "The text is larger than 65536 bytes");
        }

        @Test
        void readsTextOfTheLargestSize() {
            var key = KeyFiles.text("pkcs8.pem");

            assertThat(PrivateKeys.parse(key + " ".repeat(65_536 - key.length())))
                    .isNotNull();
        }

        @Test
        void refusesKeyWithoutItsEnd() {
            var text = KeyFiles.text("pkcs8.pem");

            assertRefused(text.substring(0, text.length() / 2), "The key is truncated:");
            assertRefused(text.substring(0, 20), "The key is truncated:");
        }

        @Test
        void refusesKeyWithoutItsMiddle() {
            var text = KeyFiles.text("pkcs8.pem");

            assertRefused(text.substring(0, 200) + text.substring(400), "The key is damaged:");
        }

        @Test
        void refusesEmptyBlock() {
            assertRefused("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", "The key is damaged:");
        }

        @Test
        void refusesBase64OfDer() {
            assertRefused(
                    Base64.getEncoder().encodeToString(KeyFiles.der("pkcs8.pem")), "This is Base64 without the lines");
        }

        @Test
        void refusesBase64TakenTwice() {
            var once = Base64.getEncoder()
                    .encodeToString(KeyFiles.text("pkcs8.pem").getBytes(StandardCharsets.US_ASCII));

            assertRefused(
                    Base64.getEncoder().encodeToString(once.getBytes(StandardCharsets.US_ASCII)), "This is no key:");
        }

        @Test
        void refusesTwoPrivateKeys() {
            assertRefused(
                    KeyFiles.text("pkcs8.pem") + KeyFiles.text("refuse-ec.pem"),
                    "There are 2 private keys in the text, one is needed:");
        }
    }

    @Nested
    class OtherThings {

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

    @Nested
    class Encryption {

        @TestFactory
        Stream<DynamicTest> refusesWrongPassphrase() {
            return encrypted()
                    .map(name -> DynamicTest.dynamicTest(
                            name,
                            () -> assertRefusal(
                                    catchThrowableOfType(
                                            UnusableKeyException.class,
                                            () -> PrivateKeys.parse(
                                                    KeyFiles.text(name), "battery-staple".toCharArray())),
                                    "The passphrase does not open the private key:")));
        }

        @TestFactory
        Stream<DynamicTest> refusesMissingPassphrase() {
            var sentence = "The private key is encrypted and no passphrase was given:";
            return encrypted()
                    .map(name -> DynamicTest.dynamicTest(name, () -> {
                        assertRefusal(
                                catchThrowableOfType(
                                        UnusableKeyException.class, () -> PrivateKeys.parse(KeyFiles.text(name))),
                                sentence);
                        assertRefusal(
                                catchThrowableOfType(
                                        UnusableKeyException.class,
                                        () -> PrivateKeys.parse(KeyFiles.text(name), new char[0])),
                                sentence);
                    }));
        }

        @Test
        void findsWrongPassphraseEvenWhenPaddingIsRightByChance() {
            // One in 256 wrong passphrases gives good padding; of a thousand, all have to meet the same sentence.
            for (int i = 0; i < 1000; i++) {
                var passphrase = ("wrong " + i).toCharArray();
                assertThatThrownBy(() -> PrivateKeys.parse(KeyFiles.text("pkcs1-aes128.pem"), passphrase))
                        .hasMessageStartingWith("The passphrase does not open the private key:");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"BF-CBC", "DES-CBC", "AES-256-ECB"})
        void namesUnknownCipherOfTraditionalPem(String cipher) throws Exception {
            var text = new StringWriter();
            try (var writer = new PemWriter(text)) {
                writer.writeObject(new JcaMiscPEMGenerator(
                        PrivateKeys.parse(KeyFiles.text("pkcs8.pem")),
                        new JcePEMEncryptorBuilder(cipher)
                                .setProvider(new BouncyCastleProvider())
                                .build(PASSPHRASE)));
            }

            assertRefused(text.toString(), "The private key is encrypted in a way that is not supported, " + cipher);
        }

        @ParameterizedTest
        @CsvSource({
            "1.2.840.113549.1.5.3, MD5 and DES",
            "1.2.840.113549.1.12.1.6, SHA-1 and RC2",
            "1.3.6.1.4.1.99999.1, scheme 1.3.6.1.4.1.99999.1"
        })
        void namesUnknownScheme(String identifier, String name) throws Exception {
            assertRefused(
                    encryptedBy(identifier, 2048),
                    "The private key is encrypted in a way that is not supported, " + name
                            + ". Convert it with: openssl");
        }

        @Test
        void namesUnknownPartsOfPbes2() {
            var text = HexFormat.of().formatHex(KeyFiles.der("pkcs8-pbes2-aes256.pem"));
            // AES-256-CBC becomes AES-256-GCM; HMAC-SHA256 becomes HMAC-SHA512/256; PBKDF2 becomes something else.
            assertRefused(
                    hexPem(text.replace("60864801650304012a", "60864801650304012e")),
                    "The private key is encrypted in a way that is not supported, cipher 2.16.840.1.101.3.4.1.46.");
            assertThatThrownBy(
                            () -> PrivateKeys.parse(hexPem(text.replace("60864801650304012a", "60864801650304012e"))))
                    .as("the cipher is named even before a passphrase is asked for")
                    .hasMessageContaining("cipher 2.16.840.1.101.3.4.1.46.");
            assertRefused(
                    hexPem(text.replace("2a864886f70d0209", "2a864886f70d020d")),
                    "The private key is encrypted in a way that is not supported, PBKDF2 with function"
                            + " 1.2.840.113549.2.13.");
            assertRefused(
                    hexPem(text.replace("2a864886f70d01050c", "2a864886f70d01057f")),
                    "The private key is encrypted in a way that is not supported, key derivation"
                            + " 1.2.840.113549.1.5.127.");
        }

        @ParameterizedTest
        @ValueSource(longs = {10_000_001, Integer.MAX_VALUE, Long.MAX_VALUE})
        void refusesTooManyIterations(long iterations) throws Exception {
            assertRefused(
                    encryptedBy(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC.getId(), iterations),
                    "The encryption of the private key asks for too much work, more than 10,000,000 iterations.");
        }

        @Test
        void refusesScryptThatNeedsTooMuchMemory() {
            var text = HexFormat.of().formatHex(KeyFiles.der("pkcs8-scrypt.pem"));

            assertThat(text).contains("02024000020108020101");
            // 16384 blocks of 127 * 128 bytes; then five passes; then a number of blocks that is no power of two.
            assertRefused(
                    hexPem(text.replace("02024000020108020101", "0202400002017f020101")),
                    "The encryption of the private key asks for too much work, scrypt with more than 64 MiB");
            assertRefused(
                    hexPem(text.replace("02024000020108020101", "02024000020108020105")),
                    "The encryption of the private key asks for too much work, scrypt with more than 64 MiB or 4 passes");
            assertRefused(hexPem(text.replace("02024000020108020101", "02024001020108020101")), "The key is damaged:");
        }

        private static Stream<String> encrypted() {
            return KeyFiles.usable().stream().filter(KeyFiles::isEncrypted);
        }

        private static String hexPem(String hex) {
            return KeyFiles.pem("ENCRYPTED PRIVATE KEY", HexFormat.of().parseHex(hex));
        }

        private static String encryptedBy(String identifier, long iterations) throws IOException {
            var parameters = new ASN1EncodableVector();
            parameters.add(new DEROctetString(new byte[8]));
            parameters.add(new ASN1Integer(iterations));
            var algorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier(identifier), new DERSequence(parameters));
            return KeyFiles.pem(
                    "ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(algorithm, new byte[64]).getEncoded());
        }
    }

    @Nested
    class Numbers {

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

    @Nested
    class Places {

        @TempDir
        Path folder;

        @Test
        void namesMissingFile() {
            assertRefusedFile(folder.resolve("absent.pem"), "absent.pem: there is no such file.");
        }

        @Test
        void namesDirectory() {
            assertRefusedFile(folder, ": it is a directory, a file is needed.");
        }

        @Test
        void namesFileThatMayNotBeRead() throws IOException {
            var file = Files.writeString(folder.resolve("private.pem"), "");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
            assumeFalse(Files.isReadable(file), "Skipped: the user that runs the tests may read every file.");

            assertRefusedFile(file, "private.pem: this program may not read it.");
        }

        @Test
        void namesEmptyFile() throws IOException {
            assertRefusedFile(
                    Files.writeString(folder.resolve("empty.pem"), ""),
                    "empty.pem: There is no key: the text is empty.");
        }

        @Test
        void namesFileThatIsTooLarge() throws IOException {
            assertRefusedFile(
                    Files.write(folder.resolve("large.pem"), new byte[65_537]),
                    "large.pem: The text is larger than 65536 bytes");
        }

        @Test
        void namesBinaryFile() throws IOException {
            assertRefusedFile(
                    Files.write(folder.resolve("private.der"), KeyFiles.der("pkcs8.pem")),
                    "private.der: This is a binary key (DER or PKCS#12)");
        }

        @Test
        void namesFileOfOtherKind() {
            assertRefusedFile(KeyFiles.path("refuse-ec.pem"), "refuse-ec.pem: This is an EC key");
        }

        @Test
        void namesVariableThatIsNotSet() {
            assertRefusal(
                    catchThrowableOfType(
                            UnusableKeyException.class, () -> PrivateKeys.fromEnv("PENSTOCK_TEST_IS_NEVER_SET")),
                    "Environment variable PENSTOCK_TEST_IS_NEVER_SET: it is not set.");
            assertRefusal(
                    catchThrowableOfType(
                            UnusableKeyException.class,
                            () -> PrivateKeys.fromEnv(
                                    Map.of("KEY", KeyFiles.text("pkcs8.pem")), "KEY", "PENSTOCK_TEST_IS_NEVER_SET")),
                    "Environment variable PENSTOCK_TEST_IS_NEVER_SET: it is not set.");
        }

        @Test
        void namesVariableWithWrongValue() {
            assertRefusal(
                    catchThrowableOfType(
                            UnusableKeyException.class, () -> PrivateKeys.fromEnv(Map.of("KEY", "x"), "KEY")),
                    "Environment variable KEY: This is no key:");
        }

        @Test
        void doesNotShowKeyThatWasGivenForAName() {
            var key = KeyFiles.text("pkcs8.pem");

            assertRefusal(
                    catchThrowableOfType(UnusableKeyException.class, () -> PrivateKeys.fromEnv(key)),
                    "The name of the environment variable has to be letters, digits and _");
            assertRefusal(
                    catchThrowableOfType(UnusableKeyException.class, () -> PrivateKeys.load(Path.of(key))),
                    "Key file (not shown, looks like a key): ");
        }

        private static void assertRefusedFile(Path file, String sentence) {
            assertThatThrownBy(() -> PrivateKeys.load(file, PASSPHRASE))
                    .isInstanceOf(UnusableKeyException.class)
                    .hasNoCause()
                    .hasMessageStartingWith("Key file " + file)
                    .hasMessageContaining(sentence);
        }
    }

    private static void assertRefused(String text, String sentence) {
        assertRefusal(
                catchThrowableOfType(UnusableKeyException.class, () -> PrivateKeys.parse(text, PASSPHRASE)), sentence);
    }

    private static void assertRefusal(UnusableKeyException refusal, String sentence) {
        assertThat(refusal).hasNoCause().hasMessageStartingWith(sentence);
        SecretText.assertAbsent(refusal);
    }
}
