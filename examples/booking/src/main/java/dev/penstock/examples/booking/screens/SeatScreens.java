package dev.penstock.examples.booking.screens;

import dev.penstock.Back;
import dev.penstock.DataExchange;
import dev.penstock.Flow;
import dev.penstock.FlowData;
import dev.penstock.FlowResponse;
import dev.penstock.Init;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.examples.booking.Contact;
import dev.penstock.examples.booking.Holder;
import dev.penstock.examples.booking.seats.SeatBooking;
import dev.penstock.examples.booking.seats.SeatPlan;
import dev.penstock.postgres.FlowSessions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The screens of the seats: performance, seat map, hold, summary. */
public final class SeatScreens {

    static final String PERFORMANCE = "PERFORMANCE";
    static final String SEATS = "SEATS";
    static final String HOLD = "HOLD";
    static final String SUMMARY = "SUMMARY";

    private final SeatPlan plan;
    private final FlowSessions<SeatSession> sessions;
    private final Texts texts;
    private final SeatViews views;

    private SeatScreens(SeatPlan plan, FlowSessions<SeatSession> sessions, Texts texts, InstantSource clock) {
        this.plan = plan;
        this.sessions = sessions;
        this.texts = texts;
        this.views = new SeatViews(texts, clock);
    }

    /**
     * Makes the Flow.
     *
     * @param name its name
     * @param plan the rules
     * @param dataSource where sessions are kept
     * @param texts what people read
     * @param clock tells how much time is left
     * @return the Flow
     */
    public static Flow flow(String name, SeatPlan plan, DataSource dataSource, Texts texts, InstantSource clock) {
        var screens = new SeatScreens(plan, FlowSessions.of(dataSource, name, SeatSession.class), texts, clock);
        return Flow.named(name)
                .screen(PERFORMANCE, screens::performances)
                .screen(SEATS, screens::seats)
                .screen(HOLD, screens::hold)
                .screen(SUMMARY, screens::summary)
                .onInit(screens::open)
                .onScreen(PERFORMANCE, PerformanceForm.class, screens::choosePerformance)
                .onScreen(SEATS, SeatForm.class, screens::chooseSeats)
                .onScreen(HOLD, BuyerForm.class, screens::describeBuyer)
                .onScreen(SUMMARY, screens::buy)
                .onBack(screens::goBack)
                .oncePerSubmission(SUMMARY)
                .texts(texts.ofFlow())
                .timeBudget(BookingFlows.TIME_BUDGET)
                .build();
    }

    /** The performances, as they came from the phone. */
    record PerformanceForm(Optional<String> performance) {}

    /** The seat map, as it came from the phone: {@code trigger} says what was touched, the section or the button. */
    record SeatForm(Optional<String> trigger, Optional<String> section, Optional<List<String>> seats) {}

    /** The buyer, as they came from the phone. */
    record BuyerForm(Optional<String> trigger, Optional<String> name, Optional<String> email) {}

    private FlowResponse open(Init request) {
        return plan.bookingOf(holder(request))
                .<FlowResponse>map(booked -> request.invalidFlowToken(texts.text(
                        booked.cancelledAt().isPresent() ? "already-cancelled" : "seats-already-booked",
                        booked.bookingId())))
                .orElseGet(() -> NextScreen.of(PERFORMANCE));
    }

    private FlowResponse choosePerformance(PerformanceForm form, DataExchange request) {
        var performance = form.performance().filter(plan::isToCome);
        if (performance.isEmpty()) {
            return NextScreen.of(PERFORMANCE);
        }
        sessions.put(request.flowToken(), session(request).withPerformance(performance.get()));
        return NextScreen.of(SEATS);
    }

    private FlowResponse chooseSeats(SeatForm form, DataExchange request) {
        var session = session(request);
        var performance = session.performance();
        if (performance.isEmpty()) {
            return NextScreen.of(PERFORMANCE).withErrorMessage(texts.text("session-expired"));
        }
        if (!form.trigger().equals(Optional.of("hold"))) {
            return seatsOrPerformances(request);
        }
        var wanted = form.seats().orElse(List.of());
        if (wanted.isEmpty()) {
            return seatsOrPerformances(request).withFieldErrors(Map.of("seats", texts.text("missing")));
        }
        if (wanted.size() > SeatPlan.MAX_SEATS) {
            var tooMany = texts.text("too-many-seats", SeatPlan.MAX_SEATS);
            return seatsOrPerformances(request).withFieldErrors(Map.of("seats", tooMany));
        }
        return switch (plan.hold(holder(request), performance.get(), wanted)) {
            case SeatPlan.Held held -> {
                sessions.put(request.flowToken(), session.withSection(form.section()));
                yield NextScreen.of(HOLD);
            }
            case SeatPlan.Taken taken -> seatsOrPerformances(request).withErrorMessage(texts.text("seats-taken"));
        };
    }

