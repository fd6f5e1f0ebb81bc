package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a JSON object that is given as an argument, or as @FILE. Says what is wrong with the text, without the text.
 */
public final class JsonArgument {

    private static final int MAX_BYTES = 15_000_000;

    private JsonArgument() {}

    /** The object that an option holds, or the file that it names. */
    public static Map<String, Object> read(String option, String argument) {
        if (!argument.startsWith("@")) {
            return object(option, argument);
        }
        var file = Path.of(argument.substring(1));
        try {
            return StrictJson.readObject(InputFile.text(file, "data", MAX_BYTES));
        } catch (JsonFormatException malformed) {
            throw new CommandFailure("The data in %s is not a JSON object. %s".formatted(file, malformed.getMessage()));
        }
    }

    /** The same without @FILE. */
    static Map<String, Object> object(String option, String json) {
        try {
            return StrictJson.readObject(json);
        } catch (JsonFormatException malformed) {
            throw new UsageFailure("%s: The data is not a JSON object. %s".formatted(option, malformed.getMessage()));
        }
    }
}
