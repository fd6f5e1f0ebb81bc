package dev.penstock.cli;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.answers.AnswersCommand;
import dev.penstock.cli.demo.DemoCommand;
import dev.penstock.cli.events.EventsCommand;
import dev.penstock.cli.flow.FlowCommand;
import dev.penstock.cli.keys.KeysCommand;
import dev.penstock.cli.meta.DoctorCommand;
import dev.penstock.cli.meta.GraphIds;
import dev.penstock.cli.meta.SendCommand;
import dev.penstock.cli.meta.TemplateCommand;
import dev.penstock.cli.meta.WebhooksCommand;
import dev.penstock.cli.phone.DevCommand;
import dev.penstock.cli.phone.PlayCommand;
import dev.penstock.cli.serve.InitCommand;
import dev.penstock.cli.serve.ServeCommand;
import dev.penstock.cli.speed.SpeedCommand;
import dev.penstock.cli.tenants.TenantsCommand;
import dev.penstock.cli.top.TopCommand;
import dev.penstock.trust.FlowTokenSignature.Policy;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * The command itself. Exit codes: 0 for success, 1 when what was asked for failed, 2 when the command line is wrong.
 */
@Command(
        name = "penstock",
        mixinStandardHelpOptions = true,
        versionProvider = Penstock.Version.class,
        description = "The endpoint for WhatsApp Flows.")
public final class Penstock implements Runnable {

    private static final boolean HAS_PHONE =
            Penstock.class.getResource("/dev/penstock/simulator/phone/PhoneSession.class") != null;

    /** What needs the phone or the embedded PostgreSQL, which are not on servers. */
    private static final Set<Class<?>> NOT_ON_SERVERS = Set.of(DemoCommand.class, DevCommand.class, PlayCommand.class);

    private static final List<Class<?>> COMMANDS = Stream.<Class<?>>of(
                    DemoCommand.class,
                    ServeCommand.class,
                    InitCommand.class,
                    TenantsCommand.class,
                    DevCommand.class,
                    PlayCommand.class,
                    CallCommand.class,
                    ConformCommand.class,
                    LoadCommand.class,
                    DecryptCommand.class,
                    KeysCommand.class,
                    FlowCommand.class,
                    SendCommand.class,
                    TemplateCommand.class,
                    WebhooksCommand.class,
                    EventsCommand.class,
                    AnswersCommand.class,
                    DoctorCommand.class,
                    TopCommand.class,
                    SpeedCommand.class,
                    CompletionCommand.class,
                    ManCommand.class)
            .filter(command -> HAS_PHONE || !NOT_ON_SERVERS.contains(command))
            .toList();

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /** {@return whether this is the whole program, with a phone and the demo, and not the one for servers} */
    public static boolean hasPhone() {
        return HAS_PHONE;
    }

    /** Refuses an option that needs the phone where there is none. */
    public static void requirePhone(String option) {
        if (!HAS_PHONE) {
            throw new UsageFailure(
                    "This is the program for servers, which has no phone: %s needs the whole program, penstock.jar."
                            .formatted(option));
        }
    }

    /** With all commands. */
    public static CommandLine commandLine() {
        var all = new CommandLine(new Penstock());
        COMMANDS.forEach(all::addSubcommand);
        return configured(all.addSubcommand(HelpCommand.class));
    }

    /**
     * With the one that is asked for only, where there is one: to read the options of all of them takes longer than
     * most of them run.
     */
    static CommandLine commandLine(String[] args) {
        return COMMANDS.stream()
                .filter(command -> args.length > 0 && name(command).equals(args[0]))
                .findFirst()
                .map(command -> configured(new CommandLine(new Penstock()).addSubcommand(command)))
                .orElseGet(Penstock::commandLine);
    }

    private static String name(Class<?> command) {
        return Optional.ofNullable(command.getAnnotation(Command.class))
                .map(Command::name)
                .orElseThrow();
    }

    private static CommandLine configured(CommandLine command) {
        Examples.addTo(command);
        return Terminal.fit(GraphIds.registerWith(command)
                .registerConverter(URI.class, new HttpUrl())
                .registerConverter(Policy.class, new PolicyConverter())
                .registerConverter(Integer.class, new Numbers.Any())
                .registerConverter(int.class, new Numbers.Any())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // @FILE means the data of --data, not more arguments
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionStrategy(Penstock::run)
                .setExecutionExceptionHandler(Failures::report));
    }

    /** Whatever is printed comes from anybody: an endpoint, a Flow JSON, Meta. A terminal must not obey it. */
    private static int run(ParseResult parsed) {
        var command = parsed.commandSpec().root().commandLine();
        boolean isJson = OutputOption.isJson(parsed);
        boolean hasColours = command.getColorScheme().ansi().enabled();
        command.setOut(HarmlessWriter.over(command.getOut(), isJson, hasColours));
        command.setErr(HarmlessWriter.over(command.getErr(), false, hasColours));
        return new RunLast().execute(parsed);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), WrongUsage.WHICH_COMMAND);
    }

    private static final class PolicyConverter implements ITypeConverter<Policy> {
        @Override
        public Policy convert(String text) {
            return Stream.of(Policy.values())
                    .filter(policy -> policy.name().replace('_', '-').equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("it takes required, if-present or off"));
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Penstock.class.getPackage().getImplementationVersion();
            return new String[] {"penstock " + (version == null ? "(not packaged)" : version)};
        }
    }
}
