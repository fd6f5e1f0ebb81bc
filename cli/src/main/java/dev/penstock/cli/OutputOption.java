package dev.penstock.cli;

import dev.penstock.json.StrictJson;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code -o}: for people or for programs. */
public final class OutputOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text for people, json for programs: one JSON object on the standard output, errors too;"
                    + " default ${DEFAULT-VALUE}.")
    private Format format;

    enum Format {
        text,
        json
    }

    private static final Pattern JSON = Pattern.compile("(?:-o|--output)=?json", Pattern.CASE_INSENSITIVE);

    /** Whether a command line asks for JSON, even if it is wrong. */
    static boolean isJson(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            var both = i + 1 < arguments.length ? arguments[i] + "=" + arguments[i + 1] : "";
            if (JSON.matcher(arguments[i]).matches() || JSON.matcher(both).matches()) {
                return true;
            }
        }
        return false;
    }

    /** The same of one that is carried out. */
    static boolean isJson(ParseResult parsed) {
        return isJson(parsed.originalArgs().toArray(String[]::new));
    }

    public boolean isJson() {
        return format == Format.json;
    }

    /** Tells people how it goes, beside the result; programs are not told. */
    public void progress(String line) {
        if (!isJson()) {
            var err = mixee.commandLine().getErr();
            err.println(paint().faint(line));
            err.flush();
        }
    }

    /** Colours for the text for people. */
    public Paint paint() {
        return Paint.of(mixee.commandLine().getColorScheme().ansi());
    }

    /** Prints the text for people, or the object for programs. */
    public void print(String text, Map<String, Object> object) {
        var out = mixee.commandLine().getOut();
        out.println(isJson() ? StrictJson.writePretty(object) : text);
        out.flush();
    }
}
