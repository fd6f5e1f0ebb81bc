package dev.penstock.cli;

import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.gateway.config.ConfigurationException;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.push.FlowPushException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** Turns what goes wrong into one sentence and an exit code. */
public final class Failures {

    private static final String OURS = "dev.penstock.";

    private Failures() {}

    /** Something a command found out and says in its own words. */
    public static class CommandFailure extends RuntimeException {

        private static final long serialVersionUID = 1;

        public CommandFailure(String message) {
            super(message);
        }
    }

    /** The command line asks for what cannot be, which is found out only when it is carried out. */
    public static final class UsageFailure extends CommandFailure {

        private static final long serialVersionUID = 1;

        public UsageFailure(String message) {
            super(message);
        }
    }

    static int report(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (!isExpected(failure)) {
            throw failure; // a bug of ours: let the stack trace be seen
        }
        int exitCode = isUsage(failure) ? ExitCode.USAGE : ExitCode.SOFTWARE;
        ErrorOutput.of(command, OutputOption.isJson(parsed)).print(sentence(failure), exitCode);
        return exitCode;
    }

    private static String sentence(Exception failure) {
        return switch (failure) {
            case FlowPushException push
            when !push.findings().isEmpty() ->
                push.findings().stream()
                        .map(finding -> "\n  " + Paint.harmless(finding.message()))
                        .collect(Collectors.joining("", push.getMessage(), ""));
            // It names the trace id and ends with what to do.
            case GraphException refused -> Paint.harmless(String.valueOf(refused.getMessage()));
            case UnusableKeyException unusable ->
                String.valueOf(unusable.getMessage())
                        .replace(
                                "give its passphrase.",
                                "give its passphrase with --passphrase-file or --passphrase-env.");
            case UncheckedIOException unreadable
            when unreadable.getMessage() == null || unreadable.getMessage().startsWith("java.") ->
                FileFailure.sentence(unreadable.getCause());
            case IOException unreadable -> FileFailure.sentence(unreadable);
            default -> String.valueOf(failure.getMessage());
        };
    }

    /** What our own code refuses, it refuses with a sentence; so do paths and files. */
    private static boolean isExpected(Exception failure) {
        return failure.getClass().getName().startsWith(OURS)
                || failure instanceof UncheckedIOException
                || failure instanceof IOException
                || failure instanceof IllegalArgumentException;
    }

    /** What was given is out of range, or is not what it should be. */
    private static boolean isUsage(Exception failure) {
        return failure instanceof UsageFailure
                || failure instanceof ConfigurationException
                || failure instanceof IllegalArgumentException;
    }
}
