package dev.penstock.cli.phone;

import dev.penstock.cli.AnswerOptions;
import dev.penstock.cli.FlowJsonFile;
import dev.penstock.simulator.graph.EmulatedChat;
import dev.penstock.simulator.graph.GraphEmulator;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.PhoneSessionBuilder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock dev}: a phone in the browser for a Flow and its endpoint, without a Meta account. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = {
            "Show a phone in the browser that plays a Flow JSON and really encrypts, signs and calls its endpoint.",
            "The page is on this machine only, unless told otherwise. It follows the file: save it, and the phone shows the new version."
        })
public final class DevCommand implements Callable<Integer> {

    @Option(names = "--flow-json", paramLabel = "FILE", required = true, description = "The Flow JSON.")
    private Path flowJson;

    @Option(
            names = "--data",
            paramLabel = "HOW",
            defaultValue = "merge",
            description =
                    "What becomes of a screen's data when an answer comes for it: merge, as one client was seen to do, or replace; default ${DEFAULT-VALUE}.")
    private AnswerOptions.Data data;

    @Option(
            names = "--allow-missing-keys",
            description =
                    "An answer may leave out what its screen declares. Otherwise it is refused, as projects report of phones.")
    private boolean allowsMissingKeys;

    @Mixin
    private EndpointOptions endpoint;

    @Mixin
    private PageOptions page;

    @Mixin
    private EmulatorOptions emulation;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var flow = FlowJsonFile.load(flowJson);
        var token = endpoint.flowToken();
        var session = PhoneSession.builder(flow)
                .flowToken(token)
                .clock(InstantSource.system(), ZoneId.systemDefault())
                .answerData(data.answerData());
        endpoint.flowTokenSignature(flow, token).ifPresent(session::flowTokenSignature);
        if (allowsMissingKeys) {
            session.allowMissingKeys();
        }
        if (emulation.isWanted()) {
            return withGraphApi(session);
        }
        try (var phone = OpenPhone.following(flowJson, session, endpoint.open(), page)) {
            return show(phone, "");
        }
    }

    /**
     * The phone, and the Graph API behind it: what is sent opens in the phone, what is completed goes to the webhook.
     */
    private int withGraphApi(PhoneSessionBuilder session) {
        var api = new AtomicReference<@Nullable GraphEmulator>();
        var line = endpoint.open(() -> Optional.ofNullable(api.get()).flatMap(EmulatorOptions::registeredKey));
        try (var chat = EmulatedChat.with(EmulatorOptions.NUMBER, this::say, endpoint::flowTokenSignature);
                var emulator = emulation.start(chat, endpoint.appSecret(), line);
                var phone = OpenPhone.following(flowJson, session.onCompletion(chat::completed), line, page)) {
            api.set(emulator);
            chat.join(emulator, phone.session());
            return show(phone, emulation.words(emulator));
        }
    }

    private int show(OpenPhone phone, String more) {
        say("The phone is at %s".formatted(phone.uri()));
        page.warning().ifPresent(this::say);
        if (!more.isEmpty()) {
            say(more);
        }
        say("It follows %s. Stop with Ctrl-C.".formatted(flowJson));
        try {
            new CountDownLatch(1).await(); // the page has threads of its own
            return 0;
        } catch (InterruptedException stopped) {
            return 0;
        }
    }

    private void say(String words) {
        var out = spec.commandLine().getOut();
        out.println(words);
        out.flush();
    }
}
