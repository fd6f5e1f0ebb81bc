package dev.penstock.testing;

import dev.penstock.Flow;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.endpoint.ResponseCheck;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.Pairing;
import dev.penstock.flowjson.check.ScreenModels;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Plays a person who uses a Flow, through the whole endpoint: signature, encryption, replay guard, flow token, time
 * budget, texts, and the response check if there is a Flow JSON. There is no socket, and there are no keys to care for.
 *
 * <pre>{@code
 * FlowTester.of(flow)
 *         .withFlowJson(Path.of("booking.json"))
 *         .init()
 *         .expectScreen("APPOINTMENT")
 *         .submit(Map.of("department", "beauty", "date", "2026-12-01"))
 *         .expectScreen("SUMMARY");
 * }</pre>
 *
 * <p>A handler that throws, is late, or gives an answer that a phone would refuse fails the test at the next step, with
 * the handler's exception as the cause; whoever means it says {@link FlowAnswer#expectFailure()}. All failures are
 * {@link AssertionError}s, so any test framework will do. Their messages show what the Flow answered.
 *
 * <p>Each tester has an endpoint of its own, and each {@code with} returns a copy that has another. Thread-safe; what
 * is asked at the same time is answered one after the other.
 */
public final class FlowTester {

    private final Flow flow;
    private final Optional<ResponseCheck> check;
    private final Optional<String> flowToken;
    private final Optional<String> subject;
    private final UnaryOperator<FlowEndpointBuilder> options;
    private final UnseenFailures failures;
    private final TestedEndpoint endpoint;

    private FlowTester(
            Flow flow,
            Optional<ResponseCheck> check,
            Optional<String> flowToken,
            Optional<String> subject,
            UnaryOperator<FlowEndpointBuilder> options,
            UnseenFailures failures) {
        this.flow = flow;
        this.check = check;
        this.flowToken = flowToken;
        this.subject = subject;
        this.options = options;
        this.failures = failures;
        this.endpoint = TestedEndpoint.of(flow, check, subject, flowToken, options, failures);
    }

    /**
     * Makes a tester. Its person has a flow token that nobody else has.
     *
     * @param flow the Flow to use
     * @return the tester
     */
    public static FlowTester of(Flow flow) {
        return new FlowTester(
                Objects.requireNonNull(flow, "flow"),
                Optional.empty(),
                Optional.of("test-token-" + UUID.randomUUID()),
                Optional.empty(),
                builder -> builder,
                new UnseenFailures());
    }

    /**
     * Has every answer checked against a Flow JSON, as an endpoint with {@link ScreenModels} does; what a phone would
     * refuse fails the test.
     *
     * @param flowJson the Flow JSON
     * @return a copy
     * @throws dev.penstock.flowjson.check.UnpairedFlowException if screens and handlers do not fit together
     */
    public FlowTester withFlowJson(FlowJson flowJson) {
        Objects.requireNonNull(flowJson, "flowJson");
        Pairing.require(flow, flowJson);
        return withResponseCheck(ScreenModels.of(flowJson));
    }

    /**
     * Has every answer checked against a Flow JSON.
     *
     * @param flowJson the file that holds the Flow JSON
     * @return a copy
     * @throws dev.penstock.flowjson.UnreadableFlowJsonException if it cannot be read
     * @throws dev.penstock.flowjson.check.UnpairedFlowException if screens and handlers do not fit together
     */
    public FlowTester withFlowJson(Path flowJson) {
        return withFlowJson(FlowJson.load(Objects.requireNonNull(flowJson, "flowJson")));
    }

    /**
     * Has every answer checked.
     *
     * @param check finds what a phone would refuse
     * @return a copy
     */
    public FlowTester withResponseCheck(ResponseCheck check) {
        return new FlowTester(
                flow, Optional.of(Objects.requireNonNull(check, "check")), flowToken, subject, options, failures);
    }

    /**
     * Gives the person another flow token, which is not verified.
     *
     * @param flowToken the token, as handlers shall see it
     * @return a copy
     */
    public FlowTester withFlowToken(String flowToken) {
        Objects.requireNonNull(flowToken, "flowToken");
        return new FlowTester(flow, check, Optional.of(flowToken), Optional.empty(), options, failures);
    }

    /**
     * Gives the person a flow token that was issued to them and is verified, so that handlers see the subject.
     *
     * @param subject who the token is for, as in {@link dev.penstock.trust.FlowTokens#issue}
     * @return a copy
     */
    public FlowTester withSubject(String subject) {
        Objects.requireNonNull(subject, "subject");
        return new FlowTester(flow, check, Optional.empty(), Optional.of(subject), options, failures);
    }

    /**
     * Sets more of the endpoint, such as a clock, a listener or a replay guard; private key and app secret are there.
     *
     * @param options what to add, after what is set already
     * @return a copy
     */
    public FlowTester withEndpoint(UnaryOperator<FlowEndpointBuilder> options) {
        Objects.requireNonNull(options, "options");
        return new FlowTester(
                flow, check, flowToken, subject, builder -> options.apply(this.options.apply(builder)), failures);
    }

    /**
     * Opens the Flow, action {@code INIT}.
     *
     * @return the answer
     */
    public FlowAnswer init() {
        return endpoint.ask("INIT", "", Map.of());
    }

    /**
     * Submits a screen, action {@code data_exchange}, wherever the person was before.
     *
     * @param screen the screen
     * @param data what is submitted, a map or a record. A map may hold {@code null}
     * @return the answer
     */
    public FlowAnswer submit(String screen, Object data) {
        Objects.requireNonNull(screen, "screen");
        return endpoint.ask("data_exchange", screen, Submitted.data(data));
    }

    /**
     * Goes back, action {@code BACK}, wherever the person was before.
     *
     * @param screen the screen on which back is pressed
     * @return the answer
     */
    public FlowAnswer back(String screen) {
        return endpoint.ask("BACK", Objects.requireNonNull(screen, "screen"), Map.of());
    }

    /**
     * Asks as Meta does whether the endpoint is well.
     *
     * @throws AssertionError if it is not
     */
    public void expectHealthy() {
        var ping = new LinkedHashMap<String, Object>();
        ping.put("version", "3.0");
        ping.put("action", "ping");
        var exchange = endpoint.send(ping);
        var healthy = Map.of("data", Map.of("status", "active"));
        if (!(exchange.outcome() instanceof Exchange.Answered answered)
                || !answered.answer().equals(healthy)) {
            throw new AssertionError("The health check was answered with status %d.".formatted(exchange.status()));
        }
    }

    /**
     * Expects that no step failed, of this tester or a copy of it, but those of which the test has said that it knows,
     * with {@link FlowAnswer#expectFailure} or {@link FlowAnswer#failureCause}. At the end of a test it finds the
     * handler that threw at the last step, of which nothing was expected; {@link
     * dev.penstock.testing.junit.PenstockTest} says it by itself.
     *
     * @throws AssertionError if one did, with what its handler threw as the cause
     */
    public void expectNothingElseFailed() {
        failures.requireNone();
    }

    /** {@return the flow token of the person, as requests carry it} */
    public String flowToken() {
        return endpoint.flowToken();
    }

    @Override
    public String toString() {
        return "FlowTester[%s]".formatted(flow.name());
    }
}
