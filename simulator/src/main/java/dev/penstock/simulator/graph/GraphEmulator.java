package dev.penstock.simulator.graph;

import dev.penstock.trust.AppSecrets;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The part of Meta's Graph API that Flows need, on this machine: accounts, numbers and their keys, Flows with their
 * life cycle, templates, sends, and webhooks that are signed and delivered again until they are taken. Faults can be
 * ordered.
 *
 * <p>It follows what Meta documents; where that is silent it does the plainest thing, so it proves nothing about Meta.
 * Thread-safe. Listens on loopback only, until it is closed, and lets in whoever has the access token and calls it by
 * an address or name of this machine; not a page in a browser.
 */
public final class GraphEmulator implements AutoCloseable {

    private final String accessToken;
    private final EmulatorState state;
    private final EmulatorServer server;
    private final WebhookDesk webhooks;

    GraphEmulator(GraphEmulatorBuilder options) {
        this.accessToken = options.accessToken;
        this.state = new EmulatorState(options.clock, options.appId);
        this.server = new EmulatorServer(options, state);
        this.webhooks = new WebhookDesk(state, options.appSecret);
    }

    /**
     * Begins an emulator.
     *
     * @param accessToken the token that calls must have
     * @return a builder with the defaults it describes
     */
    public static GraphEmulatorBuilder builder(String accessToken) {
        return new GraphEmulatorBuilder(accessToken);
    }

