package dev.penstock.cli.events;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock events}: what destinations were not told. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = "Events that could not be delivered: list, retry, drop.",
        subcommands = {ListEventsCommand.class, RetryEventsCommand.class, DropEventsCommand.class, HelpCommand.class})
public final class EventsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
