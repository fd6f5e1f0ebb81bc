package dev.penstock.examples.booking;

import dev.penstock.Flow;
import dev.penstock.examples.booking.appointments.Appointments;
import dev.penstock.examples.booking.screens.AppointmentScreens;
import dev.penstock.examples.booking.screens.SeatScreens;
import dev.penstock.examples.booking.screens.Texts;
import dev.penstock.examples.booking.seats.SeatPlan;
import dev.penstock.media.MediaDecryptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * The two Flows and the rules behind them, in one language.
 *
 * <p>Each Flow has a Flow JSON document for each language, since a document is what Meta shows people, and its texts
 * are checked there. A business that speaks two languages publishes both and sends people the message of theirs.
 *
 * <p>Immutable and thread-safe.
 */
public final class BookingFlows {

    /** The name of the Flow for appointments. */
    public static final String APPOINTMENTS = "appointments";

    /** The name of the Flow for seats. */
    public static final String SEATS = "seats";

    /** How long a handler may take: 4 seconds, so that with all else an answer is there well within the phone's ten. */
    public static final Duration TIME_BUDGET = Duration.ofSeconds(4);

    /** How long seats are held unless said otherwise: 10 minutes. */
    public static final Duration DEFAULT_HOLD_TIME = Duration.ofMinutes(10);

    private final Appointments appointments;
    private final SeatPlan seatPlan;
    private final Flow appointmentsFlow;
    private final Flow seatsFlow;
    private final Language language;

    private BookingFlows(
            DataSource dataSource,
            InstantSource clock,
            ZoneId zone,
            Language language,
            Supplier<MediaDecryptor> media,
            Duration holdTime) {
        var jdbi = Jdbi.create(dataSource);
        var ids = BookingIds.of(new SecureRandom());
        var texts = Texts.in(language);
        this.language = language;
        this.appointments = Appointments.of(jdbi, clock, zone, language.tag(), ids);
        this.seatPlan = SeatPlan.of(jdbi, clock, zone, language.tag(), holdTime, ids);
        this.appointmentsFlow = AppointmentScreens.flow(APPOINTMENTS, appointments, media, dataSource, texts);
        this.seatsFlow = SeatScreens.flow(SEATS, seatPlan, dataSource, texts, clock);
    }

    /**
     * Makes the Flows.
     *
     * @param dataSource the database, see {@link BookingDatabase}
     * @param clock tells what is past and which holds have expired
     * @param zone the zone of the business, in which its opening hours are
     * @param language in which people are spoken to
     * @param media fetches the files that people choose, see {@link BookingMedia}; asked when there is a file
     * @return the Flows
     */
    public static BookingFlows of(
            DataSource dataSource,
            InstantSource clock,
            ZoneId zone,
            Language language,
            Supplier<MediaDecryptor> media) {
        return of(dataSource, clock, zone, language, media, DEFAULT_HOLD_TIME);
    }

    /**
     * Makes the Flows, with another time for holds.
     *
     * @param dataSource the database, see {@link BookingDatabase}
     * @param clock tells what is past and which holds have expired
     * @param zone the zone of the business, in which its opening hours are
     * @param language in which people are spoken to
     * @param media fetches the files that people choose, see {@link BookingMedia}; asked when there is a file
     * @param holdTime how long seats are held, positive
     * @return the Flows
     */
    public static BookingFlows of(
            DataSource dataSource,
            InstantSource clock,
            ZoneId zone,
            Language language,
            Supplier<MediaDecryptor> media,
            Duration holdTime) {
        return new BookingFlows(dataSource, clock, zone, language, media, holdTime);
    }

    /** {@return the Flow {@value #APPOINTMENTS}} */
    public Flow appointmentsFlow() {
        return appointmentsFlow;
    }

    /** {@return the Flow {@value #SEATS}} */
    public Flow seatsFlow() {
        return seatsFlow;
    }

    /** {@return both Flows} */
    public List<Flow> all() {
        return List.of(appointmentsFlow, seatsFlow);
    }

    /**
     * Returns the Flow JSON of one of the Flows, in the language of these Flows.
     *
     * @param flow the Flow
     * @return the document, version 7.3, data API 4.0
     */
    public String flowJson(Flow flow) {
        return flowJson(flow.name(), language);
    }

    /**
     * Returns the Flow JSON of a Flow in a language.
     *
     * @param flow {@value #APPOINTMENTS} or {@value #SEATS}
     * @param language the language
     * @return the document
     * @throws IllegalArgumentException if there is no such Flow
     */
    public static String flowJson(String flow, Language language) {
        var name = "flows/%s.%s.json".formatted(flow, language.tag());
        try (var in = BookingFlows.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "There is no Flow \"%s\": choose %s or %s.".formatted(flow, APPOINTMENTS, SEATS));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The resource " + name + " cannot be read.", unreadable);
        }
    }

    /** {@return the rules of the calendar, for the business itself} */
    public Appointments appointments() {
        return appointments;
    }

    /** {@return the rules of the seat plan, for the business itself} */
    public SeatPlan seatPlan() {
        return seatPlan;
    }
}
