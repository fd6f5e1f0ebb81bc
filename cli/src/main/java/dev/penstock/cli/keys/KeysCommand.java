package dev.penstock.cli.keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock keys}: business key pairs, from the first to the next. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Make business key pairs, register them at Meta, and replace them without a pause.",
        subcommands = {
            GenerateCommand.class,
            InspectCommand.class,
            RegisterCommand.class,
            StatusCommand.class,
            RotateCommand.class,
            RetireCommand.class,
            WatchCommand.class,
            HelpCommand.class
        })
public final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
