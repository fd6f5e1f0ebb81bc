package dev.penstock.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens when the heap is full at the worst moment: the handler has ended, and its answer cannot be kept. */
class FullHeapTest {

    /** Run with a heap that has room for the answer, and none for a copy of it. */
    static final class Program {

        private static final int MIB = 1024 * 1024;
        private static int made;

        public static void main(String[] arguments) {
            var guard = InMemoryReplayGuard.builder().maxBytes(128 * MIB).build();
            ask(guard, "large", 75 * MIB);
            ask(guard, "large", 75 * MIB);
            ask(guard, "other", MIB);
            ask(guard, "other", MIB);
            ask(guard, "large", MIB);
        }

        private static void ask(ReplayGuard guard, String name, int bytes) {
            var id = ReplayId.of("test", name.getBytes(StandardCharsets.US_ASCII));
            try {
                var answer = guard.once(id, Duration.ZERO, () -> new GuardedAnswer(++made, new byte[bytes], true));
                System.out.println(name + " is number " + answer.status());
            } catch (AnswerNotKeptException | OutOfMemoryError failed) {
                System.out.println(name + ": " + failed.getClass().getSimpleName());
            }
        }

        private Program() {}
    }

    @Test
    void whatWasMadeIsNotMadeAgainAlthoughItFoundNoMemory() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).lines())
                .containsExactly(
                        "large: OutOfMemoryError",
                        "large: AnswerNotKeptException",
                        "other is number 2",
                        "other is number 2",
                        "large: AnswerNotKeptException");
    }
}
