package dev.penstock.cli;

import dev.penstock.cli.demo.DemoCommand;
import dev.penstock.cli.flow.FlowCommand;
import dev.penstock.cli.keys.KeysCommand;
import dev.penstock.cli.meta.DoctorCommand;
import dev.penstock.cli.meta.GraphIds;
import dev.penstock.cli.meta.SendCommand;
import dev.penstock.cli.meta.WebhooksCommand;
import dev.penstock.cli.phone.DevCommand;
import dev.penstock.cli.phone.PlayCommand;
import dev.penstock.cli.speed.SpeedCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself. Exit codes: 0 for success, 1 when what was asked for failed, 2 when the command line is wrong. */
@Command(
        name = "penstock",
        mixinStandardHelpOptions = true,
        versionProvider = Penstock.Version.class,
        description = "The endpoint for WhatsApp Flows.",
        subcommands = {
            DemoCommand.class,
            DevCommand.class,
            PlayCommand.class,
            CallCommand.class,
            ConformCommand.class,
            LoadCommand.class,
            DecryptCommand.class,
            KeysCommand.class,
            FlowCommand.class,
            SendCommand.class,
            WebhooksCommand.class,
            DoctorCommand.class,
            SpeedCommand.class,
            HelpCommand.class
        })
public final class Penstock implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    public static CommandLine commandLine() {
        return GraphIds.registerWith(new CommandLine(new Penstock()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // @FILE means the data of --data, not more arguments
                .setExecutionExceptionHandler(Failures::report);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Penstock.class.getPackage().getImplementationVersion();
            return new String[] {"penstock " + (version == null ? "(not packaged)" : version)};
        }
    }
}
