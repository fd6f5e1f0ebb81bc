package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways with the openssl command: it reads what is written here, and its keys are read. */
class OpensslTest {

    private static final String PASSPHRASE = "päss phrase";

    @TempDir
    Path folder;

    @BeforeEach
    void needsOpenssl() throws Exception {
        boolean installed;
        try {
            installed = run("version").exitCode() == 0;
        } catch (IOException absent) {
            installed = false;
        }
        assumeTrue(installed, "Skipped: the openssl command is not installed.");
    }

    @Test
    void readsOurClearKey() throws Exception {
        Files.writeString(folder.resolve("key.pem"), PrivateKeys.clearPem(PrivateKeys.generate()));

        assertThat(run("pkey", "-in", "key.pem", "-noout", "-check").output()).contains("Key is valid");
    }

    @Test
    void readsOurEncryptedKeyAndFindsTheSamePublicKey() throws Exception {
        var key = PrivateKeys.generate();
        Files.writeString(folder.resolve("key.pem"), PrivateKeys.encryptedPem(key, PASSPHRASE.toCharArray()));

        var result = run("pkey", "-in", "key.pem", "-passin", "file:passphrase", "-pubout");

        assertThat(result.output()).isEqualTo(BusinessPublicKey.of(key).pem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genrsa -aes256 -passout file:passphrase -out key.pem 2048",
                "genrsa -des3 -passout file:passphrase -out key.pem 2048",
                "genrsa -traditional -aes192 -passout file:passphrase -out key.pem 2048",
                "genrsa -traditional -des3 -passout file:passphrase -out key.pem 2048",
                "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -aes-128-cbc -pass file:passphrase -out key.pem",
                "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_keygen_pubexp:3 -out key.pem"
            })
    void isReadAfter(String command) throws Exception {
        var made = run(command.split(" ", -1));
        assumeTrue(made.exitCode() == 0, "Skipped: this openssl cannot do that.");

        var key = PrivateKeys.load(folder.resolve("key.pem"), PASSPHRASE.toCharArray());

        assertThat(run("pkey", "-in", "key.pem", "-passin", "file:passphrase", "-pubout")
                        .output())
                .isEqualTo(BusinessPublicKey.of(key).pem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1", "SHA224", "SHA256", "SHA384", "SHA512"})
    void isReadWithEveryFunctionOfPbkdf2(String hash) throws Exception {
        var key = PrivateKeys.generate();
        Files.writeString(folder.resolve("clear.pem"), PrivateKeys.clearPem(key));
        var command =
                "pkcs8 -topk8 -v2 aes-192-cbc -v2prf hmacWith%s -in clear.pem -passout file:passphrase -out key.pem";

        assertThat(run(command.formatted(hash).split(" ", -1)).exitCode()).isZero();

        assertThat(PrivateKeys.load(folder.resolve("key.pem"), PASSPHRASE.toCharArray()))
                .isEqualTo(key);
    }

    @Test
    void isReadWithTheOlderSchemeOfPkcs12() throws Exception {
        var key = PrivateKeys.generate();
        Files.writeString(folder.resolve("clear.pem"), PrivateKeys.clearPem(key));
        var command = "pkcs8 -topk8 -v1 PBE-SHA1-3DES -in clear.pem -passout pass:phrase -out key.pem";

        assumeTrue(run(command.split(" ", -1)).exitCode() == 0, "Skipped: this openssl cannot do that.");

        assertThat(PrivateKeys.load(folder.resolve("key.pem"), "phrase".toCharArray()))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-scrypt", "-v1 PBE-SHA1-3DES"})
    void isReadOnceTheCommandOfTheRefusalHasConvertedIt(String options) throws Exception {
        var key = PrivateKeys.generate();
        var passphrase = PASSPHRASE.toCharArray();
        Files.writeString(folder.resolve("clear.pem"), PrivateKeys.clearPem(key));
        var command = "pkcs8 -topk8 %s -in clear.pem -passout file:passphrase -out private.pem".formatted(options);
        assumeTrue(run(command.split(" ", -1)).exitCode() == 0, "Skipped: this openssl cannot do that.");
        var refusal = catchThrowableOfType(
                UnusableKeyException.class, () -> PrivateKeys.load(folder.resolve("private.pem"), passphrase));

        var convert =
                refusal.getMessage().replaceFirst("(?s).* with: openssl ", "").split(" ", -1);
        var withPassphrases = Stream.concat(
                Stream.of(convert),
                // Where a person is asked; each line of a file is used once.
                Stream.of("-passin", "file:passphrase", "-passout", "file:passphrase-too"));

        Files.writeString(folder.resolve("passphrase-too"), PASSPHRASE);
        assertThat(run(withPassphrases.toArray(String[]::new)).exitCode()).isZero();
        assertThat(PrivateKeys.load(folder.resolve("converted.pem"), passphrase))
                .isEqualTo(key);
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        // A file, since an argument outside of ASCII would depend on the locale of the machine.
        Files.writeString(folder.resolve("passphrase"), PASSPHRASE);
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        var output = folder.resolve("output");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private record Result(int exitCode, String output) {}
}
