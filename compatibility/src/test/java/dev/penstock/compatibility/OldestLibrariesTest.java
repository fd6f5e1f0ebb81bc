package dev.penstock.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.penstock.DataExchange;
import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.EnvelopeVectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.Logger;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;

/** Core answers with the oldest libraries that the page of compatibility names, and these are the oldest ones. */
class OldestLibrariesTest {

    record Choice(String department, LocalDate firstDay, Optional<Integer> seats) {}

    @TestFactory
    Stream<DynamicTest> theyAreOnTheClassPathAndOnThePage() throws IOException {
        var page = Files.readString(Path.of("../docs/reference/compatibility.md"));
        return Map.<String, Class<?>>of(
                        "jackson", ObjectMapper.class,
                        "jackson-annotations", JsonInclude.class,
                        "slf4j", Logger.class,
                        "jspecify", NullMarked.class)
                .entrySet()
                .stream()
                .map(library -> dynamicTest(library.getKey(), () -> {
                    var oldest = System.getProperty("oldest." + library.getKey());
                    assertThat(jarOf(library.getValue())).endsWith("-" + oldest + ".jar");
                    assertThat(page).containsPattern("\\| " + oldest + " +\\|");
                }));
    }

    /** What the page calls the newest is what everything else is built and tested with. */
    @Test
    void theNewestOnThePageAreThoseOfTheBuild() throws IOException {
        var page = Files.readString(Path.of("../docs/reference/compatibility.md"));
        var build = Files.readString(Path.of("../pom.xml"));

        assertThat(page)
                .containsPattern(
                        "jackson-core` \\| [0-9.]+ \\| " + first(build, "jackson-bom</artifactId>\\s*<version>([^<]+)"))
                .containsPattern("slf4j-api` \\| [0-9.]+ \\| " + first(build, "<slf4j.version>([^<]+)"));
    }

    /** With older ones than a page says, every request would end in an error. */
    @TestFactory
    Stream<DynamicTest> everyPageThatPinsAnnotationsPinsTheNewest() throws IOException {
        var newest = first(
                Files.readString(Path.of("../docs/reference/compatibility.md")),
                "jackson-annotations` \\| [0-9.]+ \\| ([0-9.]+)");
        return Stream.of(
                        "../docs/how-to/spring-boot.md",
                        "../docs/reference/compatibility.md",
                        "../examples/recipes/pom.xml")
                .map(page -> dynamicTest(
                        page,
                        () -> assertThat(first(
                                        Files.readString(Path.of(page)),
                                        "jackson-annotations</artifactId>\\s*<version>([^<]+)"))
                                .isEqualTo(newest)));
    }

    private static String first(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    @Test
    void bothPartsOfJacksonAreOfOneVersion() {
        assertThat(jarOf(JsonParser.class)).endsWith("-" + System.getProperty("oldest.jackson") + ".jar");
    }

    @TestFactory
    Stream<DynamicTest> everyKnownAnswerIsGivenExactly() {
        return EnvelopeVectors.cases().stream()
                .map(vector -> dynamicTest(vector.name(), () -> {
                    var answer = EnvelopeVectors.endpoint(vector).build().answer(vector.request());

                    assertThat(answer.status()).isEqualTo(vector.status());
                    assertThat(new String(answer.body(), StandardCharsets.US_ASCII))
                            .isEqualTo(vector.responseBody());
                }));
    }

    @Test
    void recordsAreBoundAndWritten() throws Exception {
        var flow = Flow.named("booking")
                .onScreen(
                        "CHOICE",
                        Choice.class,
                        (choice, request) -> NextScreen.of("SUMMARY").with(choice))
                .build();
        var submitted = Map.of("department", "dental", "first-day", "2027-02-03", "seats", "2");

        assertThat(flow.handle(DataExchange.of("CHOICE", submitted, "a-token")))
                .isEqualTo(NextScreen.of("SUMMARY")
                        .with("department", "dental")
                        .with("first_day", "2027-02-03")
                        .with("seats", 2));
    }

    private static String jarOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
