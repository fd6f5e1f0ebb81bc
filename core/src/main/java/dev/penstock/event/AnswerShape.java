package dev.penstock.event;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an answer was, without anything of its data: for finding the one that a phone could not use.
 *
 * @param requestId the id of the request that was answered
 * @param from the screen that was answered, if it is one that the endpoint knows
 * @param form what was answered
 * @param to the screen that was answered with, if it is one that the endpoint knows
 * @param allowed the screens to which the routing model leads from there; empty where no routing model is known
 * @param fields how many fields its data had
 * @param violations how many faults the response check found in it
 */
public record AnswerShape(
        String requestId,
        Optional<String> from,
        Form form,
        Optional<String> to,
        Optional<Set<String>> allowed,
        int fields,
        int violations) {

    /** What was answered. */
    public enum Form {
        /** A screen. */
        SCREEN,
        /** A screen with an error message. */
        SCREEN_WITH_MESSAGE,
        /** The end of the Flow. */
        COMPLETION
    }

    /** Copies the set, and refuses null. */
    public AnswerShape {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(to, "to");
        allowed = Objects.requireNonNull(allowed, "allowed").map(Set::copyOf);
    }

    /** {@return for people, for example {@code TIMES answered from APPOINTMENT; the routing model allows DETAILS}} */
    @Override
    public String toString() {
        var what = switch (form) {
            case SCREEN -> shownTo();
            case SCREEN_WITH_MESSAGE -> shownTo() + " with an error message";
            case COMPLETION -> "the completion";
        };
        return "%s answered from %s%s (request %s, %d %s%s)"
                .formatted(
                        what,
                        from.orElse("no known screen"),
                        routing(),
                        requestId,
                        fields,
                        fields == 1 ? "field" : "fields",
                        violations == 0 ? "" : ", %d faults found by the response check".formatted(violations));
    }

    private String shownTo() {
        return to.orElse("an unknown screen");
    }

    /** Only what explains a refusal. */
    private String routing() {
        if (allowed.isEmpty() || form == Form.COMPLETION || (to.isPresent() && mayFollow(to.get()))) {
            return "";
        }
        var screens = allowed.get();
        return screens.isEmpty()
                ? "; the routing model allows no other screen"
                : "; the routing model allows "
                        + String.join(", ", screens.stream().sorted().toList());
    }

    private boolean mayFollow(String screen) {
        return from.equals(Optional.of(screen)) || allowed.orElse(Set.of()).contains(screen);
    }
}
