package dev.penstock.examples.booking.screens;

import dev.penstock.Back;
import dev.penstock.DataBindingException;
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
import dev.penstock.examples.booking.appointments.Appointment;
import dev.penstock.examples.booking.appointments.Appointments;
import dev.penstock.examples.booking.appointments.Choice;
import dev.penstock.examples.booking.appointments.Item;
import dev.penstock.examples.booking.appointments.Outcome;
import dev.penstock.examples.booking.appointments.Slot;
import dev.penstock.media.MediaDecryptor;
import dev.penstock.postgres.FlowSessions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The screens of the appointments: department, location, date and time; details; terms; summary. */
public final class AppointmentScreens {

    static final String APPOINTMENT = "APPOINTMENT";
    static final String DETAILS = "DETAILS";
    static final String TERMS = "TERMS";
    static final String SUMMARY = "SUMMARY";

    private final Appointments appointments;
    private final FilePicker picker;
    private final FlowSessions<AppointmentSession> sessions;
    private final Texts texts;

    private AppointmentScreens(
            Appointments appointments, FilePicker picker, FlowSessions<AppointmentSession> sessions, Texts texts) {
        this.appointments = appointments;
        this.picker = picker;
        this.sessions = sessions;
        this.texts = texts;
    }

    /**
     * Makes the Flow.
     *
     * @param name its name
     * @param appointments the rules
     * @param media fetches the files that people choose
     * @param dataSource where sessions are kept
     * @param texts what people read
     * @return the Flow
     */
    public static Flow flow(
            String name,
            Appointments appointments,
            Supplier<MediaDecryptor> media,
            DataSource dataSource,
            Texts texts) {
        var screens = new AppointmentScreens(
                appointments,
                new FilePicker(media, texts),
                FlowSessions.of(dataSource, name, AppointmentSession.class),
                texts);
        return Flow.named(name)
                .screen(APPOINTMENT, screens::appointment)
                .screen(DETAILS, screens::details)
                .screen(SUMMARY, screens::summary)
                .onInit(screens::open)
                .onScreen(APPOINTMENT, ChoiceForm.class, screens::choose)
                .onScreen(DETAILS, ContactForm.class, screens::describe)
                .onScreen(TERMS, Agreement.class, screens::agree)
                .onScreen(SUMMARY, screens::book)
                .onBack(screens::goBack)
                .oncePerSubmission(SUMMARY)
                .texts(texts.ofFlow())
                .timeBudget(BookingFlows.TIME_BUDGET)
                .build();
    }

    private FlowResponse open(Init request) {
        return appointments
                .ofHolder(holder(request))
                .<FlowResponse>map(booked -> request.invalidFlowToken(texts.text(
                        booked.cancelledAt().isPresent() ? "already-cancelled" : "already-booked", booked.bookingId())))
                .orElseGet(() -> NextScreen.of(APPOINTMENT));
    }

    /** {@code trigger} says what was touched: a choice that narrows the next one, or the button. */
    private FlowResponse choose(ChoiceForm form, DataExchange request) {
        var wanted = form.choice();
        if (!form.trigger().equals(Optional.of("continue"))) {
            return NextScreen.of(APPOINTMENT);
        }
        var session = session(request).with(appointments.offer(wanted).choice());
        if (session.choice().slot().isEmpty()) {
            boolean timeIsGone =
                    wanted.slot().isPresent() && session.choice().date().isPresent();
            return request.stay(texts.text(timeIsGone ? "time-taken" : "choose"));
        }
        sessions.put(request.flowToken(), session);
        return NextScreen.of(DETAILS);
    }

    private FlowResponse describe(ContactForm form, DataExchange request) {
        return switch (form.check()) {
            case Contact.Invalid invalid ->
                NextScreen.of(DETAILS)
                        .with("init_values", form.without(invalid.problems()))
                        .withFieldErrors(ContactForm.messages(invalid.problems(), texts));
            case Contact.Valid valid -> {
                sessions.put(request.flowToken(), session(request).with(valid.contact()));
                yield NextScreen.of(TERMS);
            }
        };
    }

    private FlowResponse agree(Agreement form, DataExchange request) {
        if (!form.agree()) {
            return request.stay(texts.text("please-agree"));
        }
        var session = session(request);
        return session.choice().slot().isPresent() && session.contact().isPresent()
                ? NextScreen.of(SUMMARY)
                : beginAgain();
    }

    private FlowResponse book(DataExchange request) {
        var session = session(request);
        var slot = session.choice()
                .slot()
                .filter(chosen -> request.data().string("slot").equals(Optional.of(chosen.id())));
        if (slot.isEmpty() || session.contact().isEmpty()) {
            return appointments
                    .ofHolder(holder(request))
                    .<FlowResponse>map(booked -> complete(booked, request))
                    .orElseGet(this::beginAgain);
        }
        var picked = picker.open(request);
        if (!picked.isFine()) {
            return picker.errorsOn(NextScreen.of(SUMMARY), picked);
        }
        return switch (appointments.book(
                holder(request), slot.get(), session.contact().get(), FilePicker.attachments(picked))) {
            case Outcome.Booked booked -> complete(booked.appointment(), request);
            case Outcome.Taken taken -> NextScreen.of(APPOINTMENT).withErrorMessage(texts.text("time-taken"));
        };
    }

