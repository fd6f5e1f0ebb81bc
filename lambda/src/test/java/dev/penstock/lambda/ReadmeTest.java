package dev.penstock.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void itsProgramIsOneThatCompiles() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains("```java\n" + Files.readString(Path.of("src/test/java/com/example/Booking.java")) + "```");
    }
}
