package dev.penstock.testing;

import dev.penstock.NextScreen;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.ResponseViolation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a Flow answered to a step of a {@link FlowTester}: what the person sees now, and where the next step begins.
 *
 * <p>The {@code expect} methods throw an {@link AssertionError} if something else came, and return this answer, so that
 * they can be strung together. The others give values, for assertions of any kind. Immutable and thread-safe.
 */
public final class FlowAnswer {

    private final TestedEndpoint endpoint;
    private final Exchange exchange;
    private final List<EndpointEvent> heard;
    private final Optional<Misfortune> misfortune;
    private final boolean isFailureExpected;

    FlowAnswer(TestedEndpoint endpoint, Exchange exchange, List<EndpointEvent> heard) {
        this(endpoint, exchange, heard, Misfortune.of(exchange, heard), false);
        misfortune.ifPresent(endpoint.failures()::happened);
    }

    private FlowAnswer(
            TestedEndpoint endpoint,
            Exchange exchange,
            List<EndpointEvent> heard,
            Optional<Misfortune> misfortune,
            boolean isFailureExpected) {
        this.endpoint = endpoint;
        this.exchange = exchange;
        this.heard = heard;
        this.misfortune = misfortune;
        this.isFailureExpected = isFailureExpected;
    }

    /**
     * Expects that the person sees a screen.
     *
     * @param screen its id
     * @return this answer
     * @throws AssertionError if something else came, or the handler failed
     */
    public FlowAnswer expectScreen(String screen) {
        Objects.requireNonNull(screen, "screen");
        return expect(screen().equals(screen), "the screen " + screen);
    }

    /**
     * Expects a value in the data of the screen.
     *
     * @param name the name of the field
     * @param value its value as JSON has it: a text, number, boolean, list or map; other values are compared as what
     *     they become in an answer
     * @return this answer
     * @throws AssertionError if there is another value or none, no screen came, or the handler failed
     */
    public FlowAnswer expectData(String name, Object value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        var expected = JsonValues.of(value);
        var actual = data().containsKey(name) ? "it is " + data().get(name) : "it is not there";
        return expect(
                JsonValues.areEqual(data().get(name), expected),
                "%s to be %s among the data, and %s".formatted(name, expected, actual));
    }

    /**
     * Expects a message that the phone shows on the screen for a short while.
     *
     * @param text the whole text
     * @return this answer
     * @throws AssertionError if there is another message or none, or the handler failed
     */
    public FlowAnswer expectErrorMessage(String text) {
        Objects.requireNonNull(text, "text");
        return expect(
                errorMessage().equals(Optional.of(text)),
                "the message \"%s\", and it is %s"
                        .formatted(
                                text,
                                errorMessage().map(other -> '"' + other + '"').orElse("not there")));
    }

    /**
     * Expects that the screen has no message.
     *
     * @return this answer
     * @throws AssertionError if there is one, or the handler failed
     */
    public FlowAnswer expectNoErrorMessage() {
        return expect(
                errorMessage().isEmpty(),
                "no message, and it is \"%s\"".formatted(errorMessage().orElse("")));
    }

    /**
     * Expects that the Flow is over.
     *
     * @return this answer
     * @throws AssertionError if it goes on, or the handler failed
     */
    public FlowAnswer expectCompletion() {
        return expect(isCompletion(), "the end of the Flow");
    }

    /**
     * Expects that the Flow is over, and something that the business receives.
     *
     * @param name the name of a parameter
     * @param value its value, see {@link #expectData}
     * @return this answer
     * @throws AssertionError if the Flow goes on, there is another value or none, or the handler failed
     */
    public FlowAnswer expectCompletion(String name, Object value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        expectCompletion();
        var expected = JsonValues.of(value);
        var actual = completion().containsKey(name) ? "it is " + completion().get(name) : "it is not there";
        return expect(
                JsonValues.areEqual(completion().get(name), expected),
                "%s to be %s among the parameters, and %s".formatted(name, expected, actual));
    }

    /**
     * Expects that the flow token is refused (status 427), with a text for the person.
     *
     * @param text the whole text
     * @return this answer
     * @throws AssertionError if something else came
     */
    public FlowAnswer expectInvalidFlowToken(String text) {
        Objects.requireNonNull(text, "text");
        return expect(
                status() == 427 && text.equals(answer().get("error_msg")),
                "status 427 with the text \"%s\"".formatted(text));
    }

