package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import java.nio.file.Path;

/** Reads a Flow JSON for a command. */
public final class FlowJsonFile {

    /** As it is called in messages. */
    public static final String WHAT = "Flow JSON";

    /** More than Meta takes by far. */
    private static final int MAX_BYTES = 10_000_000;

    private FlowJsonFile() {}

    /** The document; a sentence with the file's name if it cannot be read as one. */
    public static FlowJson load(Path file) {
        InputFile.require(file, WHAT);
        try {
            return FlowJson.load(file);
        } catch (UnreadableFlowJsonException unreadable) {
            throw new CommandFailure(
                    "%s: %s See: penstock flow check %s".formatted(file, unreadable.getMessage(), file));
        }
    }

    /** Its bytes as they are. */
    public static byte[] bytes(Path file) {
        return InputFile.bytes(file, WHAT, MAX_BYTES);
    }
}
