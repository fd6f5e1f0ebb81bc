package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import java.nio.file.Path;

/** Reads a Flow JSON for a command. */
public final class FlowJsonFile {

    private FlowJsonFile() {}

    /** The document; a sentence with the file's name if it cannot be read as one. */
    public static FlowJson load(Path file) {
        try {
            return FlowJson.load(file);
        } catch (UnreadableFlowJsonException unreadable) {
            throw new CommandFailure(
                    "%s: %s See: penstock flow check %s".formatted(file, unreadable.getMessage(), file));
        }
    }
}
