package dev.penstock;

import dev.penstock.internal.binding.Binder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A Flow: its handlers, one for each screen and action, and what applies to all of them.
 *
 * <p>It knows nothing of HTTP, keys or secrets; {@link dev.penstock.endpoint.FlowEndpoint} puts it behind them.
 * {@link #handle} may be called directly, for example in a unit test of the handlers.
 *
 * <p>Immutable and thread-safe, if the handlers are.
 */
public final class Flow {

    private final String name;
    private final Optional<ScreenHandler<Init>> onInit;
    private final Map<String, ScreenHandler<DataExchange>> onScreen;
    private final Map<String, ScreenHandler<Back>> onBack;
    private final Optional<ScreenHandler<Back>> onAnyBack;
    private final Optional<ErrorNotificationHandler> onErrorNotification;
    private final Map<String, ScreenData> screenData;
    private final Map<String, Class<?>> dataTypes;
    private final Set<String> oncePerSubmission;
    private final List<FlowFilter> filters;
    private final FlowTexts texts;
    private final Duration timeBudget;
    private final boolean interruptsLateHandlers;
    private final Binder binder;

    Flow(FlowBuilder builder) {
        this.name = builder.name;
        this.onInit = Optional.ofNullable(builder.onInit);
        this.onScreen = Map.copyOf(builder.onScreen);
        this.onBack = Map.copyOf(builder.onBack);
        this.onAnyBack = Optional.ofNullable(builder.onAnyBack);
        this.onErrorNotification = Optional.ofNullable(builder.onErrorNotification);
        this.screenData = Map.copyOf(builder.screenData);
        this.dataTypes = Map.copyOf(builder.dataTypes);
        this.oncePerSubmission = Set.copyOf(builder.oncePerSubmission);
        this.filters = List.copyOf(builder.filters);
        this.texts = builder.texts;
        this.timeBudget = builder.timeBudget;
        this.interruptsLateHandlers = builder.interruptsLateHandlers;
        this.binder = builder.binder;
    }

    /**
     * Begins a Flow.
     *
     * @param name its name in URLs, logs, metrics and flow tokens: lower-case letters, digits and hyphens, at most 64
     * @return a builder
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static FlowBuilder named(String name) {
        Objects.requireNonNull(name, "name");
        return new FlowBuilder(name);
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return how long people wait for a handler, filters included} */
    public Duration timeBudget() {
        return timeBudget;
    }

    /** {@return whether a handler is interrupted when its time budget has run out, instead of running on} */
    public boolean interruptsLateHandlers() {
        return interruptsLateHandlers;
    }

    /** {@return the screens whose submissions are answered once} */
    public Set<String> oncePerSubmission() {
        return oncePerSubmission;
    }

    /** {@return what people read when something goes wrong} */
    public FlowTexts texts() {
        return texts;
    }

    /** {@return whether there is a handler for {@code INIT}} */
    public boolean handlesInit() {
        return onInit.isPresent();
    }

    /** {@return the screens that have a handler for {@code data_exchange}} */
    public Set<String> screens() {
        return onScreen.keySet();
    }

    /** {@return the screens that have a handler of their own for {@code BACK}} */
    public Set<String> backScreens() {
        return onBack.keySet();
    }

    /** {@return whether {@code BACK} is handled on every screen} */
    public boolean handlesEveryBack() {
        return onAnyBack.isPresent();
    }

    /** {@return what hears of error notifications, if it was given with {@link FlowBuilder#onErrorNotification}} */
    public Optional<ErrorNotificationHandler> errorNotificationHandler() {
        return onErrorNotification;
    }

    /** {@return the screens whose data is given once, with {@link FlowBuilder#screen}} */
    public Set<String> screensWithData() {
        return screenData.keySet();
    }

    /**
     * Returns what makes the data of a screen, if it was given with {@link FlowBuilder#screen}.
     *
     * @param screen the id of the screen
     * @return what makes its data
     */
    public Optional<ScreenData> screenData(String screen) {
        return Optional.ofNullable(screenData.get(Objects.requireNonNull(screen, "screen")))
                .map(data -> request -> data.of(bound(request)));
    }

    /** {@return the records, or classes of {@link FlowBuilder#jacksonModule}, to which data is bound, by screen} */
    public Map<String, Class<?>> dataTypes() {
        return dataTypes;
    }

    /**
     * Tells whether a screen's submissions are answered once.
     *
     * @param screen the id of the screen
     * @return whether a second tap gets the answer of the first
     */
    public boolean isOncePerSubmission(String screen) {
        Objects.requireNonNull(screen, "screen");
        return oncePerSubmission.contains(screen);
    }

    /**
     * Runs the filters and the handler for a request, and puts the data of the screen under an answer that shows one,
     * in the calling thread and without a time budget.
     *
     * @param request the request
     * @return the answer
     * @throws UnhandledScreenException if no handler is registered for it
     * @throws DataBindingException if the data does not fit the handler's record
     * @throws Exception whatever the handler throws
     */
    public FlowResponse handle(ScreenRequest request) throws Exception {
        var response = filtered(Objects.requireNonNull(request, "request"), 0);
        if (!(response instanceof NextScreen next)) {
            return response;
        }
        var data = screenData.get(next.screen());
        return data == null ? next : next.onTopOf(FlowData.from(data.of(bound(request))));
    }

    private FlowResponse filtered(ScreenRequest request, int index) throws Exception {
        return index == filters.size()
                ? dispatch(bound(request))
                : filters.get(index).filter(bound(request), next -> filtered(next, index + 1));
    }

    private FlowResponse dispatch(ScreenRequest request) throws Exception {
        return switch (request) {
            case Init init ->
                onInit.orElseThrow(() -> new UnhandledScreenException(name, init))
                        .handle(init);
            case DataExchange exchange ->
                Optional.ofNullable(onScreen.get(exchange.screen()))
                        .orElseThrow(() -> new UnhandledScreenException(name, exchange))
                        .handle(exchange);
            case Back back ->
                Optional.ofNullable(onBack.get(back.screen()))
                        .or(() -> onAnyBack)
                        .orElseThrow(() -> new UnhandledScreenException(name, back))
                        .handle(back);
        };
    }

    /** The request, whose data is bound by the rules of this Flow, whoever made it. */
    private ScreenRequest bound(ScreenRequest request) {
        if (request.data().isBoundBy(binder)) {
            return request;
        }
        var data = request.data().boundBy(binder);
        return switch (request) {
            case Init(var version, var screen, var unbound, var token, var signature, var others) ->
                new Init(version, screen, data, token, signature, others);
            case DataExchange(var version, var screen, var unbound, var token, var signature, var others) ->
                new DataExchange(version, screen, data, token, signature, others);
            case Back(var version, var screen, var unbound, var token, var signature, var others) ->
                new Back(version, screen, data, token, signature, others);
        };
    }

    @Override
    public String toString() {
        return "Flow[" + name + "]";
    }
}
