package dev.penstock.cli.meta;

import dev.penstock.cli.AppSecretOptions;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.FlowTokenOptions;
import dev.penstock.cli.OutputOption;
import dev.penstock.graph.FlowId;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.PhoneNumberId;
import dev.penstock.graph.messages.FlowMessage;
import dev.penstock.graph.messages.FlowOpening;
import dev.penstock.graph.messages.FlowReference;
import dev.penstock.graph.messages.FlowTemplateMessage;
import dev.penstock.graph.messages.Messages;
import dev.penstock.graph.messages.SentMessage;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
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

/** {@code penstock send}: a Flow to a number. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = {
            "Send a message that opens a Flow, with a flow token that the endpoint can verify.",
            "The token is signed with the app secret for the endpoint's Flow (--flow-name) and a subject of yours."
        })
public final class SendCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NUMBER", description = "The recipient, as 15550100 or +15550100.")
    private String to;

    @Option(names = "--phone-number-id", paramLabel = "ID", required = true, description = "The number to send from.")
    private PhoneNumberId from;

    @ArgGroup(multiplicity = "1")
    private What what;

    static final class What {

        @Option(names = "--flow", paramLabel = "ID", description = "The Flow, in an interactive message.")
        private @Nullable FlowId flow;

        @Option(names = "--template", paramLabel = "NAME", description = "A template with a Flow button.")
        private @Nullable String template;
    }

    @Option(
            names = "--language",
            paramLabel = "CODE",
            defaultValue = "en_US",
            description = "The language of the template; default ${DEFAULT-VALUE}.")
    private String language;

    @Option(
            names = "--body",
            paramLabel = "TEXT",
            defaultValue = "Please tap below.",
            description = "The text of the message; default \"${DEFAULT-VALUE}\".")
    private String body;

    @Option(
            names = "--button",
            paramLabel = "TEXT",
            defaultValue = "Open",
            description = "The text of the button; default \"${DEFAULT-VALUE}\".")
    private String button;

    @Option(names = "--draft", description = "Open the draft of the Flow, which only testers can.")
    private boolean draft;

    @Option(
            names = "--screen",
            paramLabel = "SCREEN",
            description = "Open this screen (navigate) instead of asking the endpoint (data_exchange).")
    private @Nullable String screen;

    @Option(
            names = "--data",
            paramLabel = "JSON",
            description = "The data of that screen, as a JSON object or as @FILE.")
    private @Nullable String data;

    @Mixin
    private FlowTokenOptions flowToken;

    @Option(
            names = "--subject",
            paramLabel = "TEXT",
            description = "Whom a signed flow token stands for: an id of yours; default a random one.")
    private @Nullable String subject;

    @Mixin
    private AppSecretOptions appSecret;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (data != null && screen == null && what.template == null) {
            throw new ParameterException(spec.commandLine(), "--data belongs to --screen or --template.");
        }
        var token = token();
        try (var client = graph.open()) {
            var sent = send(client, token);
            report(sent, token);
            return 0;
        }
    }

    private String token() {
        var whom = subject == null ? UUID.randomUUID().toString() : subject;
        return flowToken
                .token(appSecret::required, whom)
                .orElseThrow(
                        () -> new ParameterException(
                                spec.commandLine(),
                                "A flow token is needed: give --flow-name and the app secret to have one signed, or --flow-token."));
    }

    private SentMessage send(GraphClient client, String token) throws IOException {
        var messages = Messages.of(client);
        var fields = data();
        if (what.template != null) {
            var template = FlowTemplateMessage.of(number(), what.template, language, token);
            return messages.send(
                    from,
                    new FlowTemplateMessage(
                            template.to(),
                            template.template(),
                            template.language(),
                            template.flowToken(),
                            fields,
                            template.buttonIndex(),
                            template.bodyParameters()));
        }
        var flow = new FlowReference.ById(java.util.Objects.requireNonNull(what.flow));
        var message = FlowMessage.of(number(), flow, body, button, token);
        if (screen != null) {
            message = message.opening(FlowOpening.onScreen(screen, fields));
        }
        return messages.send(from, draft ? message.asDraft() : message);
    }

    private String number() {
        var digits = to.replaceAll("[+ ()-]", "");
        if (!digits.matches("[0-9]{6,15}")) {
            throw new ParameterException(
                    spec.commandLine(), "\"%s\" is no phone number: write it like +15550100.".formatted(to));
        }
        return digits;
    }

    private Map<String, Object> data() throws IOException {
        if (data == null) {
            return Map.of();
        }
        try {
            return StrictJson.readObject(data.startsWith("@") ? Files.readString(Path.of(data.substring(1))) : data);
        } catch (JsonFormatException malformed) {
            throw new CommandFailure("The data is not a JSON object. " + malformed.getMessage());
        }
    }

    private void report(SentMessage sent, String token) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("message_id", sent.id());
        fields.put("flow_token", token);
        sent.waId().ifPresent(id -> fields.put("wa_id", id));
        fields.put("warnings", sent.warnings());
        var text = new StringBuilder("Meta has taken the message %s.".formatted(sent.id()));
        text.append("%nIts flow token is %s".formatted(token));
        sent.warnings().forEach(warning -> text.append("%nWarning: %s".formatted(warning)));
        output.print(text.toString(), fields);
    }
}
