package dev.penstock.cli.phone;

import dev.penstock.cli.AnswerOptions;
import dev.penstock.cli.FlowJsonFile;
import dev.penstock.cli.LogFormatOption;
import dev.penstock.cli.OutputOption;
import dev.penstock.simulator.graph.EmulatedChat;
import dev.penstock.simulator.graph.GraphEmulator;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.PhoneSessionBuilder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock dev}: a phone in the browser for a Flow and its endpoint, without a Meta account. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = {
            "Show a phone in the browser that plays a Flow JSON and really encrypts, signs and calls its endpoint.",
            "The page is on this machine only, unless told otherwise. It follows the file: save it, and the phone"
                    + " shows the new version."
        })
public final class DevCommand implements Callable<Integer> {

    @Option(names = "--flow-json", paramLabel = "FILE", required = true, description = "The Flow JSON.")
    private Path flowJson;

    @Option(
            names = "--data",
            paramLabel = "HOW",
            defaultValue = "merge",
            description =
                    "What becomes of a screen's data when an answer comes for it: merge, as one client was seen to"
                            + " do, or replace; default ${DEFAULT-VALUE}.")
    private AnswerOptions.Data data;

    @Option(
            names = "--allow-missing-keys",
            description =
                    "An answer may leave out what its screen declares. Otherwise it is refused, as projects report"
                            + " of phones.")
    private boolean allowsMissingKeys;

    @Mixin
    private EndpointOptions endpoint;

    @Mixin
    private ChatOptions chat;

    @Mixin
    private PageOptions page;

    @Mixin
    private EmulatorOptions emulation;

    @Mixin
    private OutputOption output;

    @Mixin
    private LogFormatOption logFormat;

    @Override
    public Integer call() {
        logFormat.apply();
        var flow = FlowJsonFile.load(flowJson);
        var token = endpoint.flowToken();
        var session = PhoneSession.builder(flow)
                .flowToken(token)
                .clock(InstantSource.system(), ZoneId.systemDefault())
                .answerData(data.answerData());
        chat.apply(session);
        endpoint.flowTokenSignature(flow, token).ifPresent(session::flowTokenSignature);
        if (allowsMissingKeys) {
            session.allowMissingKeys();
        }
        if (emulation.isWanted()) {
            return withGraphApi(session);
        }
        try (var phone = OpenPhone.following(flowJson, session, endpoint.open(), page)) {
            return show(phone, Optional.empty());
        }
    }

    /**
     * The phone, and the Graph API behind it: what is sent opens in the phone, what is completed goes to the webhook.
     */
    private int withGraphApi(PhoneSessionBuilder session) {
        var api = new AtomicReference<@Nullable GraphEmulator>();
        var line = endpoint.open(() -> Optional.ofNullable(api.get()).flatMap(EmulatorOptions::registeredKey));
        try (var messages = EmulatedChat.with(EmulatorOptions.NUMBER, this::note, endpoint::flowTokenSignature);
                var emulator = emulation.start(messages, endpoint.appSecret(), line);
                var phone = OpenPhone.following(flowJson, session.onCompletion(messages::completed), line, page)) {
            api.set(emulator);
            messages.join(emulator, phone.session());
            return show(phone, Optional.of(emulator));
        }
    }

    private int show(OpenPhone phone, Optional<GraphEmulator> emulator) {
        var text = new StringBuilder("The phone is at %s".formatted(phone.uri()));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("phone", phone.uri().toString());
        fields.put("flow_json", flowJson.toString());
        page.warning().ifPresent(warning -> {
            text.append('\n').append(warning);
            fields.put("warning", warning.replace('\n', ' '));
        });
        emulator.ifPresent(api -> {
            text.append('\n').append(emulation.words(api));
            fields.put("graph", emulation.fields(api));
        });
        text.append("\nIt follows %s. Stop with Ctrl-C.".formatted(flowJson));
        output.print(text.toString(), fields);
        try {
            new CountDownLatch(1).await(); // the page has threads of its own
            return 0;
        } catch (InterruptedException stopped) {
            return 0;
        }
    }

    /** What becomes of a message, later and on other threads. */
    private void note(String words) {
        output.print(words, Map.of("note", words));
    }
}
