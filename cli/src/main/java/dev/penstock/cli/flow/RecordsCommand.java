package dev.penstock.cli.flow;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.FlowJsonFile;
import dev.penstock.cli.OutputFile;
import dev.penstock.cli.OutputOption;
import dev.penstock.flowjson.records.RecordsGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock flow records}: Java records for the data of screens and the payloads of actions. */
@Command(
        name = "records",
        mixinStandardHelpOptions = true,
        description = {
            "Write Java records for the data of each screen and the payload of each action, in one source file.",
            "It is printed unless --dir names a source directory."
        })
final class RecordsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The Flow JSON.")
    private Path file;

    @Option(names = "--package", paramLabel = "NAME", required = true, description = "The package of the records.")
    private String packageName;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            defaultValue = "FlowRecords",
            description = "The class around the records; default ${DEFAULT-VALUE}.")
    private String className;

    @Option(names = "--dir", paramLabel = "DIR", description = "The source directory, for example src/main/java.")
    private @Nullable Path directory;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        var source = RecordsGenerator.of(FlowJsonFile.load(file)).generate(packageName, className);
        var name = packageName + "." + className;
        if (directory == null) {
            output.print(source.stripTrailing(), Map.of("class", name, "source", source));
        } else {
            var folder = directory.resolve(packageName.replace('.', '/'));
            var target = folder.resolve(className + ".java");
            makeDirectory(folder);
            OutputFile.write(target, source, "source file");
            output.print("Wrote %s.".formatted(target), Map.of("class", name, "file", target.toString()));
        }
        return 0;
    }

    private static void makeDirectory(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException impossible) {
            throw new CommandFailure(
                    "The directory %s cannot be made: check the path and its permissions.".formatted(folder));
        }
    }
}
