package dev.penstock.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where the project is. */
public final class Project {

    private Project() {}

    public static Path root() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = Objects.requireNonNull(directory.getParent());
        }
        return directory;
    }
}