    private FlowResponse goBack(Back request) {
        return NextScreen.of(
                switch (request.screen()) {
                    case TERMS -> DETAILS;
                    case SUMMARY -> TERMS;
                    default -> APPOINTMENT;
                });
    }

    private FlowResponse complete(Appointment booked, ScreenRequest request) {
        if (booked.cancelledAt().isPresent()) {
            return request.invalidFlowToken(texts.text("already-cancelled", booked.bookingId()));
        }
        var summary = texts.text(
                "appointment-booked",
                booked.departmentName(),
                booked.locationName(),
                texts.moment(booked.startsAt()),
                booked.bookingId());
        return request.complete(Map.of("booking_id", booked.bookingId(), "summary", summary));
    }

    private NextScreen beginAgain() {
        return NextScreen.of(APPOINTMENT).withErrorMessage(texts.text("session-expired"));
    }

    /**
     * The first screen, with what the person chose on it just now or else before: each list is there, and enabled, once
     * the choice before it is made.
     */
    private FlowData appointment(ScreenRequest request) {
        var wanted = submitted(APPOINTMENT, ChoiceForm.class, request).map(ChoiceForm::choice);
        var offer = appointments.offer(wanted.orElseGet(() -> session(request).choice()));
        var chosen = new LinkedHashMap<String, String>();
        offer.choice().department().ifPresent(id -> chosen.put("department", id));
        offer.choice().location().ifPresent(id -> chosen.put("location", id));
        offer.choice().date().ifPresent(day -> chosen.put("date", day.toString()));
        offer.choice().time().ifPresent(time -> chosen.put("time", time.toString()));
        var errors = new LinkedHashMap<String, String>();
        if (offer.choice().location().isPresent() && offer.dates().isEmpty()) {
            errors.put("location", texts.text("nothing-free"));
        }
        return NextScreen.of(APPOINTMENT)
                .with("departments", options(offer.departments()))
                .with("locations", options(offer.locations()))
                .with("is_location_enabled", !offer.locations().isEmpty())
                .with(
                        "dates",
                        orNone(offer.dates().stream()
                                .map(day -> Option.of(day.toString(), texts.day(day)))
                                .toList()))
                .with("is_date_enabled", !offer.dates().isEmpty())
                .with(
                        "times",
                        orNone(offer.times().stream()
                                .map(time -> Option.of(time.toString(), texts.time(time)))
                                .toList()))
                .with("is_time_enabled", !offer.times().isEmpty())
                .with("init_values", chosen)
                .withFieldErrors(errors)
                .data();
    }

    /** What was entered on a screen just now, if that can be read. */
    private static <T> Optional<T> submitted(String screen, Class<T> form, ScreenRequest request) {
        try {
            return request instanceof DataExchange && request.screen().equals(screen)
                    ? Optional.of(request.data().as(form))
                    : Optional.empty();
        } catch (DataBindingException unreadable) {
            return Optional.empty();
        }
    }

    private List<Option> options(List<Item> items) {
        return orNone(
                items.stream().map(item -> Option.of(item.id(), item.name())).toList());
    }

    private List<Option> orNone(List<Option> options) {
        return Option.orOnly(options, texts.text("choose-first"));
    }

    private FlowData details(ScreenRequest request) {
        var form = submitted(DETAILS, ContactForm.class, request)
                .or(() -> session(request).contact().map(ContactForm::of));
        return NextScreen.of(DETAILS)
                .with("init_values", form.orElse(ContactForm.EMPTY))
                .withFieldErrors(Map.of())
                .data();
    }

    private FlowData summary(ScreenRequest request) {
        var session = session(request);
        var slot = session.choice().slot();
        return slot.isPresent() && session.contact().isPresent()
                ? summary(session.choice(), slot.get(), session.contact().get())
                : FlowData.empty();
    }

    private FlowData summary(Choice choice, Slot slot, Contact contact) {
        var offer = appointments.offer(choice);
        var screen = NextScreen.of(SUMMARY)
                .with(
                        "appointment",
                        texts.text(
                                "appointment",
                                nameOf(offer.departments(), slot.department()),
                                nameOf(offer.locations(), slot.location()),
                                texts.moment(slot.startsAt())))
                .with("details", lines(contact))
                .with("slot", slot.id());
        return picker.errorsOn(screen, FilePicker.NO_FILES).data();
    }

    private static String nameOf(List<Item> items, String id) {
        return items.stream()
                .filter(item -> item.id().equals(id))
                .map(Item::name)
                .findFirst()
                .orElse(id);
    }

    private static String lines(Contact contact) {
        return String.join(
                "\n",
                List.of(contact.name(), contact.email(), contact.phone(), contact.note()).stream()
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    private AppointmentSession session(ScreenRequest request) {
        return sessions.find(request.flowToken()).orElse(AppointmentSession.EMPTY);
    }

    private static Holder holder(ScreenRequest request) {
        return Holder.of(request.flowToken().value());
    }

    /** The box on the terms. */
    record Agreement(boolean agree) {}
}
