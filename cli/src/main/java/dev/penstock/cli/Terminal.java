package dev.penstock.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine;

/** How wide it is: what COLUMNS says, or else what a terminal says of itself. A pipe has no width. */
final class Terminal {

    private static final int NARROWEST_HELP = 55; // picocli draws no help that is narrower
    private static final int NARROWEST = 20;
    private static final int WIDEST = 1_000;

    private Terminal() {}

    static CommandLine fit(CommandLine command) {
        var columns = columns();
        if (columns.isPresent()) {
            return command.setUsageHelpWidth(Math.max(NARROWEST_HELP, columns.getAsInt()));
        }
        return isTerminal() ? command.setUsageHelpAutoWidth(true) : command;
    }

    /** Lines that fit, broken between words; as they are where no width is known. */
    static List<String> wrapped(String text) {
        var columns = columns();
        int width = columns.isPresent() ? columns.getAsInt() : isTerminal() ? widthOfTerminal() : Integer.MAX_VALUE;
        return text.lines().flatMap(line -> wrapped(line, width)).toList();
    }

    static Stream<String> wrapped(String line, int width) {
        List<String> lines = new ArrayList<>();
        var rest = line;
        while (rest.length() > width) {
            int indent = rest.length() - rest.stripLeading().length();
            int space = rest.lastIndexOf(' ', width);
            int end = space > indent ? space : rest.indexOf(' ', Math.max(width, indent));
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end).stripTrailing());
            rest = " ".repeat(Math.min(indent, width / 2)) + rest.substring(end).strip();
        }
        lines.add(rest);
        return lines.stream();
    }

    private static OptionalInt columns() {
        var columns = System.getenv("COLUMNS");
        if (columns == null || !columns.matches("[0-9]{1,4}")) {
            return OptionalInt.empty();
        }
        int width = Integer.parseInt(columns);
        return width < NARROWEST || width > WIDEST ? OptionalInt.empty() : OptionalInt.of(width);
    }

    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static int widthOfTerminal() {
        return new CommandLine(CommandLine.Model.CommandSpec.create())
                .setUsageHelpAutoWidth(true)
                .getUsageHelpWidth();
    }
}
