package dev.penstock.testing;

import dev.penstock.event.EndpointEvent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a step failed.
 *
 * @param message a sentence
 * @param cause what the handler threw, if it did
 */
record Misfortune(String message, Optional<Throwable> cause) {

    /** The first thing that went wrong, if something did. */
    static Optional<Misfortune> of(Exchange exchange, List<EndpointEvent> heard) {
        return heard.stream().flatMap(event -> of(event).stream()).findFirst().or(() -> of(exchange.outcome()));
    }

    private static Optional<Misfortune> of(EndpointEvent event) {
        return switch (event) {
            case EndpointEvent.Failed failed ->
                failed.failure() == EndpointEvent.Failure.INVALID_FLOW_TOKEN
                        ? Optional.empty()
                        : Optional.of(new Misfortune(
                                "%s failed (%s): %s".formatted(what(failed), failed.failure(), whatWasSaid(failed)),
                                failed.cause()));
            case EndpointEvent.ResponseRefused refused ->
                refused.sent()
                        ? Optional.empty()
                        : Optional.of(new Misfortune(
                                "A phone would refuse the answer to %s: %s"
                                        .formatted(
                                                what(refused),
                                                refused.violations().stream()
                                                        .map(Object::toString)
                                                        .collect(Collectors.joining("; "))),
                                Optional.empty()));
            case EndpointEvent.Refused refused ->
                Optional.of(new Misfortune(
                        "The endpoint refused the request with status %d (%s)."
                                .formatted(refused.refusal().status(), refused.refusal()),
                        refused.cause()));
            default -> Optional.empty(); // the others tell of nothing that went wrong
        };
    }

    /** With the message of the exception, which events leave out: what is typed in a test is nobody's secret. */
    private static String whatWasSaid(EndpointEvent.Failed failed) {
        return failed.cause().map(Throwable::toString).orElse(failed.problem());
    }

    /** Nothing was heard, and yet no answer came that a phone could read. */
    private static Optional<Misfortune> of(Exchange.Outcome outcome) {
        return switch (outcome) {
            case Exchange.Answered answered -> Optional.empty();
            case Exchange.Refused refused ->
                because("The endpoint answered with status %d.".formatted(refused.status()));
            case Exchange.Unopened unopened -> because("The answer does not open: " + unopened.reason());
            case Exchange.Malformed malformed -> because("The answer cannot be read: " + malformed.reason());
            case Exchange.TimedOut late -> because("The endpoint did not answer.");
            case Exchange.Unreachable gone -> because(gone.reason());
        };
    }

    private static Optional<Misfortune> because(String message) {
        return Optional.of(new Misfortune(message, Optional.empty()));
    }

    AssertionError asError() {
        return new AssertionError(message, cause.orElse(null));
    }

    private static String what(EndpointEvent event) {
        return event.request().kind().map(Misfortune::onTheWire).orElse("The request");
    }

    /** The {@code action} as it is written, or what else came. */
    private static String onTheWire(EndpointEvent.Kind kind) {
        return switch (kind) {
            case INIT, BACK -> kind.name();
            case DATA_EXCHANGE -> "data_exchange";
            case HEALTH_CHECK -> "The health check";
            case ERROR_NOTIFICATION -> "The error notification";
        };
    }
}