    private FlowResponse describeBuyer(BuyerForm form, DataExchange request) {
        if (plan.holdOf(holder(request)).isEmpty()) {
            return expired(request);
        }
        if (!form.trigger().equals(Optional.of("continue"))) {
            return NextScreen.of(HOLD);
        }
        return switch (Contact.check(form.name().orElse(""), form.email().orElse(""), "", "")) {
            case Contact.Invalid invalid ->
                NextScreen.of(HOLD).withFieldErrors(ContactForm.messages(invalid.problems(), texts));
            case Contact.Valid valid -> {
                var contact = valid.contact();
                sessions.put(request.flowToken(), session(request).withBuyer(contact.name(), contact.email()));
                yield NextScreen.of(SUMMARY);
            }
        };
    }

    private FlowResponse buy(DataExchange request) {
        var holder = holder(request);
        var earlier = plan.bookingOf(holder);
        if (earlier.isPresent()) {
            return complete(earlier.get(), request);
        }
        var hold = plan.holdOf(holder);
        boolean isAsShown = hold.map(SeatViews::seatIds).equals(request.data().string("seats"));
        if (hold.isPresent() && !isAsShown) {
            return NextScreen.of(SUMMARY);
        }
        var session = session(request);
        return switch (plan.buy(
                holder, session.name().orElse("-"), session.email().orElse(""))) {
            case SeatPlan.Bought bought -> complete(bought.booking(), request);
            case SeatPlan.Expired expired -> expired(request);
        };
    }

    private FlowResponse goBack(Back request) {
        return switch (request.screen()) {
            case SUMMARY -> plan.holdOf(holder(request)).isPresent() ? NextScreen.of(HOLD) : expired(request);
            case HOLD -> seatsOrPerformances(request);
            default -> NextScreen.of(PERFORMANCE);
        };
    }

    private FlowResponse complete(SeatBooking booked, ScreenRequest request) {
        if (booked.cancelledAt().isPresent()) {
            return request.invalidFlowToken(texts.text("already-cancelled", booked.bookingId()));
        }
        var summary = texts.text(
                "seats-booked",
                booked.performance().title(),
                texts.moment(booked.performance().startsAt()),
                String.join(", ", booked.seats()),
                texts.price(booked.total()),
                booked.bookingId());
        return request.complete(Map.of("booking_id", booked.bookingId(), "summary", summary));
    }

    private NextScreen expired(ScreenRequest request) {
        return seatsOrPerformances(request).withErrorMessage(texts.text("hold-expired"));
    }

    /** The seats of the chosen performance, unless it has begun. */
    private NextScreen seatsOrPerformances(ScreenRequest request) {
        boolean isToCome = session(request).performance().filter(plan::isToCome).isPresent();
        return NextScreen.of(isToCome ? SEATS : PERFORMANCE);
    }

    private FlowData performances(ScreenRequest request) {
        return views.performances(
                plan.performances(holder(request)), session(request).performance());
    }

    /** The seat map with what is free now, the person's own seats among it. */
    private FlowData seats(ScreenRequest request) {
        var session = session(request);
        boolean isSection = request instanceof DataExchange && request.screen().equals(SEATS);
        var section = isSection ? request.data().string("section") : session.section();
        return session.performance()
                .flatMap(id -> plan.map(id, holder(request)))
                .map(map -> views.seats(map, section))
                .orElse(FlowData.empty());
    }

    private FlowData hold(ScreenRequest request) {
        return plan.holdOf(holder(request))
                .map(hold -> views.hold(hold, session(request)))
                .orElse(FlowData.empty());
    }

    private FlowData summary(ScreenRequest request) {
        return plan.holdOf(holder(request))
                .map(hold -> views.summary(hold, session(request)))
                .orElse(FlowData.empty());
    }

    private SeatSession session(ScreenRequest request) {
        return sessions.find(request.flowToken()).orElse(SeatSession.EMPTY);
    }

    private static Holder holder(ScreenRequest request) {
        return Holder.of(request.flowToken().value());
    }
}
