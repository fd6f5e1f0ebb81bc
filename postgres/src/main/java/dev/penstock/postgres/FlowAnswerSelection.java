package dev.penstock.postgres;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which answers are meant. {@code toString} does not show the person.
 *
 * @param flow only of the Flow with this name, or this id at Meta
 * @param since only what was completed then or later
 * @param until only what was completed earlier
 * @param person only of this person: a phone number, or a business-scoped user id. What Meta told under the other of
 *     the two is found too
 * @param withRaw whether the messages are read that Meta delivered
 */
public record FlowAnswerSelection(
        Optional<String> flow,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> person,
        boolean withRaw) {

    /** All answers, without the messages that Meta delivered. */
    public static final FlowAnswerSelection ALL =
            new FlowAnswerSelection(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Makes of a phone number its digits, and refuses null. */
    public FlowAnswerSelection {
        Objects.requireNonNull(flow, "flow");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
        person = Objects.requireNonNull(person, "person").map(FlowAnswerSelection::id);
    }

    /** As Meta writes it: people write numbers with a plus, blanks, hyphens, dots and brackets. */
    private static String id(String person) {
        var text = person.strip();
        return text.matches("\\+?[0-9 ().\u00a0/-]{5,40}") ? text.replaceAll("[^0-9]", "") : text;
    }

    /**
     * Restricts the answers to those of a Flow.
     *
     * @param nameOrId its name, or its id at Meta
     * @return a copy
     */
    public FlowAnswerSelection withFlow(String nameOrId) {
        return new FlowAnswerSelection(Optional.of(nameOrId), since, until, person, withRaw);
    }

    /**
     * Restricts the answers to later ones.
     *
     * @param from when they were completed at the earliest
     * @return a copy
     */
    public FlowAnswerSelection withSince(Instant from) {
        return new FlowAnswerSelection(flow, Optional.of(from), until, person, withRaw);
    }

    /**
     * Restricts the answers to earlier ones.
     *
     * @param to before when they were completed
     * @return a copy
     */
    public FlowAnswerSelection withUntil(Instant to) {
        return new FlowAnswerSelection(flow, since, Optional.of(to), person, withRaw);
    }

    /**
     * Restricts the answers to those of a person.
     *
     * @param numberOrUserId a phone number with its country code, or a business-scoped user id
     * @return a copy
     */
    public FlowAnswerSelection withPerson(String numberOrUserId) {
        return new FlowAnswerSelection(flow, since, until, Optional.of(numberOrUserId), withRaw);
    }

    /** {@return a copy that reads the messages that Meta delivered} */
    public FlowAnswerSelection alsoRaw() {
        return new FlowAnswerSelection(flow, since, until, person, true);
    }

    @Override
    public String toString() {
        return "FlowAnswerSelection[flow=%s, since=%s, until=%s]".formatted(flow, since, until);
    }
}
