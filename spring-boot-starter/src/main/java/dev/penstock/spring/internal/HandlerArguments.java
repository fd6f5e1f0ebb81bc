package dev.penstock.spring.internal;

import dev.penstock.ErrorNotification;
import dev.penstock.FlowData;
import dev.penstock.FlowRequest;
import dev.penstock.FlowResponse;
import dev.penstock.FlowToken;
import dev.penstock.ScreenRequest;
import dev.penstock.event.EndpointEvent;
import dev.penstock.spring.PenstockConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the parameters of a method are given, of one kind of request. Not thread-safe before all are known. */
final class HandlerArguments {

    private final Class<? extends FlowRequest> requestType;
    private final Optional<Consumer<Class<?>>> requireBindable;
    private final List<Argument> arguments = new ArrayList<>();
    private Optional<Class<?>> dataType = Optional.empty();

    private record Argument(Class<?> type, Function<FlowRequest, Object> of) {}

    private HandlerArguments(Class<? extends FlowRequest> requestType, Optional<Consumer<Class<?>>> requireBindable) {
        this.requestType = requestType;
        this.requireBindable = requireBindable;
    }

    /** Of a request whose data is known, and can be bound. */
    static HandlerArguments of(Class<? extends ScreenRequest> requestType, Consumer<Class<?>> requireBindable) {
        return new HandlerArguments(requestType, Optional.of(requireBindable));
    }

    /** Of whatever request is answered with a screen. */
    static HandlerArguments ofAnyRequest() {
        return new HandlerArguments(ScreenRequest.class, Optional.empty());
    }

    static HandlerArguments ofErrorNotification() {
        return new HandlerArguments(ErrorNotification.class, Optional.empty());
    }

    /**
     * Adds a parameter.
     *
     * @param where names the method
     * @throws PenstockConfigurationException if there is nothing to give it
     */
    void add(String where, Class<?> type) {
        arguments.add(new Argument(type, argument(where, type)));
    }

    private Function<FlowRequest, Object> argument(String where, Class<?> type) {
        if (FlowRequest.class.isAssignableFrom(type) && type.isAssignableFrom(requestType)) {
            return request -> request;
        }
        if (type == FlowToken.class) {
            return HandlerArguments::flowToken;
        }
        if (type == FlowData.class && ScreenRequest.class.isAssignableFrom(requestType)) {
            return request -> ((ScreenRequest) request).data();
        }
        if (FlowRequest.class.isAssignableFrom(type)) {
            throw new PenstockConfigurationException(
                    "%s takes %s, and is never given one.".formatted(where, name(type)),
                    "Take %s.".formatted(name(requestType)));
        }
        boolean isOurs = FlowResponse.class.isAssignableFrom(type) || EndpointEvent.class.isAssignableFrom(type);
        if (isOurs || type == FlowData.class || !isData(type)) {
            throw new PenstockConfigurationException(
                    "%s takes %s, and there is no such thing in a request.".formatted(where, name(type)), advice());
        }
        return data(where, type);
    }

    private static FlowToken flowToken(FlowRequest request) {
        return switch (request) {
            case ScreenRequest screen -> screen.flowToken();
            case ErrorNotification notification -> notification.flowToken();
            default -> FlowToken.ABSENT;
        };
    }

    /** Whether it is meant to be data: a record, or what a module of Jackson makes. */
    private boolean isData(Class<?> type) {
        if (type.isRecord()) {
            return true;
        }
        try {
            requireBindable.ifPresent(check -> check.accept(type));
            return requireBindable.isPresent();
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private String advice() {
        if (requestType == ErrorNotification.class) {
            return "Take an ErrorNotification, or the FlowToken of it.";
        }
        var request = "Take %s, a FlowToken, ".formatted(name(requestType));
        return request
                + (requireBindable.isPresent()
                        ? "a FlowData, or a record to which the data is bound."
                        : "or a FlowData.");
    }

    /** Its name with an article. */
    private static String name(Class<?> type) {
        var name = type.getSimpleName();
        return ("AEIOaeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    private Function<FlowRequest, Object> data(String where, Class<?> type) {
        if (requireBindable.isEmpty()) {
            throw new PenstockConfigurationException(
                    "%s takes the record %s, and may be called with the data of any screen."
                            .formatted(where, type.getSimpleName()),
                    advice());
        }
        if (dataType.isPresent()) {
            throw new PenstockConfigurationException(
                    "%s takes two records, %s and %s."
                            .formatted(where, dataType.get().getSimpleName(), type.getSimpleName()),
                    "The data of a screen is bound to one: put both together.");
        }
        dataType = Optional.of(type);
        try {
            requireBindable.get().accept(type);
        } catch (IllegalArgumentException unfit) {
            throw new PenstockConfigurationException(
                    "%s takes the record %s, to which no data can be bound.".formatted(where, type.getSimpleName()),
                    String.valueOf(unfit.getMessage()),
                    unfit);
        }
        return request -> ((ScreenRequest) request).data().as(type);
    }

    /** The type to which the data is bound, if there is one. */
    Optional<Class<?>> dataType() {
        return dataType;
    }

    /** What a request gives, with the data bound already. */
    Object[] of(FlowRequest request, Object data) {
        return of(argument -> isData(argument) ? data : argument.of().apply(request));
    }

    /** What a request gives. */
    Object[] of(FlowRequest request) {
        return of(argument -> argument.of().apply(request));
    }

    private Object[] of(Function<Argument, Object> given) {
        return arguments.stream().map(given).toArray();
    }

    private boolean isData(Argument argument) {
        return dataType.filter(type -> type == argument.type()).isPresent();
    }
}
