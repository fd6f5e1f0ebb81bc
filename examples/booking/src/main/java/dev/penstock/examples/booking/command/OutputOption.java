package dev.penstock.examples.booking.command;

import dev.penstock.json.StrictJson;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code -o}: for people or for programs. */
final class OutputOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    @Option(
            scope = ScopeType.INHERIT,
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text for people, json for programs; default ${DEFAULT-VALUE}.")
    private Format format;

    enum Format {
        text,
        json
    }

    /** Prints the text for people, or the object for programs. */
    void print(String text, Map<String, ?> object) {
        var out = mixee.commandLine().getOut();
        out.println(format == Format.json ? StrictJson.writePretty(object) : text);
        out.flush();
    }
}
