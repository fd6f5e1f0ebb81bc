package dev.penstock.cli.meta;

import dev.penstock.cli.OutputOption;
import dev.penstock.cli.TextTable;
import dev.penstock.graph.templates.Template;
import dev.penstock.graph.templates.TemplateButton;
import dev.penstock.graph.templates.TemplateFlow;
import dev.penstock.graph.templates.TemplateHeader;
import dev.penstock.graph.templates.Templates;
import dev.penstock.id.WabaId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock template list}: what each template needs to be sent. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the templates of an account that have a Flow button, with what each needs to be sent.",
        footerHeading = "%nExamples:%n",
        footer = "  penstock template list --waba 1001")
final class ListTemplatesCommand implements Callable<Integer> {

    @Option(names = "--waba", paramLabel = "ID", required = true, description = "The account.")
    private WabaId account;

    @Option(names = "--all", description = "Also those without a Flow button.")
    private boolean all;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        try (var client = graph.open()) {
            var templates = Templates.of(client).list(account).stream()
                    .filter(template -> all || template.flowButton().isPresent())
                    .toList();
            var table = TextTable.of("NAME", "LANGUAGE", "STATUS", "FLOW", "HEADER", "VALUES");
            templates.forEach(template -> table.row(
                    template.name(),
                    template.language(),
                    template.status(),
                    flow(template).orElse("-"),
                    header(template),
                    String.join(", ", template.content().body().placeholders())));
            output.print(
                    templates.isEmpty()
                            ? "The account has no templates with a Flow button."
                            : table.text(cell -> cell).stripTrailing(),
                    Map.of(
                            "templates",
                            templates.stream().map(ListTemplatesCommand::json).toList()));
            return 0;
        }
    }

    private static Map<String, Object> json(Template template) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", template.id());
        json.put("name", template.name());
        json.put("language", template.language());
        json.put("status", template.status());
        json.put("category", template.category().name());
        flow(template).ifPresent(id -> json.put("flow", id));
        template.flowButton().ifPresent(place -> json.put("flow_button", place));
        json.put("header", header(template));
        json.put("values", template.content().body().placeholders());
        return json;
    }

    private static Optional<String> flow(Template template) {
        return template.content().buttons().stream()
                .filter(TemplateButton.Flow.class::isInstance)
                .map(button -> ((TemplateButton.Flow) button).flow())
                .map(flow -> switch (flow) {
                    case TemplateFlow.ById(var id) -> id.value();
                    case TemplateFlow.ByName(var name) -> name;
                    case TemplateFlow.Inline ignored -> "inline";
                })
                .findFirst();
    }

    private static String header(Template template) {
        return template.content()
                .header()
                .map(header -> switch (header) {
                    case TemplateHeader.Line(var text) ->
                        text.placeholders().isEmpty()
                                ? "text"
                                : "text with " + String.join(", ", List.copyOf(text.placeholders()));
                    case TemplateHeader.File(var kind, var ignored) ->
                        kind.name().toLowerCase(Locale.ROOT);
                    case TemplateHeader.Other(var format) -> format.toLowerCase(Locale.ROOT);
                })
                .orElse("-");
    }
}
