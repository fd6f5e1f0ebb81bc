package dev.penstock.cli.answers;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.postgres.FlowAnswerSelection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which answers are meant. */
final class AnswerSelectionOptions {

    @Option(names = "--flow", paramLabel = "NAME", description = "Only of this Flow, by its name or its id at Meta.")
    private @Nullable String flow;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what was completed then or later: 2026-11-27, which begins at midnight in UTC, or"
                    + " 2026-11-27T10:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what was completed earlier.")
    private @Nullable String until;

    @Option(
            names = "--person",
            paramLabel = "PERSON",
            description = "Only of this person: a phone number with its country code, or a business-scoped user id.")
    private @Nullable String person;

    FlowAnswerSelection selection(boolean withRaw) {
        return new FlowAnswerSelection(
                given(flow, "--flow"),
                Optional.ofNullable(since).map(text -> time(text, "--since")),
                Optional.ofNullable(until).map(text -> time(text, "--until")),
                given(person, "--person"),
                withRaw);
    }

    boolean hasPerson() {
        return person != null;
    }

    private static Optional<String> given(@Nullable String text, String option) {
        if (text != null && text.isBlank()) {
            throw new UsageFailure(option + " is empty: say which is meant.");
        }
        return Optional.ofNullable(text);
    }

    private static Instant time(String text, String option) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException malformed) {
            throw new UsageFailure(
                    option + " takes a date such as 2026-11-27, or a moment such as 2026-11-27T10:00:00Z.");
        }
    }
}