    /**
     * Expects that the step failed: the handler threw or was late, the answer was none that a phone would take, or the
     * endpoint refused the request. What the person sees can be looked at afterwards, and the next step taken.
     *
     * @return an answer from which the test goes on
     * @throws AssertionError if nothing failed
     */
    public FlowAnswer expectFailure() {
        if (misfortune.isEmpty()) {
            throw new AssertionError("Expected that the step fails, but got %s.".formatted(words()));
        }
        endpoint.failures().seen(misfortune.get());
        return new FlowAnswer(endpoint, exchange, heard, misfortune, true);
    }

    /**
     * {@return what made the step fail, such as the exception of the handler; empty if it did not fail, or nothing was
     * thrown}
     */
    public Optional<Throwable> failureCause() {
        misfortune.ifPresent(endpoint.failures()::seen);
        return misfortune.flatMap(Misfortune::cause);
    }

    /** {@return what a phone would refuse in the answer, and warnings; empty without a Flow JSON} */
    public List<ResponseViolation> violations() {
        return heard.stream()
                .filter(EndpointEvent.ResponseRefused.class::isInstance)
                .map(EndpointEvent.ResponseRefused.class::cast)
                .flatMap(refused -> refused.violations().stream())
                .toList();
    }

    /**
     * Submits the screen that the person sees, action {@code data_exchange}.
     *
     * @param data what is submitted, a map or a record. A map may hold {@code null}
     * @return the answer
     * @throws AssertionError if no screen is there to submit, or this step failed unexpectedly
     */
    public FlowAnswer submit(Object data) {
        return endpoint.ask("data_exchange", shownScreen(), Submitted.data(data));
    }

    /**
     * Presses back on the screen that the person sees, action {@code BACK}.
     *
     * @return the answer
     * @throws AssertionError if no screen is there to go back from, or this step failed unexpectedly
     */
    public FlowAnswer back() {
        return endpoint.ask("BACK", shownScreen(), Map.of());
    }

    /**
     * Does the same once more, as who taps twice: the same clear request, encrypted anew.
     *
     * @return the answer
     * @throws AssertionError if this step failed unexpectedly
     */
    public FlowAnswer again() {
        requireFortune();
        return endpoint.ask(exchange.request());
    }

    /** {@return the screen that came; empty if none did} */
    public String screen() {
        return answer().get("screen") instanceof String screen && !isCompletion() ? screen : "";
    }

    /** {@return the data of the screen that came, with messages; empty if none did. Unmodifiable} */
    public Map<String, Object> data() {
        return isCompletion() ? Map.of() : JsonValues.object(answer().get("data"));
    }

    /** {@return the message that the phone shows on the screen for a short while} */
    public Optional<String> errorMessage() {
        return data().get(NextScreen.ERROR_MESSAGE) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** {@return whether the Flow is over} */
    public boolean isCompletion() {
        return NextScreen.SUCCESS.equals(answer().get("screen"));
    }

    /** {@return what the business receives; empty if the Flow is not over, or ends without a message. Unmodifiable} */
    public Map<String, Object> completion() {
        if (!isCompletion()) {
            return Map.of();
        }
        var data = JsonValues.object(answer().get("data"));
        var message = JsonValues.object(data.get("extension_message_response"));
        return JsonValues.object(message.get("params"));
    }

    /** {@return the HTTP status, 0 if there was no answer} */
    public int status() {
        return exchange.status();
    }

    /** {@return the request and what came of it, as they went over the line} */
    public Exchange exchange() {
        return exchange;
    }

    private Map<String, Object> answer() {
        return exchange.outcome() instanceof Exchange.Answered answered ? answered.answer() : Map.of();
    }

    private FlowAnswer expect(boolean isAsExpected, String expected) {
        requireFortune();
        if (!isAsExpected) {
            throw new AssertionError("Expected %s, but got %s.".formatted(expected, words()));
        }
        return this;
    }

    private String shownScreen() {
        requireFortune();
        if (screen().isEmpty()) {
            throw new AssertionError("There is no screen to go on from: the step before got %s.".formatted(words()));
        }
        return screen();
    }

    private void requireFortune() {
        if (misfortune.isPresent() && !isFailureExpected) {
            endpoint.failures().seen(misfortune.get());
            throw misfortune.get().asError();
        }
    }

    /** What came, in words. */
    private String words() {
        if (isCompletion()) {
            return "the end of the Flow";
        }
        if (!screen().isEmpty()) {
            return "the screen %s%s"
                    .formatted(
                            screen(),
                            errorMessage()
                                    .map(text -> " with the message \"" + text + '"')
                                    .orElse(""));
        }
        return "status %d%s"
                .formatted(
                        status(),
                        answer().get("error_msg") instanceof String text ? " with the text \"" + text + '"' : "");
    }

    @Override
    public String toString() {
        return "FlowAnswer[status=%d]".formatted(status());
    }
}
