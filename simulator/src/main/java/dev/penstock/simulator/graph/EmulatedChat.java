package dev.penstock.simulator.graph;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import dev.penstock.json.StrictJson;
import dev.penstock.simulator.phone.PhoneSession;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Joins a phone to the emulator: a Flow that a business sends, whatever the number it is sent to, appears in the
 * phone's chat, and what a person completes there goes to the webhook, if there is one.
 *
 * <p>Give {@link #arrived} to {@link GraphEmulatorBuilder#phone}, {@link #completed} to
 * {@code PhoneSessionBuilder.onCompletion}, then join the two with {@link #join}. Thread-safe. {@link #close()} it to
 * end its deliveries.
 */
public final class EmulatedChat implements AutoCloseable {

    private final ExecutorService deliveries = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("penstock-webhook-delivery").factory());
    private final Consumer<String> notes;
    private final Function<String, Optional<String>> signer;
    private volatile Optional<Joined> joined = Optional.empty();
    private volatile SentByApi latest;

    private record Joined(GraphEmulator emulator, PhoneSession session) {}

    private EmulatedChat(String number, Consumer<String> notes, Function<String, Optional<String>> signer) {
        this.notes = notes;
        this.signer = signer;
        // The message that is in the chat from the start was sent by nobody; its answer has to answer something.
        this.latest = new SentByApi(
                "wamid.start", number, "15550177", Optional.empty(), "unused", Optional.empty(), Map.of());
    }

    /**
     * Begins a chat.
     *
     * @param number the id of the number of which the first message in the chat is, which was not sent by the API
     * @param notes gets a sentence, without any content, about what became of a delivery
     * @return the chat, with neither emulator nor phone
     */
    public static EmulatedChat with(String number, Consumer<String> notes) {
        return new EmulatedChat(number, notes, flowToken -> Optional.empty());
    }

    /**
     * Begins a chat whose messages come with a flow token signature.
     *
     * @param number the id of the number of which the first message in the chat is, which was not sent by the API
     * @param notes gets a sentence, without any content, about what became of a delivery
     * @param signer makes {@code flow_token_signature} for the flow token of a message; empty for none
     * @return the chat, with neither emulator nor phone
     */
    public static EmulatedChat with(String number, Consumer<String> notes, Function<String, Optional<String>> signer) {
        return new EmulatedChat(number, notes, signer);
    }

    /**
     * Joins emulator and phone.
     *
     * @param emulator the emulator
     * @param session the phone
     */
    public void join(GraphEmulator emulator, PhoneSession session) {
        joined = Optional.of(new Joined(emulator, session));
    }

    /**
     * A business has sent a message.
     *
     * @param sent the message; one with neither Flow nor text is only noted
     */
    public void arrived(SentByApi sent) {
        if (joined.isEmpty()) {
            return;
        }
        if (!SentFlow.isIn(sent)) {
            text(sent, joined.get().session());
            return;
        }
        var session = joined.get().session();
        try {
            var flow = sent.flowJson().map(FlowJson::parse).orElseGet(session::flow);
            latest = sent;
            session.receive(SentFlow.received(sent, flow, signer));
            notes.accept("A Flow has arrived in the phone's chat: message " + sent.id() + ".");
        } catch (UnreadableFlowJsonException unreadable) {
            notes.accept("The Flow of message " + sent.id() + " cannot be played: its Flow JSON cannot be read.");
        }
    }

    private void text(SentByApi sent, PhoneSession session) {
        var body = Json.text(Json.object(sent.message(), "text"), "body");
        if (body.isEmpty()) {
            notes.accept("A message without a Flow or a text was sent; the phone shows these only.");
            return;
        }
        // What it quotes and the business did not send is what the person sent: the reply that the Flow left.
        boolean quotesTheReply = Json.text(Json.object(sent.message(), "context"), "message_id")
                .filter(quoted -> !quoted.equals(latest.id()))
                .isPresent();
        session.receiveText(body.get(), quotesTheReply);
        notes.accept("A text has arrived in the phone's chat: message " + sent.id() + ".");
    }

    /**
     * A person has completed the Flow of the latest message. The webhook is delivered on another thread.
     *
     * @param response what becomes {@code response_json}
     */
    public void completed(Map<String, Object> response) {
        var answered = latest;
        joined.ifPresent(both -> deliveries.execute(() -> deliver(both.emulator(), answered, response)));
    }

    private void deliver(GraphEmulator emulator, SentByApi answered, Map<String, Object> response) {
        if (!emulator.deliversTo(answered, "messages")) {
            notes.accept("The completion goes nowhere, since no webhook is subscribed.");
            return;
        }
        try {
            int tries = emulator.complete(answered, new String(StrictJson.write(response), StandardCharsets.UTF_8));
            notes.accept(
                    tries > 0
                            ? "The completion was delivered to the webhook, at try %d.".formatted(tries)
                            : "The webhook did not take the completion, however often it was delivered.");
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
    }
}
