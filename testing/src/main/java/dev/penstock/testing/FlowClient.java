package dev.penstock.testing;

import dev.penstock.testing.Exchange.Answered;
import dev.penstock.testing.Exchange.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks an endpoint with the manners of a phone: after a 421 it fetches the key again and resends once, and it notifies
 * the endpoint of an answer that does not open or does not fit.
 *
 * <p>One client speaks for one flow token. Thread-safe if its listener is.
 *
 * <p>The manners are those that WhatsApp has been observed to have, not a documented contract.
 */
public final class FlowClient {

    /** How long a phone waits between a 421 and its second try. */
    static final Duration PAUSE_BEFORE_RETRY = Duration.ofMillis(500);

    private final EndpointLine line;
    private final String flowToken;
    private final String version;
    private final Optional<String> flowTokenSignature;
    private final Function<Answered, Optional<String>> fit;
    private final Consumer<Exchange> listener;
    private final Duration timeout;

    private FlowClient(Builder builder) {
        this.line = builder.line;
        this.flowToken = builder.flowToken;
        this.version = builder.version;
        this.flowTokenSignature = builder.flowTokenSignature;
        this.fit = builder.fit;
        this.listener = builder.listener;
        this.timeout = builder.timeout;
    }

    /**
     * Begins a client.
     *
     * @param line carries its requests
     * @param flowToken the flow token of the message that opened the Flow
     * @return a builder
     */
    public static Builder over(EndpointLine line, String flowToken) {
        return new Builder(line, flowToken);
    }

    /** {@return the exchange of a health check} */
    public Exchange ping() {
        var request = new LinkedHashMap<String, Object>();
        request.put("version", version);
        request.put("action", "ping");
        return exchange(request);
    }

    /** {@return the exchange of opening the Flow, action {@code INIT}} */
    public Exchange init() {
        return exchange(request("INIT", "", Map.of()));
    }

    /**
     * Submits a screen, action {@code data_exchange}.
     *
     * @param screen the screen on which the person is
     * @param data what is submitted
     * @return the exchange
     */
    public Exchange submit(String screen, Map<String, ?> data) {
        return exchange(request("data_exchange", screen, data));
    }

    /**
     * Goes back, action {@code BACK}.
     *
     * @param screen the screen on which back is pressed
     * @return the exchange
     */
    public Exchange back(String screen) {
        return exchange(request("BACK", screen, Map.of()));
    }

    /**
     * Asks with any clear request.
     *
     * @param request the clear request
     * @return the exchange, the second one if the first ended in 421
     */
    public Exchange exchange(Map<String, Object> request) {
        var exchange = send(request);
        if (exchange.status() == 421) {
            pause();
            line.refreshKey();
            exchange = send(request);
        }
        var screen = String.valueOf(request.getOrDefault("screen", ""));
        problem(exchange.outcome()).ifPresent(error -> notifyEndpoint(screen, error));
        return exchange;
    }

    /**
     * Notifies the endpoint of an error; a phone waits for no answer, this method does.
     *
     * @param screen the screen for which the bad answer came
     * @param error the key of the error, for example {@code invalid-screen-transition}
     * @return the exchange
     */
    public Exchange notifyEndpoint(String screen, String error) {
        var data = new LinkedHashMap<String, Object>();
        data.put("error", error);
        data.put("error_message", "The answer could not be used: " + error);
        var request = request("data_exchange", screen, data);
        request.remove("flow_token_signature");
        return send(request);
    }

    private Exchange send(Map<String, Object> request) {
        var exchange = line.send(request, timeout);
        listener.accept(exchange);
        return exchange;
    }

    private Optional<String> problem(Outcome outcome) {
        return switch (outcome) {
            case Exchange.Unopened unopened -> Optional.of("response-decryption-error");
            case Answered answered -> answered.status() == 200 ? fit.apply(answered) : Optional.empty();
            case Exchange.Refused refused -> Optional.empty();
            case Exchange.Malformed malformed -> Optional.empty(); // a phone keeps this to itself
            case Exchange.TimedOut late -> Optional.empty();
            case Exchange.Unreachable gone -> Optional.empty();
        };
    }

    private Map<String, Object> request(String action, String screen, Map<String, ?> data) {
        var request = new LinkedHashMap<String, Object>();
        request.put("version", version);
        request.put("action", action);
        request.put("screen", screen);
        request.put("data", data);
        request.put("flow_token", flowToken);
        flowTokenSignature.ifPresent(signature -> request.put("flow_token_signature", signature));
        return request;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_BEFORE_RETRY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Builds a client. Not thread-safe. */
    public static final class Builder {

        private final EndpointLine line;
        private final String flowToken;
        private String version = "3.0";
        private Optional<String> flowTokenSignature = Optional.empty();
        private Function<Answered, Optional<String>> fit = answered -> Optional.empty();
        private Consumer<Exchange> listener = exchange -> {};
        private Duration timeout = EndpointLine.TIMEOUT;

        private Builder(EndpointLine line, String flowToken) {
            this.line = Objects.requireNonNull(line, "line");
            this.flowToken = Objects.requireNonNull(flowToken, "flowToken");
        }

        /**
         * Speaks data API 4.0, with a flow token signature.
         *
         * @param signature the value of {@code flow_token_signature}
         * @return this builder
         */
        public Builder flowTokenSignature(String signature) {
            this.version = "4.0";
            this.flowTokenSignature = Optional.of(signature);
            return this;
        }

        /**
         * Judges whether an answer fits the Flow.
         *
         * @param fit gives the key of the error of which the endpoint is to be notified; empty if the answer fits
         * @return this builder
         */
        public Builder fit(Function<Answered, Optional<String>> fit) {
            this.fit = Objects.requireNonNull(fit, "fit");
            return this;
        }

        /**
         * Hears of every exchange, a first one that ended in 421 and error notifications included.
         *
         * @param listener called in the thread that asks
         * @return this builder
         */
        public Builder listener(Consumer<Exchange> listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Sets how long to wait for an answer.
         *
         * @param timeout default 10 seconds
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /** {@return the client} */
        public FlowClient build() {
            return new FlowClient(this);
        }
    }
}
