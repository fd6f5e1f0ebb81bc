package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
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
            return forms(text).entrySet().stream()
                    // Base64 is taken off once, and only if there is nothing else; this file has it already.
                    .filter(form -> !(name.contains("base64")
                            && form.getKey().matches(".*Base64.*|with the name of the variable|as JSON")))
                    .map(form -> DynamicTest.dynamicTest(name + " " + form.getKey(), () -> {
                        var environment = Map.of("FLOWS_KEY", form.getValue(), "FLOWS_PASS", KeyFiles.PASSPHRASE);

                        assertThat(PrivateKeys.fromEnv(environment, "FLOWS_KEY", "FLOWS_PASS")
                                        .getModulus())
                                .isEqualTo(KeyFiles.modulus());
                    }));
        });
    }

    /** As shells, env files, Docker, Kubernetes, Heroku, PHP, JSON and YAML leave them. */
    private static Map<String, String> forms(String original) {
        var text = original.replace("\r\n", "\n");
        var forms = new LinkedHashMap<String, String>();
        forms.put("as it is", original);
        forms.put("with literal line ends", text.replace("\n", "\\n"));
        forms.put("with literal Windows line ends", text.replace("\n", "\\r\\n"));
        forms.put("with line ends escaped twice", text.replace("\n", "\\\\n"));
        forms.put("with Windows line ends escaped twice", text.replace("\n", "\\\\r\\\\n"));
        forms.put("with line ends escaped three times", text.replace("\n", "\\\\\\\\n"));
        forms.put("with line ends as JSON may have them", text.replace("\n", "\\u000a"));
        forms.put("with literal and real line ends", text.replace("\n", "\\n\n"));
        forms.put("with a backslash before each line end", text.replace("\n", "\\\n"));
        forms.put("with slashes escaped as PHP does", text.replace("/", "\\/").replace("\n", "\\n"));
        forms.put("with spaces for line ends", text.replace('\n', ' '));
        forms.put("with tabs and indented", text.replace("\n", "\t\n    "));
        forms.put("with old Macintosh line ends", text.replace('\n', '\r'));
        forms.put("with spaces that do not break", text.replace("\n", "\u00a0\n"));
        forms.put(
                "with line ends for spaces in the labels",
                text.replaceAll("(?m)^(-----(?:BEGIN|END)) (.*) KEY", "$1\n$2\nKEY"));
        forms.put("in quotes", "\"" + text + "\"");
        forms.put("in single quotes with literal line ends", "'" + text.replace("\n", "\\n") + "'");
        forms.put("in escaped quotes twice over", "\"\\\"" + text.replace("\n", "\\\\n") + "\\\"\"");
        forms.put("each line in quotes", "\"" + text.replace("\n", "\\n\"\n\"") + "\"");
        forms.put("with the name of the variable", "export KEY=\"" + text.replace("\n", "\\n") + "\"");
        forms.put("as JSON", "{\"private_key\":\"" + text.replace("\n", "\\n") + "\"}");
        forms.put("in Base64", base64(text));
        forms.put("in Base64 with line ends", base64(text).replaceAll("(.{76})", "$1\r\n") + "\n");
        forms.put("in Base64 with literal line ends", base64(text).replaceAll("(.{76})", "$1\\\\n") + "\\n");
        forms.put("in Base64 in quotes without padding", "'" + base64(text).replace("=", "") + "'");
        forms.put("in Base64url", base64(text).replace('+', '-').replace('/', '_'));
        forms.put("in Base64 with its scheme", "base64:" + base64(text));
        forms.put("in Base64 of literal line ends", base64(text.replace("\n", "\\n")));
        forms.put("in Base64 of quotes and literal line ends", base64("\"" + text.replace("\n", "\\\\n") + "\""));
        return forms;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void readsKeyWhoseLineEndsAndSpacesAreAllGone() {
        var text = KeyFiles.text("pkcs8.pem").replaceAll("\\s", "");

        assertThat(PrivateKeys.parse(text).getModulus()).isEqualTo(KeyFiles.modulus());
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
