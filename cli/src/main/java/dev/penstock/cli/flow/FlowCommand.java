package dev.penstock.cli.flow;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock flow}. */
@Command(
        name = "flow",
        mixinStandardHelpOptions = true,
        description = "Check Flow JSON documents, bring them to Meta, and look at what is there.",
        subcommands = {
            CheckCommand.class,
            ShowCommand.class,
            RecordsCommand.class,
            OpenApiCommand.class,
            PushCommand.class,
            ListCommand.class,
            FlowStatusCommand.class,
            PreviewCommand.class,
            PublishCommand.class,
            DeprecateCommand.class,
            FunnelCommand.class,
            HelpCommand.class
        })
public final class FlowCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
