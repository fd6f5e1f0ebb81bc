package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.EndpointLine;
import dev.penstock.simulator.Exchange;
import dev.penstock.simulator.phone.ExchangeLog.Purpose;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One phone with one Flow message in its chat. It holds everything a phone remembers: the screens that were visited, what
 * was typed, the exchanges with the endpoint. It is told what a person does and shows a tree in which nothing is left to
 * compute. It behaves as the WhatsApp client was observed to (fact sheet of Flow JSON, part II), which is no contract.
 *
 * <p>Thread-safe. Calls to the endpoint run on the executor; with an executor that runs them at once, such as
 * {@code Runnable::run}, {@link #apply} returns when the answer has been shown.
 */
public final class PhoneSession {

    private final PhoneSetup setup;
    private final FlowPlay play;
    private final ExchangeLog log = new ExchangeLog();
    private final ImageShelf images = new ImageShelf();
    private final ScenarioRecorder recorder = new ScenarioRecorder();
    private final Caller caller;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private EventRules events;
    private long revision;

    private PhoneSession(FlowJson flow, PhoneSetup setup) {
        this.setup = setup;
        this.play = new FlowPlay(flow, new ChatLog(setup.text(), setup.callToAction(), setup.business()));
        this.caller = new Caller(setup, log, this::change);
        this.events = eventsOf(flow);
    }

    private EventRules eventsOf(FlowJson flow) {
        var requests = new Requests(flow, setup.flowToken(), setup.flowTokenSignature());
        return new EventRules(play, setup, caller, requests, new AnswerRules(play, log, caller, requests));
    }

    /**
     * Starts building a session.
     *
     * @param flow the Flow to play
     * @return a builder
     */
    public static Builder builder(FlowJson flow) {
        return new Builder(flow);
    }

    /**
     * Does what a person does. What is not possible now, such as tapping while the endpoint is asked, does nothing.
     *
     * @param event what the person does
     */
    public void apply(PhoneEvent event) {
        change(() -> {
            recorder.note(event, play);
            events.apply(event);
        });
    }

    /**
     * Chooses a file in a media picker: encrypts it as WhatsApp's media store does and adds it to the picker.
     *
     * @param key the picker
     * @param fileName the file's name
     * @param mimeType the file's type
     * @param file the file; not kept
     */
    public void attach(String key, String fileName, String mimeType, byte[] file) {
        change(() -> {
            recorder.noteFile(key, fileName, play);
            events.attach(key, fileName, mimeType, file);
        });
    }

    /**
     * Puts an edited Flow in place of this one. An open Flow is closed, as its screens may be gone.
     *
     * @param flow the Flow as it is now
     */
    public void reload(FlowJson flow) {
        change(() -> {
            boolean wasOpen = play.isOpen;
            play.close();
            play.flow = flow;
            play.isButtonEnabled = true;
            events = eventsOf(flow);
            if (wasOpen) {
                events.apply(new PhoneEvent.Open());
            }
        });
    }

    /** Starts again with a fresh chat message, whose button can be tapped. */
    public void restart() {
        change(() -> {
            play.close();
            play.isButtonEnabled = true;
            play.response = Optional.empty();
        });
    }

    /**
     * Sends the clear request of an earlier exchange again, encrypted afresh. The screen does not change.
     *
     * @param number the exchange, counted from 1
     */
    public void replay(int number) {
        change(() -> log.find(number)
                .ifPresent(entry -> caller.call(entry.exchange().request(), Purpose.REPLAY, exchange -> {})));
    }

    /**
     * Shows the phone.
     *
     * @return the tree that the page draws: chat, open screen with every binding computed, loading, messages
     */
    public Map<String, Object> view() {
        return read(() -> PhoneView.of(play, setup, images));
    }

    /** {@return the Flow as it is played now} */
    public FlowJson flow() {
        return read(() -> play.flow);
    }

    /** {@return the ID of the screen that is shown, or nothing if the Flow is closed or has no screen yet} */
    public Optional<String> screen() {
        return read(() -> play.visits.current().map(Visit::id));
    }

    /** {@return the data of the screen that is shown; empty if there is none} */
    public Map<String, Object> data() {
        return read(() -> play.visits
                .current()
                .<Map<String, Object>>map(visit -> new LinkedHashMap<>(visit.data))
                .orElse(Map.of()));
    }

    /** {@return what stands in the inputs of the screen that is shown, by name; empty if there is none} */
    public Map<String, Object> form() {
        return read(() -> play.visits
                .current()
                .<Map<String, Object>>map(visit -> new LinkedHashMap<>(visit.form))
                .orElse(Map.of()));
    }

    /** {@return whether the Flow is open} */
    public boolean isOpen() {
        return read(() -> play.isOpen);
    }

    /** {@return whether the button of the Flow message can be tapped} */
    public boolean canOpen() {
        return read(() -> play.isButtonEnabled);
    }

    /** {@return the message at the bottom of the screen, if there is one} */
    public Optional<String> message() {
        return read(() -> play.snackbar.map(FlowPlay.Snackbar::text));
    }

    /** {@return what covers the screen when the Flow cannot go on, in the words for developers} */
    public Optional<String> failure() {
        return read(() -> play.failure.map(FlowPlay.Failure::detail));
    }

    /** {@return what the completed Flow left in the chat as {@code response_json}, if it was completed} */
    public Optional<Map<String, Object>> response() {
        return read(() -> play.response);
    }

    /** {@return the exchanges so far, oldest first; the last 500 at most} */
    public List<Exchange> exchanges() {
        return read(
                () -> log.entries().stream().map(ExchangeLog.Entry::exchange).toList());
    }

    /** {@return a number that goes up with every change} */
    public long revision() {
        return read(() -> revision);
    }

    /**
     * Waits for a change.
     *
     * @param after the revision that is known
     * @param patience how long to wait at most
     * @return the revision then
     * @throws InterruptedException if the thread is interrupted
     */
    public long awaitChange(long after, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (revision <= after && left > 0) {
                left = changed.awaitNanos(left);
            }
            return revision;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes down what was done so far, as a scenario for {@link Scenario#parse}.
     *
     * @param flowName what the scenario is named after
     * @return YAML
     */
    public String recorded(String flowName) {
        return read(() -> recorder.yaml(play, flowName));
    }

    List<ExchangeLog.Entry> entries() {
        return read(log::entries);
    }

    /** Tells those who wait for a change that something beside the session has changed. */
    void touch() {
        change(() -> {});
    }

    List<String> path() {
        return read(play.visits::path);
    }

    ImageShelf images() {
        return images;
    }

    MediaShelf media() {
        return setup.media();
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            revision++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T read(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }

    /** Builds a session. Not thread-safe. */
    public static final class Builder {

        private final FlowJson flow;
        private String business = "Business";
        private String text = "Please tap the button below.";
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
        private SecureRandom random = new SecureRandom();

        private Builder(FlowJson flow) {
            this.flow = flow;
        }

        /**
         * Names the business at the top of the chat.
         *
         * @param name the name; "Business" unless set
         * @return this builder
         */
        public Builder business(String name) {
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
        public Builder message(String body, String button) {
            text = body;
            callToAction = button;
            return this;
        }

        /**
         * Sets the flow token that requests carry.
         *
         * @param token the token; {@code unused} unless set, as WhatsApp does for a message without one
         * @return this builder
         */
        public Builder flowToken(String token) {
            flowToken = token;
            return this;
        }

        /**
         * Sets the flow token signature that requests of data API 4.0 carry.
         *
         * @param jwt the signature; none unless set
         * @return this builder
         */
        public Builder flowTokenSignature(String jwt) {
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
        public Builder startOn(String screen, Map<String, Object> data) {
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
        public Builder line(EndpointLine endpoint) {
            line = endpoint;
            return this;
        }

        /**
         * Sets where calls to the endpoint run.
         *
         * @param where the executor; calls run at once, on the calling thread, unless set
         * @return this builder
         */
        public Builder executor(Executor where) {
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
        public Builder clock(InstantSource source, ZoneId where) {
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
        public Builder retryPause(Duration pause) {
            retryPause = pause;
            return this;
        }

        /**
         * Sets where the endpoint fetches chosen files.
         *
         * @param address the address without a slash at the end, asked when a file is chosen
         * @return this builder
         */
        public Builder mediaAddress(Supplier<String> address) {
            mediaAddress = address;
            return this;
        }

        /**
         * Sets where keys of chosen files come from.
         *
         * @param source the source; a new {@link SecureRandom} unless set
         * @return this builder
         */
        public Builder random(SecureRandom source) {
            random = source;
            return this;
        }

        /** {@return the session, with the message in the chat and the Flow closed} */
        public PhoneSession build() {
            return new PhoneSession(
                    flow,
                    new PhoneSetup(
                            business,
                            text,
                            callToAction,
                            flowToken,
                            signature,
                            startScreen,
                            startData,
                            line,
                            executor,
                            clock,
                            zone,
                            retryPause,
                            new MediaShelf(mediaAddress, random)));
        }
    }
}
