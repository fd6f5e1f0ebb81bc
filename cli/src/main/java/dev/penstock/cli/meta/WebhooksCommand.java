package dev.penstock.cli.meta;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock webhooks}: what Meta delivers, and where. */
@Command(
        name = "webhooks",
        mixinStandardHelpOptions = true,
        description = "Have Meta deliver completions and alerts to your webhook.",
        subcommands = {SubscribeCommand.class, HelpCommand.class})
public final class WebhooksCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
