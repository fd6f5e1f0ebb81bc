package dev.penstock.simulator.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.json.JsonFormatException;
import dev.penstock.trust.AppSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The part of Meta's Graph API that Flows need, on this machine: accounts, numbers and their keys, Flows with their life
 * cycle, sends, and webhooks that are signed and delivered again until they are taken. Faults can be ordered.
 *
 * <p>It follows what Meta documents; where that is silent it does the plainest thing, so it proves nothing about Meta.
 * Thread-safe. Listens on loopback only, until it is closed.
 */
public final class GraphEmulator implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private final GraphEmulatorBuilder options;
    private final EmulatorState state;
    private final GraphRoutes routes;
    private final FaultDesk faults = new FaultDesk();
    private final List<GraphCall> calls = new ArrayList<>();
    private Optional<WebhookSender> webhook = Optional.empty();

    GraphEmulator(GraphEmulatorBuilder options) {
        this.options = options;
        this.state = new EmulatorState(options.clock, options.appId);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The Graph API emulator cannot listen on port " + options.port + ".", failed);
        }
        this.routes = new GraphRoutes(
                state,
                new FlowCalls(state, options.validator, options.healthCheck),
                new SendCalls(state, options.phone),
                options.flatKeyAnswer,
                baseUrl());
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
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

    /** {@return where it listens} */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Adds an account.
     *
     * @param id its id
     * @param name its name
     */
    public void addAccount(String id, String name) {
        locked(() -> state.accounts.put(id, name));
    }

    /**
     * Adds a number to an account.
     *
     * @param account the account's id
     * @param id the number's id
     * @param display the number as people write it
     */
    public void addNumber(String account, String id, String display) {
        locked(() -> state.numbers.put(id, new EmulatedNumber(id, account, display)));
    }

    /**
     * Adds a media file.
     *
     * @param id its id
     * @param bytes its bytes
     */
    public void addMedia(String id, byte[] bytes) {
        locked(() -> state.media.put(id, bytes.clone()));
    }

    /**
     * {@return the key that a number has}
     *
     * @param number the number's id
     */
    public Optional<String> keyOf(String number) {
        return locked(() -> number(number).key);
    }

    /**
     * Puts a key in place, whatever it is, past all checks.
     *
     * @param number the number's id
     * @param text the key
     * @param signatureStatus {@code VALID}, {@code MISMATCH}, or anything
     */
    public void plantKey(String number, String text, String signatureStatus) {
        locked(() -> {
            number(number).key = Optional.of(text);
            number(number).signatureStatus = signatureStatus;
            return true;
        });
    }

    /**
     * Puts a Flow into a state, as Meta would by itself.
     *
     * @param flow the Flow's id
     * @param status {@code DRAFT}, {@code PUBLISHED}, {@code THROTTLED}, {@code BLOCKED}, {@code DEPRECATED}
     */
    public void setFlowStatus(String flow, String status) {
        locked(() -> {
            Objects.requireNonNull(state.flows.get(flow), "no such Flow").status = EmulatedFlow.Status.valueOf(status);
            return true;
        });
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
        locked(() -> {
            faults.order(fault, times, which);
            return true;
        });
    }

    /** {@return all calls so far, those that failed included} */
    public List<GraphCall> calls() {
        return locked(() -> List.copyOf(calls));
    }

    /** {@return all messages sent so far} */
    public List<SentByApi> sent() {
        return locked(() -> List.copyOf(state.sent));
    }

    /**
     * Delivers webhooks to a URL from now on.
     *
     * @param target the URL
     * @param secrets the app secret with which they are signed
     * @param tries how often a delivery is tried
     * @param pause how long between two tries
     */
    public void webhookTo(URI target, AppSecrets secrets, int tries, Duration pause) {
        locked(() -> webhook = Optional.of(new WebhookSender(target, secrets, tries, pause)));
    }

    /**
     * Verifies the webhook's URL as Meta does.
     *
     * @param verifyToken the verify token
     * @return whether it answered with the challenge
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean verifyWebhook(String verifyToken) throws InterruptedException {
        return sender().verify(verifyToken);
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
        return sender().deliver(Map.of(
                "object",
                "whatsapp_business_account",
                "entry",
                List.of(Map.of(
                        "id", account,
                        "time", options.clock.instant().getEpochSecond(),
                        "changes", List.of(Map.of("field", field, "value", value))))));
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
        var message = new LinkedHashMap<String, Object>();
        message.put("context", Map.of("from", sent.to(), "id", sent.id()));
        message.put("from", sent.to());
        message.put("id", "wamid.R" + locked(state::newId));
        message.put("timestamp", Long.toString(options.clock.instant().getEpochSecond()));
        message.put("type", "interactive");
        message.put(
                "interactive",
                Map.of(
                        "type",
                        "nfm_reply",
                        "nfm_reply",
                        Map.of("name", "flow", "body", "Sent", "response_json", responseJson)));
        return deliver(
                locked(() -> number(sent.numberId()).accountId),
                "messages",
                Map.of(
                        "messaging_product", "whatsapp",
                        "metadata", Map.of("phone_number_id", sent.numberId()),
                        "contacts", List.of(Map.of("wa_id", sent.to())),
                        "messages", List.of(message)));
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
        webhook.ifPresent(WebhookSender::close);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            GraphCall call;
            try {
                call = GraphCall.read(exchange);
            } catch (JsonFormatException malformed) {
                write(exchange, GraphReply.error(400, 100, "(#100) The body is not JSON"));
                return;
            }
            var fault = locked(() -> {
                calls.add(call);
                return faults.take(call);
            });
            var reply = reply(exchange, call, fault);
            if (fault.orElse(null) instanceof Fault.AnswerLost) {
                return;
            }
            write(exchange, reply);
        }
    }

    private GraphReply reply(HttpExchange exchange, GraphCall call, Optional<Fault> fault) {
        var authorization =
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        var faulty = fault.flatMap(order -> FaultDesk.reply(order, authorization));
        if (faulty.isPresent()) {
            return faulty.get();
        }
        if (!authorization.equals("Bearer " + options.accessToken)) {
            return GraphReply.error(401, 190, "Invalid OAuth access token.");
        }
        if (call.path().startsWith("media-file/")) {
            var bytes =
                    locked(() -> state.media.getOrDefault(call.path().substring("media-file/".length()), new byte[0]));
            return new GraphReply(200, bytes, Map.of("Content-Type", "application/octet-stream"));
        }
        if (options.proof.isPresent()
                && call.query().containsKey("appsecret_proof")
                && !options.proof.get().equals(call.query().get("appsecret_proof"))) {
            return GraphReply.error(400, 100, "Invalid appsecret_proof provided in the API argument");
        }
        return locked(() -> routes.answer(call));
    }

    private static void write(HttpExchange exchange, GraphReply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
    }

    private EmulatedNumber number(String id) {
        return Objects.requireNonNull(state.numbers.get(id), "no such number");
    }

    private WebhookSender sender() {
        return locked(
                () -> webhook.orElseThrow(() -> new IllegalStateException("Say first where webhooks go: webhookTo.")));
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
