package dev.penstock.cli.flow;

import dev.penstock.cli.FlowJsonFile;
import dev.penstock.cli.OutputOption;
import dev.penstock.cli.Paint;
import dev.penstock.cli.meta.GraphOptions;
import dev.penstock.graph.flows.ValidationError;
import dev.penstock.graph.push.FlowPush;
import dev.penstock.graph.push.FlowSource;
import dev.penstock.graph.push.LintFinding;
import dev.penstock.graph.push.PushResult;
import dev.penstock.graph.push.PushStep;
import dev.penstock.id.WabaId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock flow push}: a Flow from the source code to Meta. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = {
            "Check a Flow JSON, then create the Flow at Meta or update it.",
            "Its id is noted in a lock file, to be kept with the source code; if nothing has changed, nothing is done.",
            "Exit code 1 if the check or Meta finds errors."
        })
final class PushCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The Flow JSON.")
    private Path file;

    @Option(names = "--waba", paramLabel = "ID", required = true, description = "The account.")
    private WabaId account;

    @Option(names = "--name", paramLabel = "NAME", description = "The name of the Flow; default that of the file.")
    private @Nullable String name;

    @Option(
            names = "--category",
            paramLabel = "CATEGORY",
            defaultValue = "OTHER",
            description = "Meta's category, such as APPOINTMENT_BOOKING; default ${DEFAULT-VALUE}. May be repeated.")
    private List<String> categories;

    @Option(names = "--endpoint", paramLabel = "URL", description = "The URL of its endpoint, if it has one.")
    private @Nullable URI endpoint;

    @Option(
            names = "--app-id",
            paramLabel = "ID",
            description = "The app whose secret signs requests; default the access token's.")
    private @Nullable String appId;

    @Option(
            names = "--lock-file",
            paramLabel = "FILE",
            defaultValue = "penstock-flows.json",
            description = "Where the ids are noted; default ${DEFAULT-VALUE}.")
    private Path lockFile;

    @ArgGroup
    private Mode mode = new Mode();

    static final class Mode {

        @Option(names = "--dry-run", description = "Only say what would be done; change nothing.")
        private boolean dryRun;

        @Option(names = "--publish", description = "Publish it afterwards, if there are no errors.")
        private boolean publish;
    }

    @Option(names = "--adopt", description = "Take over a Flow of this name that the lock file does not know.")
    private boolean adopt;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws IOException {
        var source = source();
        try (var client = graph.open()) {
            var push = FlowPush.of(client, account, lockFile, FlowLint.standard());
            var way = adopt ? push.adoptingByName() : push;
            output.progress("Checking %s, then asking Meta …".formatted(file));
            var result = mode.dryRun ? way.dryRun(source, mode.publish) : way.push(source, mode.publish);
            report(source, result);
            return result.validationErrors().isEmpty() ? 0 : 1;
        }
    }

    private FlowSource source() {
        var source = FlowSource.of(name == null ? stem(file) : name, categories, FlowJsonFile.bytes(file));
        source = endpoint == null ? source : source.withEndpointUri(endpoint);
        return appId == null ? source : source.withApplicationId(appId);
    }

    private static String stem(Path file) {
        var fileName = String.valueOf(file.getFileName());
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    private void report(FlowSource source, PushResult result) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", source.name());
        result.flow().ifPresent(flow -> fields.put("id", flow.value()));
        fields.put("dry_run", mode.dryRun);
        fields.put(
                "steps",
                result.steps().stream()
                        .map(step -> step.name().toLowerCase(Locale.ROOT))
                        .toList());
        fields.put(
                "warnings", result.warnings().stream().map(LintFinding::message).toList());
        fields.put(
                "validation_errors",
                result.validationErrors().stream()
                        .map(ValidationError::toString)
                        .toList());
        output.print(text(source, result), fields);
    }

    private String text(FlowSource source, PushResult result) {
        var paint = output.paint();
        var text = new StringBuilder();
        result.warnings().forEach(warning -> text.append("warning: %s%n".formatted(Paint.harmless(warning.message()))));
        var flow = result.flow().map(id -> " (%s)".formatted(id)).orElse("");
        if (result.steps().isEmpty()) {
            text.append("Flow %s%s is at Meta as it is here; nothing to do.".formatted(source.name(), flow));
        } else {
            text.append("Flow %s%s, %s:".formatted(source.name(), flow, mode.dryRun ? "to be done" : "done"));
            result.steps().forEach(step -> text.append("%n  %s".formatted(words(step))));
        }
        result.validationErrors()
                .forEach(error -> text.append("\n").append(paint.red("Meta: " + Paint.harmless(error.toString()))));
        if (!result.validationErrors().isEmpty()) {
            text.append("\nMeta found errors, so the Flow cannot be published: repair them and push again.");
        }
        return text.toString();
    }

    private static String words(PushStep step) {
        return switch (step) {
            case CREATE -> "create the Flow";
            case ADOPT -> "take over the Flow of this name";
            case UPDATE_METADATA -> "set categories, endpoint and app";
            case UPLOAD_JSON -> "upload the Flow JSON";
            case PUBLISH -> "publish";
        };
    }
}
