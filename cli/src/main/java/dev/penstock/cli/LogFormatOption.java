package dev.penstock.cli;

import picocli.CommandLine.Option;

/** {@code --log-format}: how a command that goes on running logs. */
public final class LogFormatOption {

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How the log on the standard error is written: text for people, json for programs, one object"
                    + " a line with the field names of the Elastic Common Schema; default ${DEFAULT-VALUE}.")
    private Format format;

    enum Format {
        text,
        json
    }

    /** Has the log written as the command line asks; before anything is logged. */
    public void apply() {
        if (format == Format.json) {
            LogConfigurator.writeJson();
        }
    }
}
