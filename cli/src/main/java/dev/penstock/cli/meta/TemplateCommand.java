package dev.penstock.cli.meta;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock template}. */
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        description = "Make message templates with a Flow button, look at them, delete them. penstock send sends them.",
        subcommands = {
            CreateTemplateCommand.class,
            ListTemplatesCommand.class,
            DeleteTemplateCommand.class,
            HelpCommand.class
        })
public final class TemplateCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
