package dev.penstock.event;

import dev.penstock.event.EndpointEvent.Kind;
import java.util.Objects;
import java.util.Optional;

/**
 * What all events of a request say of it, as far as it is known when they are told. Nothing here was typed by a person,
 * and there are only so many of each but the id, so that metrics can count by them.
 *
 * @param endpoint where it came
 * @param id the id of the request, the same in all its events; see {@link
 *     dev.penstock.endpoint.FlowEndpointBuilder#requestIds}
 * @param kind what it is; empty as long as it has not been opened and read
 * @param screen the screen on which the person is, if it is one of {@link EndpointLabels#screens()}; empty where the
 *     phone names none, as usual with {@code INIT}, or names another
 */
public record RequestLabels(EndpointLabels endpoint, String id, Optional<Kind> kind, Optional<String> screen) {

    /** The key under which a thread has the id of the request in the MDC of SLF4J: {@value}. */
    public static final String ID_IN_MDC = "penstock.request";

    /** Refuses null. */
    public RequestLabels {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(screen, "screen");
    }

    /** {@return the name of the Flow} */
    public String flow() {
        return endpoint.flow();
    }

    @Override
    public String toString() {
        return "%s %s%s%s"
                .formatted(
                        endpoint,
                        id,
                        kind.map(what -> " " + what).orElse(""),
                        screen.map(on -> " on " + on).orElse(""));
    }
}
