package com.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The programs on the pages are the files of this module, which are compiled and run. */
class PagesTest {

    private static final Path HOW_TO = Path.of("../../docs/how-to");
    private static final Pattern PROGRAM = Pattern.compile("```java\n(package .*?)```", Pattern.DOTALL);

    private static List<String> programs(String page) throws IOException {
        var programs = new ArrayList<String>();
        var found = PROGRAM.matcher(Files.readString(HOW_TO.resolve(page)));
        while (found.find()) {
            programs.add(found.group(1));
        }
        return programs;
    }

    private static List<String> files(String... names) throws IOException {
        var files = new ArrayList<String>();
        for (var name : names) {
            files.add(Files.readString(Path.of("src", name)));
        }
        return files;
    }

    @Test
    void howToTestYourHandlers() throws IOException {
        assertThat(programs("test-your-handlers.md"))
                .containsExactlyElementsOf(files(
                        "main/java/com/example/booking/Booking.java",
                        "test/java/com/example/booking/BookingHandlersTest.java",
                        "test/java/com/example/booking/BookingConversationTest.java",
                        "test/java/com/example/booking/BookingTest.java",
                        "test/java/com/example/booking/BookingEndpointIT.java"));
    }

    @Test
    void otherHttpServers() throws IOException {
        assertThat(programs("other-http-servers.md"))
                .containsExactlyElementsOf(files(
                        "main/java/com/example/recipes/JdkRecipe.java",
                        "main/java/com/example/recipes/JavalinRecipe.java",
                        "main/java/com/example/recipes/HelidonRecipe.java",
                        "main/java/com/example/recipes/VertxRecipe.java"));
    }

    @TestFactory
    Stream<DynamicTest> aRecipeIsShort() throws IOException {
        return Files.list(Path.of("src/main/java/com/example/recipes"))
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(Files.readAllLines(file).stream()
                                        .filter(line -> !line.isBlank()
                                                && !line.startsWith("import ")
                                                && !line.startsWith("package ")))
                                .hasSizeLessThanOrEqualTo(25)));
    }
}
