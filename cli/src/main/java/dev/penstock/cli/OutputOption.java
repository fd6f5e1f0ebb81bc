package dev.penstock.cli;

import dev.penstock.json.StrictJson;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code -o}: for people or for programs. */
public final class OutputOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text for people, json for programs; default ${DEFAULT-VALUE}.")
    private Format format;

    enum Format {
        text,
        json
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
