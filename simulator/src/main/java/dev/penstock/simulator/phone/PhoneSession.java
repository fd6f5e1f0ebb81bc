package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.phone.LoggedExchange.Purpose;
import dev.penstock.testing.Exchange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One phone with one Flow message in its chat. It holds everything a phone remembers: the screens that were visited,
 * what was typed, the exchanges with the endpoint. It is told what a person does and shows a tree in which nothing is
 * left to compute. It behaves as the WhatsApp client was observed to, which is no
 * contract.
 *
 * <p>Thread-safe. Calls to the endpoint run on the executor; with an executor that runs them at once, such as
 * {@code Runnable::run}, {@link #apply} returns when the answer has been shown.
 */
public final class PhoneSession {

    private PhoneSetup setup;
    private final FlowPlay play;
    private final ExchangeLog log = new ExchangeLog();
    private final ImageShelf images = new ImageShelf();
    private final Previews previews = new Previews();
    private final PlayedSteps done = new PlayedSteps();
    private final Caller caller;
    private final Revisions revisions = new Revisions();
    private EventRules events;

    PhoneSession(FlowJson flow, PhoneSetup setup) {
        this.setup = setup;
        this.play = new FlowPlay(flow, new ChatLog(setup.message(), setup.business()), setup.completions());
        this.caller = new Caller(setup, log, revisions::change);
        this.events = eventsOf(flow);
    }

    private EventRules eventsOf(FlowJson flow) {
        var requests = new Requests(flow, setup.flowToken(), setup.flowTokenSignature());
        var asking = new Asking(play, caller, requests, new AnswerRules(play, log, caller, requests, setup.answers()));
        var actions = new ActionRules(play, setup.flowToken(), asking);
        asking.afterwards(actions::render);
        return new EventRules(play, setup, asking, actions, new InputEvents(play, setup.media(), previews, actions));
    }

    /**
     * Starts building a session.
     *
     * @param flow the Flow to play
     * @return a builder
     */
    public static PhoneSessionBuilder builder(FlowJson flow) {
        return new PhoneSessionBuilder(flow);
    }

    /**
     * Does what a person does. What is not possible now, such as tapping while the endpoint is asked, does nothing.
     *
     * @param event what the person does
     */
    public void apply(PhoneEvent event) {
        change(() -> {
            done.note(event, play);
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
            done.noteFile(key, fileName, play);
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

    /**
     * Brings another message with a Flow into the chat. An open Flow is closed, and the messages before cannot be
     * opened any more.
     *
     * @param message the message
     */
    public void receive(ReceivedFlow message) {
        change(() -> {
            play.close();
            play.flow = message.flow();
            play.isButtonEnabled = true;
            play.response = Optional.empty();
            play.chat.receive(message.message());
            setup = setup.with(message);
            events = eventsOf(message.flow());
        });
    }

    /**
     * A text of the business arrives in the chat, such as the summary of a completed Flow.
     *
     * @param text what it says
     * @param quotesTheReply whether it quotes the reply that the Flow left
     */
    public void receiveText(String text, boolean quotesTheReply) {
        Objects.requireNonNull(text, "text");
        change(() -> play.chat.text(text, quotesTheReply ? play.chat.replyTitle() : Optional.empty()));
    }

    /** {@return the latest text of the business after the message with the Flow, if there is one} */
    public Optional<String> chatText() {
        return read(play.chat::latestText);
    }

    /** Brings the message into the chat once more, with a button that can be tapped. */
    public void restart() {
        change(() -> {
            play.close();
            play.chat.receiveAgain();
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
        return read(() -> PhoneView.of(play, setup, images, previews));
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

    /** {@return what was not right so far though it was shown, oldest first, each once; the first 500 at most} */
    public List<PhoneRemark> remarks() {
        return read(() -> List.copyOf(play.remarks));
    }

    /** {@return the exchanges so far, oldest first; the last 500 at most} */
    public List<Exchange> exchanges() {
        return read(() -> log.entries().stream().map(LoggedExchange::exchange).toList());
    }

    /** {@return a number that goes up with every change} */
    public long revision() {
        return revisions.newest();
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
        return revisions.await(after, patience);
    }

    /** {@return the exchanges so far with what was wrong in them, oldest first; the last 500 at most} */
    public List<LoggedExchange> exchangeLog() {
        return read(log::entries);
    }

    /** {@return what was done so far, oldest first; the first 1,000 steps at most} */
    public List<DoneStep> doneSteps() {
        return read(() -> done.all(play));
    }

    /** {@return the IDs of the screens from the first to the one that is shown} */
    public List<String> path() {
        return read(play.visits::path);
    }

    /** {@return why the endpoint could not be reached when it was called last; nothing if it could} */
    public Optional<String> endpointAbsence() {
        return read(caller.presence()::absence);
    }

    /** Asks the endpoint for its health, on the executor, to learn whether it can be reached again. */
    public void lookForEndpoint() {
        caller.lookForEndpoint(flow().dataApiVersion().orElse("3.0"));
    }

    /** Tells those who wait for a change that something beside the session has changed. */
    public void announceChange() {
        change(() -> {});
    }

    /**
     * Finds an image of the Flow or of an answer.
     *
     * @param id how the view names it, behind {@code /image/}
     * @return the image; nothing if it is not kept
     */
    public Optional<Picture> image(String id) {
        return images.find(id);
    }

    /**
     * Finds a photo that was picked.
     *
     * @param id how the view names it, behind {@code /preview/}
     * @return the photo; nothing if it is not kept
     */
    public Optional<Picture> preview(String id) {
        return previews.find(id);
    }

    /**
     * Finds a chosen file as WhatsApp's media store would hand it out: encrypted.
     *
     * @param id the last part of the address that the endpoint was told
     * @return the file; nothing if it is not kept
     */
    public Optional<byte[]> sealedFile(String id) {
        return setup.media().find(id);
    }

    /**
     * Names the place from which the endpoint fetches files that are chosen from now on.
     *
     * @param root an address without a slash at the end
     */
    public void serveFilesAt(String root) {
        setup.media().serveAt(root);
    }

    MediaShelf media() {
        return setup.media();
    }

    private void change(Runnable what) {
        revisions.change(what);
    }

    private <T> T read(Supplier<T> what) {
        return revisions.read(what);
    }
}
