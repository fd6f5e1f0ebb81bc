package dev.penstock.cli.flow;

import dev.penstock.cli.FlowJsonFile;
import dev.penstock.cli.OutputFile;
import dev.penstock.cli.OutputOption;
import dev.penstock.cli.flow.drawing.RoutingSvg;
import dev.penstock.flowjson.show.FlowSummary;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock flow show}: what is in a Flow JSON. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Show the screens, transitions and data models of a Flow JSON; with --svg draw the routing graph.")
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The Flow JSON.")
    private Path file;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write the routing graph to this file as a picture.")
    private @Nullable Path svg;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        var flow = FlowJsonFile.load(file);
        if (svg == null) {
            output.print(FlowSummary.of(flow).stripTrailing(), FlowSummary.fields(flow));
        } else {
            OutputFile.require(svg, "picture");
            OutputFile.write(svg, RoutingSvg.of(flow), "picture");
            output.print("Wrote the routing graph to %s.".formatted(svg), Map.of("svg", svg.toString()));
        }
        return 0;
    }
}
