package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PrivateKeysTest {

    @TestFactory
    Stream<DynamicTest> readsEveryWrappingFromFile() {
        return KeyFiles.usable().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    var key = PrivateKeys.load(KeyFiles.path(name), KeyFiles.PASSPHRASE.toCharArray());

                    assertThat(key.getModulus()).isEqualTo(KeyFiles.modulus());
                }));
    }

    @TestFactory
    Stream<DynamicTest> readsEveryClearWrappingWithoutPassphrase() {
        return KeyFiles.usable().stream()
                .filter(name -> !KeyFiles.isEncrypted(name))
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    assertThat(PrivateKeys.load(KeyFiles.path(name)).getModulus())
                            .isEqualTo(KeyFiles.modulus());
                    assertThat(PrivateKeys.parse(KeyFiles.text(name)).getModulus())
                            .isEqualTo(KeyFiles.modulus());
                }));
    }

    @TestFactory
    Stream<DynamicTest> readsEveryWrappingInEveryFormOfVariable() {
        return KeyFiles.usable().stream().flatMap(name -> {
            var text = KeyFiles.text(name);
            return Map.of(
                            "as it is", text,
                            "with literal line ends", text.replace("\r\n", "\n").replace("\n", "\\n"),
                            "with literal Windows line ends",
                                    text.replace("\r\n", "\n").replace("\n", "\\r\\n"),
                            "with spaces for line ends",
                                    text.replace("\r\n", "\n").replace('\n', ' '),
                            "in quotes", "\"" + text + "\"",
                            "in Base64", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII)),
                            "in Base64 with line ends",
                                    Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII))
                                            + "\n")
                    .entrySet()
                    .stream()
                    // Base64 is taken off once, and this file has it already.
                    .filter(form -> !(name.contains("base64") && form.getKey().startsWith("in Base64")))
                    .map(form -> DynamicTest.dynamicTest(name + " " + form.getKey(), () -> {
                        var environment = Map.of("FLOWS_KEY", form.getValue(), "FLOWS_PASS", KeyFiles.PASSPHRASE);

                        assertThat(PrivateKeys.fromEnv(environment, "FLOWS_KEY", "FLOWS_PASS")
                                        .getModulus())
                                .isEqualTo(KeyFiles.modulus());
                    }));
        });
    }

    @Test
    void readsClearKeyFromVariableWithoutPassphrase() {
        var environment = Map.of("FLOWS_KEY", KeyFiles.text("pkcs8.pem"));

        assertThat(PrivateKeys.fromEnv(environment, "FLOWS_KEY").getModulus()).isEqualTo(KeyFiles.modulus());
    }

    @Test
    void leavesPassphraseOfCallerAlone() {
        var passphrase = KeyFiles.PASSPHRASE.toCharArray();

        PrivateKeys.parse(KeyFiles.text("pkcs8-pbes2-aes256.pem"), passphrase);

        assertThat(passphrase).containsExactly(KeyFiles.PASSPHRASE.toCharArray());
    }

    @Test
    void readsUtf16FileAsPowerShellWritesIt(@TempDir Path folder) throws IOException {
        var file = folder.resolve("private.pem");
        Files.write(file, ("\ufeff" + KeyFiles.text("pkcs8.pem")).getBytes(StandardCharsets.UTF_16LE));

        assertThat(PrivateKeys.load(file).getModulus()).isEqualTo(KeyFiles.modulus());
    }

    @Nested
    class WhenMadeHere {

        @Test
        void hasTwoThousandAndFortyEightBitsAndUsualExponent() {
            var key = PrivateKeys.generate();

            assertThat(key.getModulus().bitLength()).isEqualTo(2048);
            assertThat(key.getPublicExponent()).isEqualTo(65537);
        }

        @Test
        void isNewEachTime() {
            assertThat(PrivateKeys.generate()).isNotEqualTo(PrivateKeys.generate());
        }

        @Test
        void survivesWritingAndReading() {
            var key = PrivateKeys.generate();

            assertThat(PrivateKeys.parse(PrivateKeys.clearPem(key))).isEqualTo(key);
            assertThat(PrivateKeys.parse(PrivateKeys.encryptedPem(key, "päss ☃".toCharArray()), "päss ☃".toCharArray()))
                    .isEqualTo(key);
        }
    }
}
