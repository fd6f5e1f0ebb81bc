package dev.penstock.cli;

import dev.penstock.json.StrictJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** One run of the command, in this process: its exit code and what it printed. */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun of(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Penstock.commandLine(args)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    public Map<String, Object> json() {
        return StrictJson.readObject(out.strip());
    }
}
