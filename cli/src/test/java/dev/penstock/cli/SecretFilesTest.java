package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with secrets that other users of the machine may read: the command goes on, and says so once. */
class SecretFilesTest {

    @TempDir
    private Path home;

    private Path file(String name, String text, String mode) throws IOException {
        var file = Files.writeString(home.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private CommandRun generate(String directory, Path passphrase) {
        return CommandRun.of(
                "keys",
                "generate",
                "--dir",
                home.resolve(directory).toString(),
                "--passphrase-file",
                passphrase.toString());
    }

    @Test
    void warnsOfAnAppSecretAtHomeThatOthersMayRead() throws IOException {
        assertThat(generate(".", file("passphrase", "correct-horse", "rw-------"))
                        .err())
                .doesNotContain("Warning");
        for (var mode : new String[] {"rw-r-----", "rw----r--", "rw-rw-rw-"}) {
            var secret = file("app-secret.txt", "0123456789abcdef", mode);

            var run = CommandRun.of("call", "http://127.0.0.1:1/", "--home", home.toString(), "--ping");

            assertThat(run.err())
                    .containsOnlyOnce("Warning: other users of this machine may read the app secret in " + secret)
                    .contains("chmod 600")
                    .doesNotContain("0123456789abcdef");
        }
        file("app-secret.txt", "0123456789abcdef", "rw-------");
        assertThat(CommandRun.of("call", "http://127.0.0.1:1/", "--home", home.toString(), "--ping")
                        .err())
                .doesNotContain("Warning");
    }

    @Test
    void warnsOfPassphrasesAndPrivateKeysThatOthersMayRead() throws IOException {
        var passphrase = file("passphrase", "correct-horse", "rw-r--r--");
        var made = generate("keys", passphrase);
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.err()).contains("may read the passphrase in " + passphrase);

        var key = home.resolve("keys/private.pem");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        var inspected = CommandRun.of("keys", "inspect", key.toString(), "--passphrase-file", passphrase.toString());
        assertThat(inspected.exitCode()).as(inspected.err()).isZero();
        assertThat(inspected.err())
                .contains("may read the private key in " + key, "may read the passphrase in " + passphrase);
    }

    @Test
    void doesNotWarnOfAPublicKeyThatOthersMayReadWhereAPrivateKeyBelongs() throws IOException {
        generate("keys", file("passphrase", "correct-horse", "rw-------"));
        var publicKey = home.resolve("keys/public.pem").toString();
        var body = file("body", "{}", "rw-------").toString();

        for (var run : new CommandRun[] {
            CommandRun.of("decrypt", body, "--private-key", publicKey),
            CommandRun.of("doctor", "--private-key", publicKey)
        }) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("it holds a public key").doesNotContain("Warning", "chmod");
        }
    }

    @Test
    void makesADirectoryOfKeysForItsOwnerAndThePublicKeyForAll() throws IOException {
        generate("new", file("passphrase", "correct-horse", "rw-------"));

        assertThat(mode(home.resolve("new"))).isEqualTo("rwx------");
        assertThat(mode(home.resolve("new/private.pem"))).isEqualTo("rw-------");
        assertThat(mode(home.resolve("new/public.pem"))).isEqualTo("rw-r--r--");
    }
}
