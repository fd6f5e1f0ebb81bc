package dev.penstock.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.trust.AppSecrets;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who has no provider of SLF4J sees no log, and is told so, once, with what to add. */
class SilentLogTest {

    /** A program of somebody who knows nothing of SLF4J. */
    static final class Program {

        public static void main(String[] arguments) {
            for (int i = 0; i < 3; i++) {
                FlowEndpoint.builder(Flow.named("shop")
                                .onInit(request -> NextScreen.of("FIRST"))
                                .build())
                        .keyset(TestKeys.KEYSET)
                        .appSecrets(AppSecrets.of(TestKeys.APP_SECRET))
                        .build();
            }
        }

        private Program() {}
    }

    private static String errorOutput(boolean withLog) throws Exception {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> withLog || !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Program.class.getName()))
                .start();
        var said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void isToldOnceWithWhatToAdd() throws Exception {
        assertThat(errorOutput(false).lines().filter(line -> line.startsWith("Penstock logs nothing")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("slf4j-simple", "logback-classic", "slf4j-nop"));
    }

    @Test
    void isNotToldWhereThereIsALog() throws Exception {
        assertThat(errorOutput(true)).doesNotContain("Penstock logs nothing");
    }
}
