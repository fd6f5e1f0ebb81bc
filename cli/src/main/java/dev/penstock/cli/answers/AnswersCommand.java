package dev.penstock.cli.answers;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock answers}: what people sent. */
@Command(
        name = "answers",
        mixinStandardHelpOptions = true,
        description = "What people sent by completing Flows, where it is kept: list, export, erase.",
        subcommands = {
            ListAnswersCommand.class,
            ExportAnswersCommand.class,
            EraseAnswersCommand.class,
            HelpCommand.class
        })
public final class AnswersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
