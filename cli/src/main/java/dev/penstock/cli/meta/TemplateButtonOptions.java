package dev.penstock.cli.meta;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.graph.templates.TemplateButton;
import dev.penstock.graph.templates.TemplateContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The buttons of a new template beside the one that opens the Flow, in the order in which they stand below it. */
final class TemplateButtonOptions {

    @Option(
            names = "--link",
            paramLabel = "TEXT=URL",
            description =
                    "A further button that opens a page; {{1}} at the end of the URL is filled in by each message."
                            + " As often as needed.")
    private Map<String, String> links = new LinkedHashMap<>();

    @Option(
            names = "--link-example",
            paramLabel = "TEXT=URL",
            description = "An example of the whole URL, for a --link of this text with a placeholder.")
    private Map<String, String> linkExamples = new LinkedHashMap<>();

    @Option(
            names = "--call",
            paramLabel = "TEXT=NUMBER",
            description = "A further button that calls a number, such as +15550100.")
    private Map<String, String> calls = new LinkedHashMap<>();

    @Option(
            names = "--copy-code",
            paramLabel = "EXAMPLE",
            description = "A further button that copies a code, which each message names: an example of one.")
    private @Nullable String code;

    @Option(
            names = "--quick-reply",
            paramLabel = "TEXT",
            description = "A further button that sends its text back, after those above; as often as needed.")
    private List<String> quickReplies = List.of();

    TemplateContent addTo(TemplateContent content) {
        requireLinks();
        var all = content;
        for (var link : links.entrySet()) {
            var button = TemplateButton.Link.to(link.getKey(), link.getValue());
            all = all.withButton(Optional.ofNullable(linkExamples.get(link.getKey()))
                    .map(button::withExample)
                    .orElse(button));
        }
        for (var call : calls.entrySet()) {
            all = all.withButton(new TemplateButton.Call(call.getKey(), number(call.getValue())));
        }
        if (code != null) {
            all = all.withButton(new TemplateButton.CopyCode(code));
        }
        for (var reply : quickReplies) {
            all = all.withButton(new TemplateButton.QuickReply(reply));
        }
        return all;
    }

    private void requireLinks() {
        for (var url : links.values()) {
            if (!url.matches("https?://[^\\s/].*")) {
                throw new UsageFailure("--link takes TEXT=URL with a whole URL that begins with https://.");
            }
        }
        for (var text : linkExamples.keySet()) {
            if (!links.containsKey(text)) {
                throw new UsageFailure(
                        "--link-example is for a --link of the same text, and there is none of this one.");
            }
        }
    }

    private static String number(String given) {
        if (!given.matches("\\+?[0-9 ()-]{5,20}")) {
            throw new UsageFailure("--call takes TEXT=NUMBER with a phone number such as +15550100.");
        }
        return given;
    }
}