    /**
     * Begins an emulator with an access token of its own, made by chance.
     *
     * @return a builder with the defaults it describes
     */
    public static GraphEmulatorBuilder builder() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return new GraphEmulatorBuilder("EAAemulated" + HexFormat.of().formatHex(bytes));
    }

    /** {@return the access token that calls must have} */
    public String accessToken() {
        return accessToken;
    }

    /** {@return where it listens} */
    public URI baseUrl() {
        return server.baseUrl();
    }

    /**
     * Adds an account.
     *
     * @param id its id
     * @param name its name
     */
    public void addAccount(String id, String name) {
        state.locked(() -> state.accounts.put(id, name));
    }

    /**
     * Adds a number to an account.
     *
     * @param account the account's id
     * @param id the number's id
     * @param display the number as people write it
     */
    public void addNumber(String account, String id, String display) {
        state.locked(() -> state.numbers.put(id, new EmulatedNumber(id, account, display)));
    }

    /**
     * Adds a media file.
     *
     * @param id its id
     * @param bytes its bytes
     */
    public void addMedia(String id, byte[] bytes) {
        state.locked(() -> state.media.put(id, bytes.clone()));
    }

    /**
     * {@return the key that a number has}
     *
     * @param number the number's id
     */
    public Optional<String> keyOf(String number) {
        return state.locked(() -> state.number(number).key);
    }

    /**
     * Puts a key in place, whatever it is, past all checks.
     *
     * @param number the number's id
     * @param text the key
     * @param signatureStatus {@code VALID}, {@code MISMATCH}, or anything
     */
    public void plantKey(String number, String text, String signatureStatus) {
        state.locked(() -> {
            state.number(number).key = Optional.of(text);
            state.number(number).signatureStatus = signatureStatus;
            return true;
        });
    }

    /**
     * Loses the key of a number, as when the number is registered again.
     *
     * @param number the number's id
     */
    public void loseKey(String number) {
        state.locked(() -> state.number(number).key = Optional.empty());
    }

    /**
     * Puts a Flow into a state, as Meta would by itself.
     *
     * @param flow the Flow's id
     * @param status {@code DRAFT}, {@code PUBLISHED}, {@code THROTTLED}, {@code BLOCKED}, {@code DEPRECATED}
     */
    public void setFlowStatus(String flow, String status) {
        state.locked(() -> {
            Objects.requireNonNull(state.flows.get(flow), "no such Flow").status = EmulatedFlow.Status.valueOf(status);
            return true;
        });
    }

    /**
     * Subscribes an app to an account's webhooks.
     *
     * @param account the account's id
     * @param app the app's id
     */
    public void subscribe(String account, String app) {
        state.locked(() -> state.subscriptionsOf(account).add(app));
    }

    /**
     * Takes an account's webhooks away from every app.
     *
     * @param account the account's id
     */
    public void unsubscribe(String account) {
        state.locked(() -> state.subscriptions.remove(account));
    }

    /**
     * Subscribes the app to webhooks about WhatsApp, past all checks, as the App Dashboard would.
     *
     * @param callback where Meta would deliver; {@link #webhookTo} makes it deliver
     * @param fields the fields, such as {@code messages} and {@code flows}
     */
    public void subscribeApp(URI callback, Set<String> fields) {
        state.locked(() -> state.webhook = Optional.of(new AppSubscription(callback.toString(), List.copyOf(fields))));
    }

    /**
     * Orders faults for the next calls.
     *
     * @param fault what goes wrong
     * @param times for how many calls
     */
    public void failNext(Fault fault, int times) {
        failNext(fault, times, ignored -> true);
    }

    /**
     * Orders faults for the next calls of a kind.
     *
     * @param fault what goes wrong
     * @param times for how many calls
     * @param which the calls
     */
    public void failNext(Fault fault, int times, Predicate<GraphCall> which) {
        state.locked(() -> {
            server.faults().order(fault, times, which);
            return true;
        });
    }

    /**
     * {@return the calls so far, those that failed included, but for those without a right access token, of which
     * nothing is kept; at most the newest 1,000, and of these so many as fit into 32 MB}
     */
    public List<GraphCall> calls() {
        return state.locked(() -> server.calls());
    }

    /** {@return the messages sent so far, at most the newest 1,000; those that Meta drops are not among them} */
    public List<SentByApi> sent() {
        return state.locked(state.sent::all);
    }

    /**
     * {@return the ids of the messages that were taken and dropped, at most the newest 1,000: those with a
     * business-scoped user id in the place of the phone number}
     */
    public List<String> dropped() {
        return state.locked(state.dropped::all);
    }

    /**
     * Puts a template into a state, as Meta would by itself. A new template is {@code APPROVED} at once here.
     *
     * @param template the template's id
     * @param status {@code APPROVED}, {@code PENDING}, {@code REJECTED}, {@code PAUSED} or {@code DISABLED}
     */
    public void setTemplateStatus(String template, String status) {
        state.locked(() -> {
            Objects.requireNonNull(state.templates.get(template), "no such template").status = status;
            return true;
        });
    }

    /**
     * Delivers webhooks to a URL from now on, whatever the app has subscribed. Without this they go where the app
     * subscribed them, signed with {@link GraphEmulatorBuilder#appSecret}, and are tried for a minute.
     *
     * @param target the URL
     * @param secrets the app secret with which they are signed
     * @param tries how often a delivery is tried
     * @param pause how long between two tries
     */
    public void webhookTo(URI target, AppSecrets secrets, int tries, Duration pause) {
        webhooks.sendTo(target, secrets, tries, pause);
    }

    /**
     * Verifies the webhook's URL as Meta does.
     *
     * @param verifyToken the verify token
     * @return whether it answered with the challenge
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean verifyWebhook(String verifyToken) throws InterruptedException {
        return webhooks.verify(verifyToken);
    }

    /**
     * Delivers a webhook.
     *
     * @param account the account's id
     * @param field the field, such as {@code flows}
     * @param value the value of the change
     * @return how often it was tried until it was taken; 0 if it never was
     * @throws InterruptedException if the thread is interrupted
     */
    public int deliver(String account, String field, Map<String, Object> value) throws InterruptedException {
        return webhooks.deliver(account, field, value);
    }

    /**
     * Delivers the completion of a Flow.
     *
     * @param sent the message that the person answers
     * @param responseJson the text in {@code response_json}
     * @return how often it was tried until it was taken; 0 if it never was
     * @throws InterruptedException if the thread is interrupted
     */
    public int complete(SentByApi sent, String responseJson) throws InterruptedException {
        return webhooks.complete(sent, responseJson);
    }

    /**
     * {@return whether a webhook about a message would go anywhere}
     *
     * @param sent the message
     * @param field the field, such as {@code messages}
     */
    public boolean deliversTo(SentByApi sent, String field) {
        return webhooks.delivers(state.locked(() -> state.number(sent.numberId()).accountId), field);
    }

    @Override
    public void close() {
        server.close();
        webhooks.close();
    }
}
