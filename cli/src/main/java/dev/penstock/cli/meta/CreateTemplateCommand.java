package dev.penstock.cli.meta;

import dev.penstock.cli.OutputOption;
import dev.penstock.graph.messages.MessageHeader;
import dev.penstock.graph.messages.TemplateValues;
import dev.penstock.graph.templates.NewTemplate;
import dev.penstock.graph.templates.TemplateButton;
import dev.penstock.graph.templates.TemplateCategory;
import dev.penstock.graph.templates.TemplateContent;
import dev.penstock.graph.templates.TemplateHeader;
import dev.penstock.graph.templates.TemplateText;
import dev.penstock.graph.templates.Templates;
import dev.penstock.id.FlowId;
import dev.penstock.id.WabaId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock template create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Make a template with a Flow button. Meta looks at it before it can be sent.",
            "Placeholders are {{1}}, {{2}} or have names such as {{first_name}}; each needs an example."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock template create reminder --waba 1001 --category UTILITY --flow 3001 --button Book \\",
            "      --body 'Hello {{1}}, until {{2}}?' --example Ada --example 10:30",
            "  penstock template create offer --waba 1001 --category MARKETING --language de --flow 3001 --button"
                    + " Los \\",
            "      --body 'Hallo {{first_name}}' --named-example first_name=Ada --screen WELCOME --icon PROMOTION",
            "  penstock template create visit --waba 1001 --category UTILITY --flow 3001 --button Book --body Hello \\",
            "      --link 'Our page=https://example.com/{{1}}' --link-example 'Our page=https://example.com/map' \\",
            "      --call 'Call us=+15550100'"
        })
final class CreateTemplateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "Its name: lower-case letters, digits, underscores.")
    private String name;

    @Option(names = "--waba", paramLabel = "ID", required = true, description = "The account.")
    private WabaId account;

    @Option(
            names = "--language",
            paramLabel = "CODE",
            defaultValue = "en_US",
            description = "The language; default ${DEFAULT-VALUE}.")
    private String language;

    @Option(names = "--category", paramLabel = "CATEGORY", required = true, description = "MARKETING or UTILITY.")
    private TemplateCategory category;

    @Option(names = "--body", paramLabel = "TEXT", required = true, description = "The text, at most 1,024 characters.")
    private String body;

    @Option(
            names = "--example",
            paramLabel = "TEXT",
            description = "An example for the next placeholder of the text, {{1}} first; as often as needed.")
    private List<String> examples = List.of();

    @Option(
            names = "--named-example",
            paramLabel = "NAME=TEXT",
            description = "An example for a placeholder with a name, in text or header.")
    private Map<String, String> namedExamples = Map.of();

    @ArgGroup
    private @Nullable Header header;

    static final class Header {

        @Option(names = "--header", paramLabel = "TEXT", description = "A line above the text, at most 60 characters.")
        private @Nullable String line;

        @Option(
                names = "--header-image",
                paramLabel = "HANDLE",
                description = "A picture above the text: the handle of an example, from Meta's Resumable Upload API.")
        private @Nullable String image;

        @Option(names = "--header-video", paramLabel = "HANDLE", description = "A video above the text.")
        private @Nullable String video;

        @Option(names = "--header-document", paramLabel = "HANDLE", description = "A document above the text.")
        private @Nullable String document;
    }

    @Option(
            names = "--header-example",
            paramLabel = "TEXT",
            description = "An example for the placeholder {{1}} in the line above the text.")
    private @Nullable String headerExample;

    @Option(names = "--footer", paramLabel = "TEXT", description = "A line below the text, at most 60 characters.")
    private @Nullable String footer;

    @Option(names = "--flow", paramLabel = "ID", required = true, description = "The published Flow that opens.")
    private FlowId flow;

    @Option(
            names = "--button",
            paramLabel = "TEXT",
            required = true,
            description = "The words on the Flow button, at most 25 characters.")
    private String button;

    @Option(
            names = "--screen",
            paramLabel = "SCREEN",
            description = "Open this screen (navigate) instead of asking the endpoint (data_exchange).")
    private @Nullable String screen;

    @Option(
            names = "--icon",
            paramLabel = "ICON",
            description = "A small picture on the Flow button: ${COMPLETION-CANDIDATES}.")
    private TemplateButton.@Nullable Icon icon;

    @Mixin
    private TemplateButtonOptions buttons;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var template = template();
        try (var client = graph.open()) {
            var created = Templates.of(client).create(account, template);
            output.print(
                    "The template %s has the id %s; its status is %s.".formatted(name, created.id(), created.status()),
                    Map.of(
                            "id",
                            created.id(),
                            "status",
                            created.status(),
                            "category",
                            created.category().name()));
            return 0;
        }
    }

    private NewTemplate template() {
        var unknown = new TreeSet<>(namedExamples.keySet());
        unknown.removeAll(TemplateText.of(body + " " + (header == null ? "" : header.line))
                .placeholders());
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No text of the template has the placeholder %s.".formatted(String.join(", ", unknown)));
        }
        try {
            var content = TemplateContent.of(text(body, examples));
            content = header().map(content::withHeader).orElse(content);
            if (footer != null) {
                content = content.withFooter(footer);
            }
            var opens = TemplateButton.flow(button, flow);
            opens = screen == null ? opens : opens.opening(screen);
            content = content.withButton(icon == null ? opens : opens.withIcon(icon));
            return new NewTemplate(name, language, category, buttons.addTo(content));
        } catch (IllegalArgumentException notTaken) {
            throw new ParameterException(spec.commandLine(), String.valueOf(notTaken.getMessage()));
        }
    }

    private Optional<TemplateHeader> header() {
        if (header == null) {
            return Optional.empty();
        }
        if (header.line != null) {
            return Optional.of(new TemplateHeader.Line(
                    text(header.line, headerExample == null ? List.of() : List.of(headerExample))));
        }
        return file(MessageHeader.Kind.IMAGE, header.image)
                .or(() -> file(MessageHeader.Kind.VIDEO, header == null ? null : header.video))
                .or(() -> file(MessageHeader.Kind.DOCUMENT, header == null ? null : header.document));
    }

    private static Optional<TemplateHeader> file(MessageHeader.Kind kind, @Nullable String handle) {
        return Optional.ofNullable(handle).map(given -> TemplateHeader.file(kind, given));
    }

    /** Of the examples with names those that the text asks for. */
    private TemplateText text(String words, List<String> byPlace) {
        if (namedExamples.isEmpty()) {
            return new TemplateText(words, TemplateValues.positional(byPlace));
        }
        var wanted = TemplateText.of(words).placeholders();
        var named = new LinkedHashMap<>(namedExamples);
        named.keySet().retainAll(wanted);
        return new TemplateText(words, TemplateValues.named(named));
    }
}
