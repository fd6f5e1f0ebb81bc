package dev.penstock.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page of one command, made of what its help is made of. */
final class ManPage {

    private final CommandSpec command;
    private final StringBuilder page = new StringBuilder();

    ManPage(CommandLine command) {
        this.command = command.getCommandSpec();
    }

    /** {@return as in penstock-keys-rotate} */
    String name() {
        return command.qualifiedName("-");
    }

    /** {@return the page for {@code man}} */
    String roff() {
        page.setLength(0);
        page.append(".TH \"%s\" 1 \"\" \"Penstock\" \"Penstock\"\n".formatted(name().toUpperCase(Locale.ROOT)));
        var description = lines(command.usageMessage().description());
        section("NAME");
        text(name() + " - " + (description.isEmpty() ? "Penstock" : description.getFirst()));
        section("SYNOPSIS");
        page.append(".nf\n");
        command.commandLine().getHelp().synopsis(0).lines().forEach(this::text);
        page.append(".fi\n");
        if (!description.isEmpty()) {
            section("DESCRIPTION");
            description.forEach(line -> text(line).append(".br\n"));
        }
        arguments();
        commands();
        var examples = command.usageMessage().footer();
        if (examples.length > 0) {
            section("EXAMPLES");
            page.append(".nf\n");
            Stream.of(examples).forEach(line -> text(line.strip()));
            page.append(".fi\n");
        }
        return page.toString();
    }

    private void arguments() {
        var shown = Stream.<ArgSpec>concat(command.positionalParameters().stream(), command.options().stream())
                .filter(argument -> !argument.hidden())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        section("OPTIONS");
        for (var argument : shown) {
            page.append(".TP\n");
            text(names(argument));
            text(String.join(" ", lines(argument.description())));
        }
    }

    private static String names(ArgSpec argument) {
        if (!argument.isOption()) {
            return argument.paramLabel();
        }
        var names = String.join(", ", ((OptionSpec) argument).names());
        return argument.arity().max() > 0 ? names + "=" + argument.paramLabel() : names;
    }

    private void commands() {
        var below = command.subcommands().entrySet().stream()
                .filter(child -> !child.getKey().equals("help"))
                .toList();
        if (below.isEmpty()) {
            return;
        }
        section("COMMANDS");
        for (var child : below) {
            page.append(".TP\n");
            text(name() + "-" + child.getKey() + "(1)");
            text(lines(child.getValue().getCommandSpec().usageMessage().description()).stream()
                    .findFirst()
                    .orElse(""));
        }
    }

    private void section(String title) {
        page.append(".SH ").append(title).append('\n');
    }

    private StringBuilder text(String line) {
        return page.append(escaped(line)).append('\n');
    }

    /** What begins with a dot or an apostrophe would be an instruction. */
    private static String escaped(String line) {
        var escaped = line.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private static List<String> lines(String[] texts) {
        return Stream.of(texts)
                .flatMap(text -> String.format(text).lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
