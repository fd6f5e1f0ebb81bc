package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {

    @TempDir
    Path directory;

    @Test
    void makesAnEncryptedKeyThatOnlyTheOwnerCanRead() throws Exception {
        var passphrase = Files.writeString(directory.resolve("passphrase"), "correct-horse\n");

        var made = CommandRun.of(
                "keys",
                "generate",
                "--dir",
                directory.toString(),
                "--passphrase-file",
                passphrase.toString(),
                "-o",
                "json");

        assertThat(made.exitCode()).as(made.err()).isZero();
        var file = directory.resolve("private.pem");
        assertThat(Files.readString(file)).contains("BEGIN ENCRYPTED PRIVATE KEY");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var inspected = CommandRun.of(
                "keys", "inspect", file.toString(), "--passphrase-file", passphrase.toString(), "-o", "json");
        assertThat(inspected.json())
                .containsEntry("kind", "private")
                .containsEntry("id", made.json().get("id"));
        var publicHalf =
                CommandRun.of("keys", "inspect", directory.resolve("public.pem").toString(), "-o", "json");
        assertThat(publicHalf.json())
                .containsEntry("kind", "public")
                .containsEntry("id", made.json().get("id"));
    }

    @Test
    void neverOverwritesAKey() {
        CommandRun.of("keys", "generate", "--dir", directory.toString(), "--no-passphrase");

        var again = CommandRun.of("keys", "generate", "--dir", directory.toString(), "--no-passphrase");

        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("private.pem");
    }

    @Test
    void asksForAPassphraseOrTheWordThatThereIsNone() {
        var run = CommandRun.of("keys", "generate", "--dir", directory.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--passphrase-env", "--no-passphrase");
        assertThat(directory.resolve("private.pem")).doesNotExist();
    }

    @Test
    void saysInOneSentenceWhatIsWrongWithAKey() throws Exception {
        var file = Files.writeString(directory.resolve("key.pem"), "no key");

        var run = CommandRun.of("keys", "inspect", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().strip().lines()).hasSize(1);
    }

    @Test
    void explainsItselfWithoutACommand() {
        var run = CommandRun.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("demo", "call", "decrypt", "keys");
    }
}
