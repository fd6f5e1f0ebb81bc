package dev.penstock.cli.meta;

import dev.penstock.graph.messages.FlowTemplateMessage;
import dev.penstock.graph.messages.TemplateButtonValue;
import dev.penstock.graph.messages.TemplateHeaderValue;
import dev.penstock.graph.messages.TemplateValues;
import dev.penstock.graph.templates.Templates;
import dev.penstock.id.WabaId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a template needs to be sent. */
public final class TemplateOptions {

    @Option(
            names = "--language",
            paramLabel = "CODE",
            defaultValue = "en_US",
            description = "The language of the template, exactly as it has it; default ${DEFAULT-VALUE}.")
    private String language;

    @Option(
            names = "--waba",
            paramLabel = "ID",
            description =
                    "The account of the template: then the values are compared with it before anything is sent, and its"
                            + " Flow button is found.")
    private @Nullable WabaId account;

    @Option(
            names = "--value",
            paramLabel = "TEXT",
            description = "The value for the next placeholder in the body, {{1}} first; as often as needed.")
    private List<String> values = List.of();

    @Option(
            names = "--named-value",
            paramLabel = "NAME=TEXT",
            description = "The value for a placeholder with a name in the body, such as {{first_name}}.")
    private Map<String, String> namedValues = Map.of();

    @Option(
            names = "--named-header",
            paramLabel = "NAME=TEXT",
            description = "The value for a placeholder with a name in the header.")
    private Map<String, String> namedHeader = Map.of();

    @Option(
            names = "--link-end",
            paramLabel = "BUTTON=TEXT",
            description = "The end of the URL of a further button; buttons are counted from 0.")
    private Map<Integer, String> linkEnds = Map.of();

    @Option(
            names = "--reply-payload",
            paramLabel = "BUTTON=TEXT",
            description = "What a quick reply among the buttons sends back.")
    private Map<Integer, String> replies = Map.of();

    @Option(names = "--coupon-code", paramLabel = "BUTTON=TEXT", description = "The code that a button copies.")
    private Map<Integer, String> codes = Map.of();

    @Option(
            names = "--flow-button",
            paramLabel = "BUTTON",
            description = "Which button opens the Flow, from 0; default the one of the template with --waba, else 0.")
    private @Nullable Integer flowButton;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    /** For a message without a template: nothing of this may have been given. */
    void refuseAll() {
        boolean given =
                Stream.of(values, namedValues.keySet(), namedHeader.keySet()).anyMatch(all -> !all.isEmpty())
                        || Stream.of(linkEnds, replies, codes).anyMatch(all -> !all.isEmpty())
                        || flowButton != null;
        if (given) {
            throw new ParameterException(
                    mixee.commandLine(), "Values and buttons are those of a template: they belong to --template.");
        }
    }

    boolean isCompared() {
        return account != null;
    }

    String language() {
        return language;
    }

    FlowTemplateMessage fill(FlowTemplateMessage template, HeaderOptions header, Templates templates) {
        if (!values.isEmpty() && !namedValues.isEmpty()) {
            throw new ParameterException(
                    mixee.commandLine(),
                    "A template has placeholders by place (--value) or by name (--named-value), not both.");
        }
        var filled = template.withFlowButtonAt(place(template, templates))
                .withHeader(headerValue(header))
                .withBody(
                        namedValues.isEmpty() ? TemplateValues.positional(values) : TemplateValues.named(namedValues));
        for (var end : linkEnds.entrySet()) {
            filled = filled.withButton(end.getKey(), TemplateButtonValue.linkEnd(end.getValue()));
        }
        for (var reply : replies.entrySet()) {
            filled = filled.withButton(reply.getKey(), TemplateButtonValue.quickReply(reply.getValue()));
        }
        for (var code : codes.entrySet()) {
            filled = filled.withButton(code.getKey(), TemplateButtonValue.couponCode(code.getValue()));
        }
        return account == null ? filled : templates.checked(account, filled);
    }

    private int place(FlowTemplateMessage template, Templates templates) {
        if (flowButton != null || account == null) {
            return flowButton == null ? 0 : flowButton;
        }
        return templates.named(account, template.template()).stream()
                .filter(known -> known.language().equals(language))
                .findFirst()
                .map(known -> known.flowButton())
                .orElse(OptionalInt.empty())
                .orElse(0);
    }

    private TemplateHeaderValue headerValue(HeaderOptions header) {
        var text = header.text();
        if (text.isPresent() && !namedHeader.isEmpty()) {
            throw new ParameterException(mixee.commandLine(), "Give --header or --named-header, not both.");
        }
        Optional<TemplateHeaderValue> file = header.file().map(TemplateHeaderValue::file);
        return file.or(() -> text.map(line -> TemplateHeaderValue.text(TemplateValues.positional(line))))
                .orElseGet(() -> TemplateHeaderValue.text(TemplateValues.named(namedHeader)));
    }
}
