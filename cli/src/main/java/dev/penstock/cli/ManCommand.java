package dev.penstock.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock man}: a manual page for each command. */
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        description = {"Write a manual page for each command into a directory.", "They say what --help says."})
final class ManCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "The directory; it is made if it is not there.")
    private Path directory;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        try {
            Files.createDirectories(directory);
            int written = write(Penstock.commandLine());
            spec.commandLine().getOut().printf("Written: %d pages to %s.%n", written, directory);
        } catch (IOException e) {
            throw new Failures.CommandFailure("Manual pages cannot be written to %s.".formatted(directory));
        }
    }

    private int write(CommandLine command) throws IOException {
        var page = new ManPage(command);
        Files.writeString(directory.resolve(page.name() + ".1"), page.roff(), StandardCharsets.UTF_8);
        int written = 1;
        for (var child : command.getSubcommands().entrySet()) {
            if (!child.getKey().equals("help")) {
                written += write(child.getValue());
            }
        }
        return written;
    }
}
