package dev.penstock.cli.meta;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.OutputOption;
import dev.penstock.graph.templates.Templates;
import dev.penstock.id.WabaId;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock template delete}. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Delete a template, in all its languages or in one. Messages that were sent stay.",
        footerHeading = "%nExamples:%n",
        footer = "  penstock template delete reminder --waba 1001 --language de --yes")
final class DeleteTemplateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The name of the template.")
    private String name;

    @Option(names = "--waba", paramLabel = "ID", required = true, description = "The account.")
    private WabaId account;

    @Option(names = "--language", paramLabel = "CODE", description = "Only in this language; default in all.")
    private @Nullable String language;

    @Option(names = "--yes", description = "Really.")
    private boolean sure;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!sure) {
            throw new ParameterException(
                    spec.commandLine(),
                    "A template that was deleted has to be approved again: give --yes to delete it.");
        }
        try (var client = graph.open()) {
            var templates = Templates.of(client);
            if (language == null) {
                templates.delete(account, name);
            } else {
                templates.delete(
                        account,
                        templates.named(account, name).stream()
                                .filter(template -> template.language().equals(language))
                                .findFirst()
                                .orElseThrow(() -> new CommandFailure(
                                        ("The account has no template of this name in the language %s: penstock"
                                                        + " template list"
                                                        + " shows them.")
                                                .formatted(language))));
            }
            output.print("The template is deleted.", Map.of("deleted", name));
            return 0;
        }
    }
}
