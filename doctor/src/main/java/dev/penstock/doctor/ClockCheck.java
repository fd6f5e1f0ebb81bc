package dev.penstock.doctor;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Is the clock here right? Flow tokens, their signatures and certificates all depend on it. */
final class ClockCheck {

    private static final String CHECK = "clock";
    private static final Duration TOLERATED = Duration.ofSeconds(60);

    private ClockCheck() {}

    static List<Diagnosis> run(Patient patient, ProbeLine line) {
        var source = patient.graph.map(graph -> graph.baseUrl()).or(() -> patient.endpoint);
        if (source.isEmpty()) {
            return List.of(Diagnosis.skipped(CHECK, "there is nobody to compare it with"));
        }
        return List.of(theirs(source.get(), line)
                .map(theirs -> judge(patient.clock.instant(), theirs))
                .orElseGet(() -> Diagnosis.skipped(
                        CHECK,
                        "%s does not tell the time".formatted(source.get().getHost()))));
    }

    private static Diagnosis judge(Instant ours, Instant theirs) {
        var off = Duration.between(theirs, ours);
        return off.abs().compareTo(TOLERATED) <= 0
                ? Diagnosis.green(CHECK, "less than a minute off")
                : Diagnosis.red(
                        CHECK,
                        "it is %d seconds %s".formatted(off.abs().toSeconds(), off.isNegative() ? "slow" : "fast"),
                        "Let the machine set its clock by the network (NTP): timedatectl set-ntp true");
    }

    private static Optional<Instant> theirs(URI source, ProbeLine line) {
        if (!(line.get(source) instanceof ProbeLine.Answered answer)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(answer.headers().get("date"))
                    .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
