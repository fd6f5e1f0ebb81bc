package dev.penstock.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoHomeTest {

    @TempDir
    private Path root;

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(name)));
    }

    @Test
    void isForItsOwnerOnlyAlsoWhereItWasOpenBefore() throws IOException {
        var home = DemoHome.prepare(root.resolve("home"));
        assertThat(home.exposed()).isEmpty();
        for (var name : new String[] {"home/private.pem", "home/app-secret.txt", "home/public.pem"}) {
            Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        Files.setPosixFilePermissions(root.resolve("home"), PosixFilePermissions.fromString("rwxrwxrwx"));

        var again = DemoHome.prepare(root.resolve("home"));

        assertThat(again.exposed())
                .containsExactly(root.resolve("home/private.pem"), root.resolve("home/app-secret.txt"));
        assertThat(again.businessPublicKey().id())
                .isEqualTo(home.businessPublicKey().id());
        assertThat(mode("home")).isEqualTo("rwx------");
        assertThat(mode("home/private.pem")).isEqualTo("rw-------");
        assertThat(mode("home/app-secret.txt")).isEqualTo("rw-------");
        assertThat(mode("home/public.pem")).isEqualTo("rw-r--r--");
    }
}
