package dev.penstock.crypto;

import static dev.penstock.crypto.KeyRefusals.PASSPHRASE;
import static dev.penstock.crypto.KeyRefusals.assertRefusal;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and environment variables that hold no key; the place is named, and never a key. */
class KeyPlacesTest {

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
                Files.writeString(folder.resolve("empty.pem"), ""), "empty.pem: There is no key: the text is empty.");
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
                catchThrowableOfType(UnusableKeyException.class, () -> PrivateKeys.fromEnv(Map.of("KEY", "x"), "KEY")),
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
