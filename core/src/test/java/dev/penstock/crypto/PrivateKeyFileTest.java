package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateKeyFileTest {

    @TempDir
    Path folder;

    @BeforeEach
    void needsPosix() {
        assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "Skipped: the file system has no POSIX permissions.");
    }

    @Test
    void isForItsOwnerOnlyAndLeavesNoDraftBehind() throws IOException {
        var file = folder.resolve("private.pem");

        PrivateKeyFile.create(file, KeyFiles.text("pkcs8.pem"));

        assertThat(file).hasContent(KeyFiles.text("pkcs8.pem"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void neverReplacesAFile() {
        var file = folder.resolve("private.pem");
        PrivateKeyFile.create(file, "first");

        assertThatThrownBy(() -> PrivateKeyFile.create(file, "second"))
                .isInstanceOf(UnwritableKeyFileException.class)
                .hasMessageEndingWith(
                        "private.pem exists already and is not replaced: give another name, or move it away first.")
                .hasNoCause();
        assertThat(file).hasContent("first");
        assertThat(folder.toFile().list()).containsExactly("private.pem");
    }

    @Test
    void doesNotFollowALinkThatPointsNowhere() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("private.pem"), folder.resolve("elsewhere.pem"));

        assertThatThrownBy(() -> PrivateKeyFile.create(link, "key")).hasMessageContaining("exists already");
        assertThat(folder.resolve("elsewhere.pem")).doesNotExist();
    }

    @Test
    void saysThatTheDirectoryIsMissing() {
        assertThatThrownBy(() -> PrivateKeyFile.create(folder.resolve("absent/private.pem"), "key"))
                .isInstanceOf(UnwritableKeyFileException.class)
                .hasMessageContaining("does not exist: make it first");
    }

    @Test
    void saysThatTheDirectoryIsAFile() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> PrivateKeyFile.create(file.resolve("private.pem"), "key"))
                .isInstanceOf(UnwritableKeyFileException.class)
                .hasMessageContaining("does not exist: make it first");
    }

    @Test
    void onlyOneOfManyAtTheSameTimeSucceeds() throws Exception {
        var file = folder.resolve("private.pem");
        var start = new CyclicBarrier(8);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var attempts = IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        start.await();
                        try {
                            PrivateKeyFile.create(file, "key " + i);
                            return true;
                        } catch (UnwritableKeyFileException refused) {
                            return false;
                        }
                    })
                    .toList();
            int successes = 0;
            for (var attempt : threads.invokeAll(attempts)) {
                successes += attempt.get() ? 1 : 0;
            }

            assertThat(successes).isEqualTo(1);
        }
        assertThat(folder.toFile().list()).containsExactly("private.pem");
    }
}
