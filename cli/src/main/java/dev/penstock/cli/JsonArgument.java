package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads a JSON object that is given as an argument, or as @FILE. */
final class JsonArgument {

    private JsonArgument() {}

    static Map<String, Object> read(String argument) {
        return object(argument.startsWith("@") ? file(Path.of(argument.substring(1))) : argument);
    }

    /** The same without @FILE; says what is wrong with the text, without the text. */
    static Map<String, Object> object(String json) {
        try {
            return StrictJson.readObject(json);
        } catch (JsonFormatException malformed) {
            throw new CommandFailure("The data is not a JSON object. " + malformed.getMessage());
        }
    }

    private static String file(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    "The data cannot be read from %s as UTF-8: check the path and its permissions.".formatted(file));
        }
    }
}
