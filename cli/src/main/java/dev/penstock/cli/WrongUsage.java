package dev.penstock.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line, in a sentence, and where to read on. What nobody knows is named without its
 * value.
 */
final class WrongUsage implements IParameterExceptionHandler {

    /** A command stands alone, so that its list of commands is what helps. */
    static final String WHICH_COMMAND = "Which command? See the list below.";

    private static final Pattern OPTION_NAME = Pattern.compile("--[a-z][a-z0-9-]*|-[A-Za-z]");
    private static final Pattern TOO_MANY = Pattern.compile("expected only one match but got \\(([^)]*)\\)");
    private static final int LONGEST_WORD = 30;

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        boolean isJson = OutputOption.isJson(arguments);
        boolean isGroup = WHICH_COMMAND.equals(wrong.getMessage());
        var help = isGroup
                ? ""
                : " See: %s --help".formatted(command.getCommandSpec().qualifiedName());
        ErrorOutput.of(command, isJson).print(sentence(wrong, command) + help, ExitCode.USAGE);
        if (isGroup && !isJson) {
            command.usage(command.getErr(), command.getColorScheme());
        }
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException wrong, CommandLine command) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, command);
        }
        var message =
                String.valueOf(wrong.getMessage()).replaceFirst("^Error: ", "").strip();
        var twice = TOO_MANY.matcher(message);
        if (twice.lookingAt()) {
            return "Give one of %s, and only once.".formatted(twice.group(1).replace(" | ", ", "));
        }
        return (message.matches("(?s).*[.?]") ? message : message + ".")
                .replace("(<", "(")
                .replace(">)", ")");
    }

    private static String unmatched(UnmatchedArgumentException wrong, CommandLine command) {
        var words = wrong.getUnmatched();
        var options = words.stream()
                .filter(word -> word.startsWith("-"))
                .map(OPTION_NAME::matcher)
                .filter(name -> name.lookingAt())
                .map(name -> name.group())
                .distinct()
                .toList();
        if (!options.isEmpty()) {
            return "There is no option %s.%s"
                    .formatted(String.join(", ", options), like(options.getFirst(), optionsOf(command)));
        }
        var commands = List.copyOf(command.getSubcommands().keySet());
        var first = words.getFirst();
        if (commands.isEmpty()) {
            return "There is one word too many, or there are some: %s takes %s."
                    .formatted(command.getCommandSpec().qualifiedName(), parameters(command));
        }
        return first.matches("[a-z-]{1," + LONGEST_WORD + "}")
                ? "There is no command \"%s\".%s".formatted(first, like(first, commands))
                : "There is no such command.";
    }

    private static String parameters(CommandLine command) {
        var labels = command.getCommandSpec().positionalParameters().stream()
                .map(ArgSpec::paramLabel)
                .collect(Collectors.joining(" "));
        return labels.isEmpty() ? "options only" : labels + " and options";
    }

    private static List<String> optionsOf(CommandLine command) {
        var names = new ArrayList<String>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.hidden()) {
                names.add(option.longestName());
            }
        }
        return names;
    }

    private static String like(String word, List<String> known) {
        var similar = known.stream()
                .filter(name -> name.startsWith(word) || distance(word, name) <= Math.max(2, word.length() / 4))
                .limit(3)
                .toList();
        return Optional.of(similar)
                .filter(found -> !found.isEmpty())
                .map(found -> " Is it %s?".formatted(String.join(" or ", found)))
                .orElse("");
    }

    /** How many letters have to be put in, left out, replaced or exchanged with the next one. */
    private static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(replaced, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}
