package dev.penstock.cli.meta;

import dev.penstock.cli.AppSecretOptions;
import dev.penstock.cli.FlowTokenOptions;
import dev.penstock.cli.JsonArgument;
import dev.penstock.cli.OutputOption;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.messages.FlowMessage;
import dev.penstock.graph.messages.FlowOpening;
import dev.penstock.graph.messages.FlowReference;
import dev.penstock.graph.messages.FlowTemplateMessage;
import dev.penstock.graph.messages.MessageHeader;
import dev.penstock.graph.messages.Messages;
import dev.penstock.graph.messages.SentMessage;
import dev.penstock.graph.templates.Templates;
import dev.penstock.id.FlowId;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.id.Recipient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock send}: a Flow to a number. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = {
            "Send a message that opens a Flow, with a flow token that the endpoint can verify.",
            "The token is signed with the app secret for the endpoint's Flow (--flow-name) and a subject of yours.",
            "A Flow (--flow) can be sent for 24 hours after the person wrote; a template (--template) at any time."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  penstock send +15550177 --phone-number-id 2001 --flow 3001 \\",
            "      --flow-name booking --app-secret-file app-secret.txt",
            "  penstock send --user-id US.13491208655302741918 --phone-number-id 2001 --flow 3001 --flow-token t-1",
            "  penstock send +15550177 --phone-number-id 2001 --flow 3001 --flow-token t-1 \\",
            "      --header-image https://example.com/table.jpg --footer 'The clinic'",
            "  penstock send +15550177 --phone-number-id 2001 --template reminder --waba 1001 --flow-token t-1 \\",
            "      --value Ada --value 10:30",
            "  penstock send +15550177 --phone-number-id 2001 --template offer --language de --waba 1001 \\",
            "      --flow-token t-1 --named-value first_name=Ada --link-end 1=summer"
        })
public final class SendCommand implements Callable<Integer> {

    @Mixin
    private RecipientOptions recipient;

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
            names = "--body",
            paramLabel = "TEXT",
            description = "The text of the message, at most 1,024 characters; default \"" + BODY + "\".")
    private @Nullable String body;

    @Option(
            names = "--button",
            paramLabel = "TEXT",
            description = "The text of the button; default \"" + BUTTON + "\".")
    private @Nullable String button;

    @Option(names = "--footer", paramLabel = "TEXT", description = "A line below the text, at most 60 characters.")
    private @Nullable String footer;

    @Mixin
    private HeaderOptions header;

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
            description =
                    "The data of that screen, or of the screen that the template opens, as a JSON object or as @FILE.")
    private @Nullable String data;

    @Mixin
    private TemplateOptions templateOptions;

    @Mixin
    private OpeningCheck opening;

    @Mixin
    private FlowTokenOptions flowToken;

    @Option(
            names = "--subject",
            paramLabel = "TEXT",
            description = "Whom a signed flow token stands for: an id of yours; default a random one.")
    private @Nullable String subject;

    @Mixin
    private AppSecretOptions appSecret;

    @ArgGroup(exclusive = false)
    private @Nullable FunnelNote funnel;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    private static final String BODY = "Please tap below.";
    private static final String BUTTON = "Open";

    @Override
    public Integer call() {
        var to = recipient.recipient();
        if (what.template == null) {
            templateOptions.refuseAll();
            if (data != null && screen == null) {
                throw new ParameterException(spec.commandLine(), "--data belongs to --screen or --template.");
            }
        } else if (Stream.of(body, button, footer, screen).anyMatch(Objects::nonNull) || draft) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--body, --button, --footer, --screen and --draft belong to --flow: a template has its own.");
        }
        if (screen != null) {
            Optional<Map<String, Object>> given = data == null ? Optional.empty() : Optional.of(data());
            opening.check(Optional.of(screen), given).forEach(output::progress);
        }
        var token = token();
        if (funnel == null) {
            report(send(to, token), token, Optional.empty());
            return 0;
        }
        try (var pool = funnel.open(spec)) {
            var sent = send(to, token);
            report(sent, token, funnel.note(pool, sent.id()));
            return 0;
        }
    }

    private SentMessage send(Recipient to, String token) {
        try (var client = graph.open()) {
            return what.template == null ? sendFlow(client, to, token) : sendTemplate(client, to, token);
        }
    }

    private String token() {
        var whom = subject == null ? UUID.randomUUID().toString() : subject;
        return flowToken
                .token(appSecret::required, whom)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "A flow token is needed: give --flow-name and the app secret to have one signed,"
                                + " or --flow-token."));
    }

    private SentMessage sendFlow(GraphClient client, Recipient to, String token) {
        var flow = new FlowReference.ById(Objects.requireNonNull(what.flow));
        var message = FlowMessage.of(
                to, flow, Objects.requireNonNullElse(body, BODY), Objects.requireNonNullElse(button, BUTTON), token);
        if (screen != null) {
            message = message.opening(FlowOpening.onScreen(screen, data()));
        }
        if (footer != null) {
            message = message.withFooter(footer);
        }
        Optional<MessageHeader> above = header.text().map(MessageHeader::text);
        message = above.or(header::file).map(message::withHeader).orElse(message);
        return Messages.of(client).send(from, draft ? message.asDraft() : message);
    }

    private SentMessage sendTemplate(GraphClient client, Recipient to, String token) {
        var template = FlowTemplateMessage.of(
                        to, Objects.requireNonNull(what.template), templateOptions.language(), token)
                .withFlowActionData(data());
        return Messages.of(client).send(from, templateOptions.fill(template, header, Templates.of(client)));
    }

    private Map<String, Object> data() {
        if (data == null) {
            return Map.of();
        }
        return JsonArgument.read("--data", data);
    }

    private void report(SentMessage sent, String token, Optional<String> problem) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("message_id", sent.id());
        fields.put("flow_token", token);
        sent.waId().ifPresent(id -> fields.put("wa_id", id));
        sent.userId().ifPresent(id -> fields.put("user_id", id));
        var warnings = new ArrayList<>(sent.warnings());
        if (what.template != null && !templateOptions.isCompared()) {
            warnings.add(
                    "The message was not compared with its template: give --waba to have that done before sending.");
        }
        problem.ifPresent(warnings::add);
        fields.put("warnings", warnings);
        var text = new StringBuilder("Meta has taken the message %s.".formatted(sent.id()));
        text.append("%nIts flow token is %s".formatted(token));
        warnings.forEach(warning -> text.append("%nWarning: %s".formatted(warning)));
        output.print(text.toString(), fields);
    }
}
