package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of somebody who knows nothing of this source tree: it takes the BOM and the server from a repository. */
class NewcomerIT {

    @TempDir
    private Path home;

    private Path project;
    private Path repository;

    @BeforeEach
    void makeProject() throws Exception {
        project = Files.createDirectory(home.resolve("newcomer"));
        repository = Files.createDirectory(home.resolve("repository"));
        BuiltModules.placeInto(repository);
        var written = Path.of(Objects.requireNonNull(getClass().getResource("/newcomer/pom.xml"))
                        .toURI())
                .getParent();
        try (var files = Files.walk(written)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = project.resolve(written.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void compilesAndRunsAsAModule() throws Exception {
        assertThat(maven("-q", "compile", "exec:exec@module-path")).contains("module com.example.flows, status 432");
    }

    @Test
    void compilesAndRunsOnTheClassPath() throws Exception {
        Files.delete(project.resolve("src/main/java/module-info.java"));

        assertThat(maven("-q", "compile", "exec:exec@class-path")).contains("module null, status 432");
    }

    private String maven(String... arguments) throws IOException, InterruptedException {
        var output = home.resolve("output.log");
        var maven = new ProcessBuilder(BuiltModules.maven(repository, arguments))
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean isOver = maven.waitFor(3, TimeUnit.MINUTES);
        maven.destroy();
        var said = Files.readString(output);
        assertThat(isOver && maven.exitValue() == 0).as(said).isTrue();
        return said;
    }
}
