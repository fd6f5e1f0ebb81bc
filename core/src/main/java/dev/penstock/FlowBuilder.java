package dev.penstock;

import dev.penstock.internal.binding.Binder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JacksonModule;

/**
 * Builds a {@link Flow}.
 *
 * <p>Defaults: no filters, English texts, a time budget of 8 seconds, nothing once per submission, no module of
 * Jackson. A second handler for the same screen and action is refused. Not thread-safe.
 */
public final class FlowBuilder {

    /** How long people wait for a handler unless said otherwise: 8 of the 10 seconds after which a phone gives up. */
    public static final Duration DEFAULT_TIME_BUDGET = Duration.ofSeconds(8);

    private static final Duration MAX_TIME_BUDGET = Duration.ofSeconds(10);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    final String name;
    final Map<String, ScreenHandler<DataExchange>> onScreen = new HashMap<>();
    final Map<String, ScreenHandler<Back>> onBack = new HashMap<>();
    final Map<String, ScreenData> screenData = new HashMap<>();
    final Map<String, Class<?>> dataTypes = new HashMap<>();
    final Set<String> oncePerSubmission = new HashSet<>();
    final List<FlowFilter> filters = new ArrayList<>();
    private final List<JacksonModule> jacksonModules = new ArrayList<>();
    Binder binder = Binder.OF_RECORDS;

    @Nullable
    ScreenHandler<Init> onInit;

    @Nullable
    ScreenHandler<Back> onAnyBack;

    @Nullable
    ErrorNotificationHandler onErrorNotification;

    FlowTexts texts = FlowTexts.ENGLISH;
    Duration timeBudget = DEFAULT_TIME_BUDGET;
    boolean interruptsLateHandlers;

