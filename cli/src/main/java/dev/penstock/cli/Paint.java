package dev.penstock.cli;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Colours where the output goes to a terminal that has them; NO_COLOR and pipes are respected, as picocli finds out.
 */
public record Paint(boolean isOn) {

    static Paint of(Ansi ansi) {
        return new Paint(ansi.enabled());
    }

    public String green(String text) {
        return paint(Style.fg_green, text);
    }

    public String red(String text) {
        return paint(Style.fg_red, text);
    }

    public String faint(String text) {
        return paint(Style.faint, text);
    }

    private String paint(Style style, String text) {
        return isOn ? style.on() + text + style.off() : text;
    }

    /** What somebody else wrote, without what a terminal would obey. */
    public static String harmless(String text) {
        return text.codePoints()
                .map(c -> isObeyed(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isObeyed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
