package dev.penstock.cli;

import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.crypto.UnwritableKeyFileException;
import dev.penstock.server.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns what goes wrong into one sentence and an exit code. */
public final class Failures {

    private Failures() {}

    /** Something a command found out and says in its own words. */
    public static final class CommandFailure extends RuntimeException {

        private static final long serialVersionUID = 1;

        public CommandFailure(String message) {
            super(message);
        }
    }

    static int report(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (!isExpected(failure)) {
            throw failure; // a bug of ours: let the stack trace be seen
        }
        command.getErr().println(command.getColorScheme().errorText("penstock: " + failure.getMessage()));
        return 1;
    }

    private static boolean isExpected(Exception failure) {
        return failure instanceof CommandFailure
                || failure instanceof UnusableKeyException
                || failure instanceof UnwritableKeyFileException
                || failure instanceof ServerStartException
                || failure instanceof UncheckedIOException
                || failure instanceof IOException
                || failure instanceof IllegalArgumentException;
    }
}
