package dev.penstock.cli.flow;

import dev.penstock.cli.FlowJsonFile;
import dev.penstock.cli.OutputFile;
import dev.penstock.cli.OutputOption;
import dev.penstock.flowjson.openapi.OpenApiGenerator;
import dev.penstock.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock flow openapi}: what a backend is asked and may answer, for generators of typed code. */
@Command(
        name = "openapi",
        mixinStandardHelpOptions = true,
        description = {
            "Write an OpenAPI 3.1 document of what the gateway asks a backend and what the backend may answer.",
            "It has one schema for each screen and action, and is printed unless --to names a file."
        })
final class OpenApiCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The Flow JSON.")
    private Path file;

    @Option(names = "--title", paramLabel = "TEXT", description = "The title; default the name of the file.")
    private @Nullable String title;

    @Option(names = "--to", paramLabel = "FILE", description = "Where to write the document.")
    private @Nullable Path target;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        OutputFile.require(target, "OpenAPI document");
        var name = title == null ? nameOf(file) : title;
        var document = OpenApiGenerator.generate(FlowJsonFile.load(file), name);
        if (target == null) {
            output.print(document.stripTrailing(), StrictJson.readObject(document.getBytes(StandardCharsets.UTF_8)));
        } else {
            OutputFile.write(target, document, "OpenAPI document");
            output.print("Wrote %s.".formatted(target), Map.of("title", name, "file", target.toString()));
        }
        return 0;
    }

    private static String nameOf(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
    }
}
