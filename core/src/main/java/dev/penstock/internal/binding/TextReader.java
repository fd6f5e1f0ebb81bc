package dev.penstock.internal.binding;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads what is written as a text: dates and times in ISO 8601, and other values with a form of their own. */
record TextReader(String expected, Function<String, Object> parser) implements Reader {

    private static final Map<Class<?>, TextReader> ALL = Map.ofEntries(
            Map.entry(LocalDate.class, new TextReader("a date such as 2027-02-03", LocalDate::parse)),
            Map.entry(LocalTime.class, new TextReader("a time such as 10:30", LocalTime::parse)),
            Map.entry(
                    LocalDateTime.class,
                    new TextReader("a date and time such as 2027-02-03T10:30", LocalDateTime::parse)),
            Map.entry(
                    OffsetDateTime.class,
                    new TextReader("a date and time such as 2027-02-03T10:30+01:00", OffsetDateTime::parse)),
            Map.entry(
                    ZonedDateTime.class,
                    new TextReader(
                            "a date and time such as 2027-02-03T10:30+01:00[Europe/Madrid]", ZonedDateTime::parse)),
            Map.entry(OffsetTime.class, new TextReader("a time such as 10:30+01:00", OffsetTime::parse)),
            Map.entry(Instant.class, new TextReader("an instant such as 2027-02-03T10:30:00Z", Instant::parse)),
            Map.entry(Year.class, new TextReader("a year such as 2027", Year::parse)),
            Map.entry(YearMonth.class, new TextReader("a month such as 2027-02", YearMonth::parse)),
            Map.entry(MonthDay.class, new TextReader("a day of a year such as --02-03", MonthDay::parse)),
            Map.entry(Duration.class, new TextReader("a duration such as PT1H30M", Duration::parse)),
            Map.entry(Period.class, new TextReader("a period such as P1M", Period::parse)),
            Map.entry(ZoneId.class, new TextReader("a zone such as Europe/Madrid", ZoneId::of)),
            Map.entry(ZoneOffset.class, new TextReader("an offset such as +01:00", ZoneOffset::of)),
            Map.entry(UUID.class, new TextReader("a UUID", TextReader::uuid)),
            Map.entry(URI.class, new TextReader("a URI", URI::create)),
            Map.entry(Currency.class, new TextReader("the code of a currency such as EUR", Currency::getInstance)),
            Map.entry(byte[].class, new TextReader("Base64", Base64.getDecoder()::decode)),
            Map.entry(char.class, new TextReader("one character", TextReader::character)),
            Map.entry(Character.class, new TextReader("one character", TextReader::character)));

    static Optional<Reader> of(Class<?> type) {
        return Optional.ofNullable(ALL.get(type));
    }

    @Override
    public Object read(Object value, String path) {
        // A year is the one of these that is written as a number, too.
        var text = value instanceof Integer ? value.toString() : value;
        if (text instanceof String written) {
            try {
                return parser.apply(written);
            } catch (DateTimeException | IllegalArgumentException misshapen) {
                // Its message holds the text.
            }
        }
        throw new Misfit(path, "it is not " + expected);
    }

    /** The JDK's own parser takes shortened ones. */
    private static Object uuid(String text) {
        var uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException();
        }
        return uuid;
    }

    private static Object character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException();
        }
        return text.charAt(0);
    }
}
