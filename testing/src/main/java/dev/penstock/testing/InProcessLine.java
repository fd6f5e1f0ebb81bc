package dev.penstock.testing;

import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.json.StrictJson;
import dev.penstock.trust.RequestSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A line to an endpoint in this process: requests are really encrypted and signed, and answers opened, but nothing goes
 * over a socket. The endpoint answers on a virtual thread of its own, as it does behind a server.
 *
 * <p>Immutable and thread-safe.
 */
public final class InProcessLine implements EndpointLine {

    private final FlowEndpoint endpoint;
    private final Optional<RequestSignature> signature;

    private InProcessLine(FlowEndpoint endpoint, Optional<RequestSignature> signature) {
        this.endpoint = endpoint;
        this.signature = signature;
    }

    /**
     * Makes a line whose requests are not signed; they are encrypted with the current key of the endpoint.
     *
     * @param endpoint what answers
     * @return the line
     */
    public static InProcessLine to(FlowEndpoint endpoint) {
        return new InProcessLine(Objects.requireNonNull(endpoint, "endpoint"), Optional.empty());
    }

    /**
     * Signs requests as Meta does.
     *
     * @param signature signs with the app secret
     * @return a copy
     */
    public InProcessLine signedBy(RequestSignature signature) {
        return new InProcessLine(endpoint, Optional.of(Objects.requireNonNull(signature, "signature")));
    }

    @Override
    public Exchange send(Map<String, Object> request, Duration timeout) {
        var envelope = RequestEnvelope.seal(
                StrictJson.write(request), endpoint.keyset().currentPublicKey());
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        signature.ifPresent(s -> headers.put(RequestSignature.HEADER, s.sign(envelope.body())));
        var answering = new FutureTask<>(() -> endpoint.answer(EndpointRequest.of(envelope.body(), headers::get)));
        var started = Instant.now();
        long nanos = System.nanoTime();
        Thread.ofVirtual().name("penstock-in-process-line").start(answering);
        Exchange.Outcome outcome;
        Optional<EndpointResponse> answer = Optional.empty();
        try {
            var response = answering.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            answer = Optional.of(response);
            outcome = SealedAnswer.outcome(response.status(), response.body(), envelope);
        } catch (TimeoutException late) {
            answering.cancel(true);
            outcome = new Exchange.TimedOut();
        } catch (ExecutionException failed) {
            outcome = new Exchange.Unreachable("The endpoint threw: " + failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            answering.cancel(true);
            outcome = new Exchange.Unreachable("interrupted");
        }
        var took = Duration.ofNanos(System.nanoTime() - nanos);
        var wire = new Exchange.Wire(
                new String(envelope.body(), StandardCharsets.US_ASCII),
                answer.map(EndpointResponse::body)
                        .map(body -> new String(body, StandardCharsets.US_ASCII))
                        .orElse(""),
                headers,
                answer.map(EndpointResponse::headers).orElse(Map.of()),
                envelope.keyId());
        return new Exchange(request, outcome, started, took, wire);
    }

    @Override
    public String toString() {
        return "InProcessLine[%s]".formatted(endpoint.flow().name());
    }
}
