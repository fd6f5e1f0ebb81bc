package dev.penstock.endpoint;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of this machine that does the same as we do, by other code. */
final class ForeignCommand {

    private ForeignCommand() {}

    static void assumeThere(String... versionCommand) {
        boolean there;
        try {
            there = new ProcessBuilder(versionCommand)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notFound) {
            there = false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            there = false;
        }
        assumeTrue(there, "Skipped: the command " + versionCommand[0] + " is not on the path.");
    }

    static byte[] run(List<String> command, byte[] input) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(input);
            }
            var output = process.getInputStream().readAllBytes();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command.getFirst() + " failed.");
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
