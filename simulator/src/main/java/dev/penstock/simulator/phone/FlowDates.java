package dev.penstock.simulator.phone;

import dev.penstock.simulator.internal.PlainValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Days as Flow JSON writes them: {@code YYYY-MM-DD}, and for a {@code DatePicker} before 5.0 the milliseconds since
 * 1970 as text. Those are read and written as UTC here, so that a Flow behaves alike on every machine.
 */
final class FlowDates {

    private final boolean inMilliseconds;

    FlowDates(boolean inMilliseconds) {
        this.inMilliseconds = inMilliseconds;
    }

    /** The day as ISO text, whichever of both ways it is written in. */
    static Optional<String> iso(@Nullable Object value) {
        String text = PlainValue.text(value).strip();
        try {
            if (text.matches("-?\\d{5,16}")) {
                Instant instant = Instant.ofEpochMilli(Long.parseLong(text));
                return Optional.of(LocalDate.ofInstant(instant, ZoneOffset.UTC).toString());
            }
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text).toString());
        } catch (DateTimeParseException | ArithmeticException notADay) {
            return Optional.empty();
        }
    }

    /** A chosen day as this Flow's version sends it. */
    String toFlow(String iso) {
        if (!inMilliseconds || iso.isEmpty()) {
            return iso;
        }
        return Long.toString(
                LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    }
}
