package dev.penstock.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The completion of fish, for which picocli makes no script. */
final class FishCompletion {

    private static final String FUNCTION = """
            # Completion for fish, to be read at its start: put it into ~/.config/fish/completions/penstock.fish
            function __penstock_at
                set -l words (commandline -opc | string match --invert -- '-*')
                test "$words[2..-1]" = "$argv"
            end

            """;

    private FishCompletion() {}

    static String script(CommandLine program) {
        var script = new StringBuilder(FUNCTION);
        add(script, program, List.of());
        return script.toString();
    }

    private static void add(StringBuilder script, CommandLine command, List<String> path) {
        var start = "complete -c penstock -n '__penstock_at%s'"
                .formatted(path.isEmpty() ? "" : " " + String.join(" ", path));
        command.getSubcommands()
                .forEach((name, child) -> script.append(start)
                        .append(" -f -a ")
                        .append(name)
                        .append(" -d ")
                        .append(quoted(
                                firstLine(child.getCommandSpec().usageMessage().description())))
                        .append('\n'));
        command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> script.append(start).append(option(option)).append('\n'));
        command.getSubcommands().forEach((name, child) -> {
            var below = new ArrayList<>(path);
            below.add(name);
            add(script, child, below);
        });
    }

    private static String option(OptionSpec option) {
        var words = new StringBuilder();
        for (var name : option.names()) {
            words.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
        }
        if (option.arity().max() > 0) {
            words.append(" -r");
        }
        return words.append(" -d ")
                .append(quoted(firstLine(option.description())))
                .toString();
    }

    private static String firstLine(String[] description) {
        return Stream.of(description)
                .flatMap(text -> String.format(text).lines())
                .findFirst()
                .orElse("");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
