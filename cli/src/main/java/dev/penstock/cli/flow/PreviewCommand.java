package dev.penstock.cli.flow;

import dev.penstock.cli.OutputOption;
import dev.penstock.cli.meta.GraphOptions;
import dev.penstock.graph.flows.Flows;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock flow preview}: Meta's page that shows a Flow. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = "Print the link to Meta's preview of a Flow. Whoever has the link can see the Flow.")
final class PreviewCommand implements Callable<Integer> {

    @Mixin
    private FlowArgument flow;

    @Option(names = "--replace", description = "Make a new link; the old one stops working.")
    private boolean replace;

    @ArgGroup(exclusive = false)
    private @Nullable Interactive interactive;

    static final class Interactive {

        @Option(
                names = "--phone-number",
                paramLabel = "NUMBER",
                required = true,
                description = "For a preview that asks the endpoint: the number it pretends to be sent to.")
        private String number;

        @Option(
                names = "--flow-token",
                paramLabel = "TEXT",
                required = true,
                description = "For a preview that asks the endpoint: the flow token.")
        private String token;
    }

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        try (var client = graph.open()) {
            var preview = Flows.of(client).preview(flow.find(client), replace);
            var url = interactive == null ? preview.url() : preview.interactive(interactive.number, interactive.token);
            var fields = new LinkedHashMap<String, Object>();
            fields.put("url", url.toString());
            preview.expiresAt().ifPresent(at -> fields.put("expires_at", at.toString()));
            output.print(
                    url
                            + preview.expiresAt()
                                    .map(at -> "%nIt works until %s.".formatted(at))
                                    .orElse(""),
                    fields);
            return 0;
        }
    }
}
