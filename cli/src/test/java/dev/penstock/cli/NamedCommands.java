package dev.penstock.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/**
 * Finds commands that a text names, such as the cure of a finding, and says which of them the program does not have.
 */
public final class NamedCommands {

    private static final Pattern NAMED = Pattern.compile("\\bpenstock ([a-z][^\"\\\\\n]*)");
    private static final Pattern END = Pattern.compile("[.,;:)}]+$|\\\\n.*$");

    private NamedCommands() {}

    /** What is wrong with the commands in a text; empty if the program has them all, with all their options. */
    public static List<String> unknown(String text) {
        var problems = new ArrayList<String>();
        var found = NAMED.matcher(text);
        while (found.find()) {
            // A second command in the same sentence is looked at by itself.
            var one = found.group(1).split("\\bpenstock ", 2)[0];
            check(one, problems);
            found.region(found.start(1), text.length());
        }
        return problems;
    }

    private static void check(String words, List<String> problems) {
        var command = Penstock.commandLine();
        boolean isNamed = false;
        for (var word : words.strip().split("\\s+")) {
            var bare = END.matcher(word).replaceAll("");
            var sub = command.getSubcommands().get(bare);
            if (sub != null) {
                command = sub;
                isNamed = true;
            } else if (!isNamed || isGroup(command)) {
                problems.add("penstock " + words + ": there is no command \"" + bare + "\"");
                return;
            } else if (bare.startsWith("-") && command.getCommandSpec().findOption(bare) == null) {
                problems.add("penstock " + words + ": " + command.getCommandName() + " has no option " + bare);
            }
            if (!bare.equals(word)) {
                return;
            }
        }
    }

    /** A command that does nothing without one of its own; a group may be named as a whole. */
    private static boolean isGroup(CommandLine command) {
        return command.getSubcommands().values().stream().anyMatch(sub -> !(sub.getCommand() instanceof HelpCommand));
    }
}
