package dev.penstock.examples.booking.command;

import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.examples.booking.database.DatabaseException;
import dev.penstock.server.ServerStartException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command. Exit codes: 0 for success, 1 when what was asked for failed, 2 when the command line is wrong. */
@Command(
        name = "penstock-booking",
        mixinStandardHelpOptions = true,
        description = "Book an appointment, and pick a seat: two Flows on one PostgreSQL database.",
        subcommands = {ServeCommand.class, BookingsCommand.class, DrillCommand.class, HelpCommand.class})
public final class PenstockBooking implements Runnable {

    @Spec
    private CommandSpec spec;

    private PenstockBooking() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for tests and for commands around it. */
    public static CommandLine commandLine() {
        return new CommandLine(new PenstockBooking())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!isExpected(failure)) {
                        throw failure; // a bug of ours: let the stack trace be seen
                    }
                    command.getErr()
                            .println(command.getColorScheme().errorText("penstock-booking: " + failure.getMessage()));
                    return 1;
                })
                .setExitCodeExceptionMapper(failure -> 1);
    }

    private static boolean isExpected(Exception failure) {
        return failure instanceof DatabaseException
                || failure instanceof ServerStartException
                || failure instanceof UnusableKeyException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
