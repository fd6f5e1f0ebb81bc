package dev.penstock.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.cli.Penstock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/** The command {@code penstock dev}, which runs in this process until it is closed. */
final class RunningDev implements AutoCloseable {

    private final StringWriter out = new StringWriter();
    private final Thread thread;

    private RunningDev(String... arguments) {
        var command = Penstock.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        thread = Thread.ofPlatform().start(() -> command.execute(arguments));
    }

    /** Starts it, and waits until it has said all that it says at the start. */
    static RunningDev start(String... arguments) {
        var dev = new RunningDev(arguments);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> dev.printed().contains("Stop with Ctrl-C")
                        || dev.printed().matches("(?s)\\{.*\\n}\\R.*"));
        return dev;
    }

    String printed() {
        return out.toString();
    }

    /** What it has printed in the place of the group. */
    String printed(String pattern) {
        var found = Pattern.compile(pattern).matcher(printed());
        assertThat(found.find()).as(printed()).isTrue();
        return found.group(1);
    }

    URI page() {
        return URI.create(printed("The phone is at (\\S+)"));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
