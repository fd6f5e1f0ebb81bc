package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.testing.AnswerData;
import dev.penstock.testing.EndpointLine;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds a session. Not thread-safe. */
public final class PhoneSessionBuilder {

    private final FlowJson flow;
    private String business = "Business";
    private Optional<String> header = Optional.empty();
    private String text = "Please tap the button below.";
    private Optional<String> footer = Optional.empty();
    private String callToAction = "Open";
    private String flowToken = "unused";
    private Optional<String> signature = Optional.empty();
    private Optional<String> startScreen = Optional.empty();
    private Map<String, Object> startData = Map.of();
    private @Nullable EndpointLine line;
    private Executor executor = Runnable::run;
    private InstantSource clock = InstantSource.system();
    private ZoneId zone = ZoneOffset.UTC;
    private Duration retryPause = Duration.ofMillis(500);
    private Supplier<String> mediaAddress = () -> "https://mmg.whatsapp.net";
    private Consumer<Map<String, Object>> completions = ignored -> {};
    private SecureRandom random = new SecureRandom();
    private AnswerRead answers = AnswerRead.STANDARD;

    PhoneSessionBuilder(FlowJson flow) {
        this.flow = flow;
    }

    /**
     * Names the business at the top of the chat.
     *
     * @param name the name; "Business" unless set
     * @return this builder
     */
    public PhoneSessionBuilder business(String name) {
        business = name;
        return this;
    }

    /**
     * Words the message that carries the Flow.
     *
     * @param body the text
     * @param button the words on its button
     * @return this builder
     */
    public PhoneSessionBuilder message(String body, String button) {
        text = body;
        callToAction = button;
        return this;
    }

    /**
     * Puts a line above the text of the message.
     *
     * @param line the line; none unless set
     * @return this builder
     */
    public PhoneSessionBuilder header(String line) {
        header = Optional.of(line);
        return this;
    }

    /**
     * Puts a line below the text of the message.
     *
     * @param line the line; none unless set
     * @return this builder
     */
    public PhoneSessionBuilder footer(String line) {
        footer = Optional.of(line);
        return this;
    }

    /**
     * Tells somebody what a completed Flow sends to the business.
     *
     * @param listener gets what becomes {@code response_json}; it is called while the session is locked, so it must be
     *     quick and must not ask the session
     * @return this builder
     */
    public PhoneSessionBuilder onCompletion(Consumer<Map<String, Object>> listener) {
        completions = listener;
        return this;
    }

    /**
     * Sets the flow token that requests carry.
     *
     * @param token the token; {@code unused} unless set, as WhatsApp does for a message without one
     * @return this builder
     */
    public PhoneSessionBuilder flowToken(String token) {
        flowToken = token;
        return this;
    }

    /**
     * Sets the flow token signature that requests of data API 4.0 carry.
     *
     * @param jwt the signature; none unless set
     * @return this builder
     */
    public PhoneSessionBuilder flowTokenSignature(String jwt) {
        signature = Optional.of(jwt);
        return this;
    }

    /**
     * Opens the Flow on a screen without asking the endpoint, as a message with {@code flow_action: navigate} does.
     *
     * @param screen the screen
     * @param data its data
     * @return this builder
     */
    public PhoneSessionBuilder startOn(String screen, Map<String, Object> data) {
        startScreen = Optional.of(screen);
        startData = new LinkedHashMap<>(data);
        return this;
    }

    /**
     * Sets the line to the endpoint.
     *
     * @param endpoint the line; without one, a Flow that needs an endpoint opens on its first screen and stays there
     * @return this builder
     */
    public PhoneSessionBuilder line(EndpointLine endpoint) {
        line = endpoint;
        return this;
    }

    /**
     * Sets where calls to the endpoint run.
     *
     * @param where the executor; calls run at once, on the calling thread, unless set
     * @return this builder
     */
    public PhoneSessionBuilder executor(Executor where) {
        executor = where;
        return this;
    }

    /**
     * Sets the phone's clock.
     *
     * @param source the clock; the system's unless set
     * @param where the time zone; UTC unless set
     * @return this builder
     */
    public PhoneSessionBuilder clock(InstantSource source, ZoneId where) {
        clock = source;
        zone = where;
        return this;
    }

    /**
     * Sets how long the phone waits before it sends again after a 421.
     *
     * @param pause the pause; 500 ms unless set, as observed
     * @return this builder
     */
    public PhoneSessionBuilder retryPause(Duration pause) {
        retryPause = pause;
        return this;
    }

    /**
     * Sets where the endpoint fetches chosen files.
     *
     * @param address the address without a slash at the end, asked when a file is chosen
     * @return this builder
     */
    public PhoneSessionBuilder mediaAddress(Supplier<String> address) {
        mediaAddress = address;
        return this;
    }

    /**
     * Sets where keys of chosen files come from.
     *
     * @param source the source; a new {@link SecureRandom} unless set
     * @return this builder
     */
    public PhoneSessionBuilder random(SecureRandom source) {
        random = source;
        return this;
    }

    /**
     * Sets what becomes of the data that a screen has when an answer comes for it.
     *
     * @param data merged unless set, as one client was seen to do
     * @return this builder
     */
    public PhoneSessionBuilder answerData(AnswerData data) {
        answers = new AnswerRead(data, answers.allowsMissingKeys());
        return this;
    }

    /**
     * Lets an answer leave out what its screen declares, as one client was observed to do. Unless set, such an answer
     * is refused, as projects report of phones.
     *
     * @return this builder
     */
    public PhoneSessionBuilder allowMissingKeys() {
        answers = new AnswerRead(answers.data(), true);
        return this;
    }

    /** {@return the session, with the message in the chat and the Flow closed} */
    public PhoneSession build() {
        return new PhoneSession(
                flow,
                new PhoneSetup(
                        business,
                        new ChatMessage(header, text, footer, callToAction),
                        flowToken,
                        signature,
                        startScreen,
                        startData,
                        line,
                        executor,
                        clock,
                        zone,
                        retryPause,
                        new MediaShelf(mediaAddress, random),
                        completions,
                        answers));
    }
}
