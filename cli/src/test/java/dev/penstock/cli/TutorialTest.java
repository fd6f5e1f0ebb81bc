package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TutorialTest {

    private static final Path EXAMPLE = Project.root().resolve("examples/tutorial");

    @Test
    void thePageShowsTheFilesOfTheExampleAndNoOthers() throws Exception {
        var onDisk = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = EXAMPLE.relativize(file).toString();
                if (!name.startsWith("target/")) {
                    onDisk.put(name, Files.readString(file));
                }
            }
        }

        assertThat(new TreeMap<>(Tutorial.read().files())).isEqualTo(onDisk);
    }

    @Test
    void theReadmeShowsItsProgram() throws IOException {
        var program = Files.readString(EXAMPLE.resolve("src/main/java/Appointments.java"));

        assertThat(Files.readString(Project.root().resolve("README.md"))).contains("```java\n" + program + "```");
    }
}
