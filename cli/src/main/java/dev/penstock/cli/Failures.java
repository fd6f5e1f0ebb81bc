package dev.penstock.cli;

import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.crypto.UnwritableKeyFileException;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.keys.KeyLifeCycleException;
import dev.penstock.graph.push.FlowPushException;
import dev.penstock.graph.templates.TemplateMismatchException;
import dev.penstock.server.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
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
        command.getErr().println(command.getColorScheme().errorText("penstock: " + sentence(failure)));
        return 1;
    }

    private static String sentence(Exception failure) {
        if (failure instanceof FlowPushException push && !push.findings().isEmpty()) {
            return push.findings().stream()
                    .map(finding -> "\n  " + finding.message())
                    .collect(Collectors.joining("", push.getMessage(), ""));
        }
        if (!(failure instanceof GraphException refused)) {
            return String.valueOf(failure.getMessage());
        }
        // It names the trace id and ends with what to do.
        return Paint.harmless(String.valueOf(refused.getMessage()));
    }

    private static boolean isExpected(Exception failure) {
        return failure instanceof CommandFailure
                || failure instanceof UnusableKeyException
                || failure instanceof UnwritableKeyFileException
                || failure instanceof ServerStartException
                || failure instanceof GraphException
                || failure instanceof FlowPushException
                || failure instanceof TemplateMismatchException
                || failure instanceof KeyLifeCycleException
                || failure instanceof UncheckedIOException
                || failure instanceof IOException
                || failure instanceof IllegalArgumentException;
    }
}
