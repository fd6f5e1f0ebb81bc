package dev.penstock.examples.booking.screens;

import dev.penstock.Back;
import dev.penstock.DataExchange;
import dev.penstock.Flow;
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
                .onInit(screens::open)
                .onScreen(SeatViews.PERFORMANCE, PerformanceForm.class, screens::choosePerformance)
                .onScreen(SeatViews.SEATS, SeatForm.class, screens::chooseSeats)
                .onScreen(SeatViews.HOLD, BuyerForm.class, screens::describeBuyer)
                .onScreen(SeatViews.SUMMARY, screens::buy)
                .onBack(screens::goBack)
                .oncePerSubmission(SeatViews.SUMMARY)
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
                .orElseGet(() -> performances(request));
    }

    private FlowResponse choosePerformance(PerformanceForm form, DataExchange request) {
        var map = form.performance().flatMap(id -> plan.map(id, holder(request)));
        if (map.isEmpty()) {
            return performances(request);
        }
        sessions.put(
                request.flowToken(),
                session(request).withPerformance(map.get().performance().id()));
        return views.seats(map.get(), Optional.empty(), Map.of());
    }

    private FlowResponse chooseSeats(SeatForm form, DataExchange request) {
        var session = session(request);
        var performance = session.performance();
        if (performance.isEmpty()) {
            return performances(request).withErrorMessage(texts.text("session-expired"));
        }
        if (!form.trigger().equals(Optional.of("hold"))) {
            return seats(request, form.section(), Map.of());
        }
        var wanted = form.seats().orElse(List.of());
        if (wanted.isEmpty()) {
            return seats(request, form.section(), Map.of("seats", texts.text("missing")));
        }
        if (wanted.size() > SeatPlan.MAX_SEATS) {
            return seats(request, form.section(), Map.of("seats", texts.text("too-many-seats", SeatPlan.MAX_SEATS)));
        }
        return switch (plan.hold(holder(request), performance.get(), wanted)) {
            case SeatPlan.Held held -> {
                var chosen = session.withSection(form.section());
                sessions.put(request.flowToken(), chosen);
                yield views.hold(held.hold(), chosen, Map.of());
            }
            case SeatPlan.Taken taken ->
                seats(request, form.section(), Map.of()).withErrorMessage(texts.text("seats-taken"));
        };
    }

    private FlowResponse describeBuyer(BuyerForm form, DataExchange request) {
        var hold = plan.holdOf(holder(request));
        if (hold.isEmpty()) {
            return expired(request);
        }
        var session = session(request);
        if (!form.trigger().equals(Optional.of("continue"))) {
            return views.hold(hold.get(), session, Map.of());
        }
        return switch (Contact.check(form.name().orElse(""), form.email().orElse(""), "", "")) {
            case Contact.Invalid invalid ->
                views.hold(hold.get(), session, ContactForm.messages(invalid.problems(), texts));
            case Contact.Valid valid -> {
                var known = session.withBuyer(
                        valid.contact().name(), valid.contact().email());
                sessions.put(request.flowToken(), known);
                yield views.summary(hold.get(), known);
            }
        };
    }

    private FlowResponse buy(DataExchange request) {
        var holder = holder(request);
        var earlier = plan.bookingOf(holder);
        if (earlier.isPresent()) {
            return complete(earlier.get(), request);
        }
        var session = session(request);
        var hold = plan.holdOf(holder);
        boolean isAsShown = hold.map(SeatViews::seatIds).equals(request.data().string("seats"));
        if (hold.isPresent() && !isAsShown) {
            return views.summary(hold.get(), session);
        }
        return switch (plan.buy(
                holder, session.name().orElse("-"), session.email().orElse(""))) {
            case SeatPlan.Bought bought -> complete(bought.booking(), request);
            case SeatPlan.Expired expired -> expired(request);
        };
    }

    private FlowResponse goBack(Back request) {
        var hold = plan.holdOf(holder(request));
        return switch (request.screen()) {
            case SeatViews.SUMMARY ->
                hold.<FlowResponse>map(held -> views.hold(held, session(request), Map.of()))
                        .orElseGet(() -> expired(request));
            case SeatViews.HOLD -> seats(request, session(request).section(), Map.of());
            default -> performances(request);
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

    private NextScreen performances(ScreenRequest request) {
        return views.performances(
                plan.performances(holder(request)), session(request).performance());
    }

    /** The seat map with what is free now, the person's own seats among it. */
    private NextScreen seats(ScreenRequest request, Optional<String> section, Map<String, String> errors) {
        return session(request)
                .performance()
                .flatMap(id -> plan.map(id, holder(request)))
                .map(map -> {
                    var known = section.filter(id -> map.sections().stream().anyMatch(s -> s.id().equals(id)));
                    return views.seats(map, known, errors);
                })
                .orElseGet(() -> performances(request));
    }

    private NextScreen expired(ScreenRequest request) {
        return seats(request, session(request).section(), Map.of()).withErrorMessage(texts.text("hold-expired"));
    }

    private SeatSession session(ScreenRequest request) {
        return sessions.find(request.flowToken()).orElse(SeatSession.EMPTY);
    }

    private static Holder holder(ScreenRequest request) {
        return Holder.of(request.flowToken().value());
    }
}