    FlowBuilder(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    ("A Flow's name is made of lower-case letters, digits and hyphens, at most 64:"
                                    + " it is part of a URL. Found: \"%s\".")
                            .formatted(name));
        }
        this.name = name;
    }

    /**
     * Answers {@code INIT}: the person opens the Flow.
     *
     * @param handler answers with the first screen
     * @return this builder
     */
    public FlowBuilder onInit(ScreenHandler<Init> handler) {
        if (onInit != null) {
            throw new IllegalArgumentException("The Flow %s has a handler for INIT already.".formatted(name));
        }
        onInit = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /**
     * Gives the data of a screen once: the lists, flags and texts that it shows, and whatever it has to have empty,
     * such as {@code error_messages}. Every answer that shows the screen has this data beneath what the handler adds:
     * the first one, the next one, {@code BACK}, {@code request.stay(...)}, and the answers that Penstock gives itself
     * when something fails.
     *
     * <p>Why: WhatsApp Web has been seen to merge the data of an answer into what the screen has, field by field, so
     * that what an answer leaves out stays as it was. Whether other phones do so is not known. An answer that has all
     * the data of its screen is right either way.
     *
     * <pre>{@code
     * .screen("APPOINTMENT", request -> Map.of("departments", calendar.departments(), "error_messages", Map.of()))
     * .onInit(request -> NextScreen.of("APPOINTMENT"))
     * .onScreen("APPOINTMENT", Choice.class, (choice, request) -> calendar.isFree(choice)
     *         ? NextScreen.of("SUMMARY").with(choice)
     *         : request.stay("That day has just gone. Please pick another."))
     * }</pre>
     *
     * <p>After a failure at most one second is waited for it, and less if the time budget leaves less of the ten
     * seconds after which a phone gives up; then the message is sent without it.
     *
     * @param screen the id of the screen
     * @param data makes the data for one answer
     * @return this builder
     */
    public FlowBuilder screen(String screen, ScreenData data) {
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(data, "data");
        NextScreen.of(screen);
        if (screenData.putIfAbsent(screen, data) != null) {
            throw new IllegalArgumentException("The Flow %s has the data of %s already.".formatted(name, screen));
        }
        return this;
    }

    /**
     * Answers {@code data_exchange} on a screen.
     *
     * @param screen the id of the screen
     * @param handler answers
     * @return this builder
     */
    public FlowBuilder onScreen(String screen, ScreenHandler<DataExchange> handler) {
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(handler, "handler");
        put(onScreen, screen, handler, "data_exchange");
        return this;
    }

    /**
     * Answers {@code data_exchange} on a screen, its data bound to a record, or to a class that a module of Jackson can
     * make; see {@link FlowData#as} and {@link #jacksonModule}.
     *
     * @param screen the id of the screen
     * @param type the class of the record
     * @param handler answers
     * @param <T> the record
     * @return this builder
     */
    public <T> FlowBuilder onScreen(String screen, Class<T> type, DataHandler<T> handler) {
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(handler, "handler");
        put(onScreen, screen, request -> handler.handle(request.data().as(type), request), "data_exchange");
        dataTypes.put(screen, type);
        return this;
    }

    /**
     * Answers {@code BACK} from a screen.
     *
     * @param screen the id of the screen on which back is pressed; it has {@code refresh_on_back} in the Flow JSON
     * @param handler answers with the screen to show and its data
     * @return this builder
     */
    public FlowBuilder onBack(String screen, ScreenHandler<Back> handler) {
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(handler, "handler");
        put(onBack, screen, handler, "BACK");
        return this;
    }

    /**
     * Answers {@code BACK} from every screen that has no handler of its own for it.
     *
     * @param handler answers with the screen to show and its data
     * @return this builder
     */
    public FlowBuilder onBack(ScreenHandler<Back> handler) {
        if (onAnyBack != null) {
            throw new IllegalArgumentException("The Flow %s has a handler for every BACK already.".formatted(name));
        }
        onAnyBack = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /**
     * Hears that a phone could not use an answer: the screen, the flow token and its subject, Meta's key for what went
     * wrong and the phone's message. It runs on a thread of its own when the acknowledgement has been sealed, so it can
     * neither delay nor break that. Filters do not apply, and there is no time budget; while 64 of an endpoint run,
     * further ones are left out, and a {@code Failed} event says so.
     *
     * @param handler hears of each notification
     * @return this builder
     */
    public FlowBuilder onErrorNotification(ErrorNotificationHandler handler) {
        if (onErrorNotification != null) {
            throw new IllegalArgumentException(
                    "The Flow %s has a handler for error notifications already.".formatted(name));
        }
        onErrorNotification = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /**
     * Answers a submission of a screen once: when the person taps again, and so the same data comes with the same flow
     * token in a new request, the handler does not run again and the person sees the first answer. That holds while the
     * first one still runs, too, however long it takes. An answer that stays on the screen, or has an error message, is
     * not kept, so that the person can try again.
     *
     * <p>This goes by flow tokens that tell people apart, so an endpoint with such a screen needs
     * {@link dev.penstock.endpoint.FlowEndpointBuilder#flowTokens} or
     * {@link dev.penstock.endpoint.FlowEndpointBuilder#uniqueFlowTokens}.
     *
     * @param screen the id of a screen with a handler for {@code data_exchange}
     * @return this builder
     */
    public FlowBuilder oncePerSubmission(String screen) {
        Objects.requireNonNull(screen, "screen");
        oncePerSubmission.add(screen);
        return this;
    }

    /**
     * Has Jackson 3 read with a module what Penstock does not know: classes that are no records, such as the data
     * classes of Kotlin, and components of types that only the module can make. Records, and texts, numbers, dates and
     * enums in whatever class, are read by the rules of {@link FlowData#as} as before; spellings and what a field that
     * is missing means, too, as far as the module leaves it to Jackson. Where the module has a deserializer for one of
     * these types, it counts within the classes that Jackson makes.
     *
     * <p>It holds for the data of this Flow's requests, in handlers, filters and {@link ScreenData}. Answers are
     * written without it.
     *
     * @param module the module, with its options set, for example {@code new KotlinModule.Builder().build()}
     * @return this builder
     */
    public FlowBuilder jacksonModule(JacksonModule module) {
        jacksonModules.add(Objects.requireNonNull(module, "module"));
        binder = Binder.with(jacksonModules);
        return this;
    }

    /**
     * Checks that data can be bound to a type, with the modules given so far. {@link #build} does so with the types of
     * the handlers.
     *
     * @param type a class
     * @throws IllegalArgumentException if it is neither a record nor a class that one of the modules can make, or has a
     *     component of a type that cannot be read, in a sentence
     */
    public void requireBindable(Class<?> type) {
        binder.check(Objects.requireNonNull(type, "type"));
    }

    /**
     * Puts a filter around all handlers. The first one added is the outermost.
     *
     * @param filter the filter
     * @return this builder
     */
    public FlowBuilder around(FlowFilter filter) {
        filters.add(Objects.requireNonNull(filter, "filter"));
        return this;
    }

    /**
     * Sets what people read when something goes wrong that no handler speaks about.
     *
     * @param texts the texts; default {@link FlowTexts#ENGLISH}
     * @return this builder
     */
    public FlowBuilder texts(FlowTexts texts) {
        this.texts = Objects.requireNonNull(texts, "texts");
        return this;
    }

    /**
     * Sets how long people wait for a handler, filters included. After that the person sees the same screen with a
     * message, and the handler runs on; see {@link #interruptLateHandlers}.
     *
     * @param timeBudget positive, at most 10 seconds, after which a phone gives up; default 8 seconds
     * @return this builder
     */
    public FlowBuilder timeBudget(Duration timeBudget) {
        Objects.requireNonNull(timeBudget, "timeBudget");
        if (timeBudget.isZero() || timeBudget.isNegative() || timeBudget.compareTo(MAX_TIME_BUDGET) > 0) {
            throw new IllegalArgumentException(
                    ("The time budget of the Flow %s is %s: it must be positive and at most %s, after which a phone"
                                    + " gives up.")
                            .formatted(name, timeBudget, MAX_TIME_BUDGET));
        }
        this.timeBudget = timeBudget;
        return this;
    }

    /**
     * Interrupts a handler when its time budget has run out. Unless this is said, it runs on to its end. An interrupt
     * can break off what it does half-way. On a virtual thread it also closes the socket that the thread waits for,
     * such as that of a database connection in the middle of a transaction.
     *
     * @return this builder
     */
    public FlowBuilder interruptLateHandlers() {
        interruptsLateHandlers = true;
        return this;
    }

    /**
     * Builds the Flow.
     *
     * @return the Flow
     * @throws IllegalArgumentException if it has no handler at all, if a screen is to be answered once that has none,
     *     or if data cannot be bound to the type that a handler takes
     */
    public Flow build() {
        if (onInit == null && onScreen.isEmpty()) {
            throw new IllegalArgumentException("The Flow %s has no handler: add onInit or onScreen.".formatted(name));
        }
        for (var screen : oncePerSubmission) {
            if (!onScreen.containsKey(screen)) {
                throw new IllegalArgumentException(
                        "oncePerSubmission(\"%s\") names a screen without a handler: add onScreen(\"%s\", ...)."
                                .formatted(screen, screen));
            }
        }
        dataTypes.forEach((screen, type) -> requireBindable(screen, type));
        return new Flow(this);
    }

    private void requireBindable(String screen, Class<?> type) {
        try {
            requireBindable(type);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(
                    "The handler for %s of the Flow %s gets no data: %s".formatted(screen, name, unfit.getMessage()),
                    unfit);
        }
    }

    private <R extends ScreenRequest> void put(
            Map<String, ScreenHandler<R>> handlers, String screen, ScreenHandler<R> handler, String action) {
        Objects.requireNonNull(handler, "handler");
        if (screen.isEmpty()) {
            throw new IllegalArgumentException("A handler needs the id of a screen.");
        }
        if (handlers.putIfAbsent(screen, handler) != null) {
            throw new IllegalArgumentException(
                    "The Flow %s has a handler for %s on %s already.".formatted(name, action, screen));
        }
    }
}
