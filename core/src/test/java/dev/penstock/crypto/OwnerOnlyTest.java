package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path directory;

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static Path open(Path file, String mode) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void makesADirectoryForItsOwner() throws IOException {
        OwnerOnly.directory(directory.resolve("above/own"));

        assertThat(mode(directory.resolve("above/own"))).isEqualTo("rwx------");
    }

    @Test
    void takesTheRightsOfOthersFromWhatExists() throws IOException {
        var own = open(Files.createDirectory(directory.resolve("own")), "rwxrwxrwx");
        var file = open(Files.createFile(own.resolve("file")), "rw-rw-rw-");

        OwnerOnly.directory(own);
        OwnerOnly.file(file);

        assertThat(mode(own)).isEqualTo("rwx------");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(Files.list(own)).containsExactly(file);
    }

    @Test
    void writesForTheOwnerOrForAllToReadAlsoInThePlaceOfAnother() throws IOException {
        for (var name : new String[] {"new", "open"}) {
            var secret = directory.resolve(name);
            OwnerOnly.write(secret, TEXT);
            assertThat(mode(secret)).isEqualTo("rw-------");
            assertThat(OwnerOnly.isOpenToOthers(secret)).isFalse();

            OwnerOnly.writePublic(secret, TEXT);
            assertThat(mode(secret)).isEqualTo("rw-r--r--");
            assertThat(OwnerOnly.isOpenToOthers(secret)).isTrue();
        }
        assertThat(directory.resolve("new")).hasBinaryContent(TEXT);
        assertThat(Files.list(directory)).hasSize(2);
    }

    @Test
    void tellsEveryRightOfOthers() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        for (var mode : new String[] {"rw-r-----", "rw--w----", "rw----r--", "rw-----w-", "rw-rw-rw-"}) {
            assertThat(OwnerOnly.isOpenToOthers(open(file, mode))).as(mode).isTrue();
        }
        assertThat(OwnerOnly.isOpenToOthers(open(file, "rw-------"))).isFalse();
        assertThat(OwnerOnly.isOpenToOthers(directory.resolve("absent"))).isFalse();
    }

    @Test
    void refusesADirectoryThatAllUsersShareAndLeavesItAsItIs() throws Exception {
        var shared = open(Files.createDirectory(directory.resolve("shared")), "rwxrwxrwx");
        assumeTrue(
                new ProcessBuilder("chmod", "1777", shared.toString()).start().waitFor() == 0);

        assertThatThrownBy(() -> OwnerOnly.directory(shared))
                .isInstanceOf(UnwritableKeyFileException.class)
                .hasMessageContaining("is shared by all users");
        assertThat(mode(shared)).isEqualTo("rwxrwxrwx");
    }

    @Test
    void refusesADirectoryOfAnotherUser() throws Exception {
        var foreign = Files.createDirectory(directory.resolve("foreign"));
        assumeTrue(
                new ProcessBuilder("chown", "65534", foreign.toString()).start().waitFor() == 0,
                "Skipped: only root can give a directory away.");

        assertThatThrownBy(() -> OwnerOnly.directory(foreign))
                .isInstanceOf(UnwritableKeyFileException.class)
                .hasMessageContaining("belongs to another user");
    }
}
