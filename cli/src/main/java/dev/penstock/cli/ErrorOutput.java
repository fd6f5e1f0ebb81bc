package dev.penstock.cli;

import dev.penstock.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Says what went wrong: a sentence on the standard error, for programs also a JSON object on the standard output. */
record ErrorOutput(CommandLine command, boolean isJson) {

    static ErrorOutput of(CommandLine command, boolean isJson) {
        return new ErrorOutput(command, isJson);
    }

    void print(String sentence, int exitCode) {
        if (isJson) {
            var error = new LinkedHashMap<String, Object>();
            error.put("error", sentence);
            error.put("exit_code", exitCode);
            var out = HarmlessWriter.over(command.getOut(), true, false);
            out.println(StrictJson.writePretty(error));
            out.flush();
        }
        var words = sentence.lines().map(Paint::harmless).collect(Collectors.joining("\n", "penstock: ", ""));
        var err = command.getErr();
        Terminal.wrapped(words)
                .forEach(line -> err.println(command.getColorScheme().errorText(line)));
        err.flush();
    }
}
