package dev.penstock.spring.internal;

import dev.penstock.DataExchange;
import dev.penstock.FlowData;
import dev.penstock.FlowResponse;
import dev.penstock.FlowToken;
import dev.penstock.ScreenRequest;
import dev.penstock.spring.PenstockConfigurationException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A method that answers, checked at the start: what it takes is known then, and what it cannot be given is refused.
 * Thread-safe if the bean is.
 */
final class HandlerMethod {

    private final Object bean;
    private final Method method;
    private final List<Function<ScreenRequest, Object>> arguments = new ArrayList<>();
    private Optional<Class<?>> record = Optional.empty();

    private HandlerMethod(Object bean, Method method) {
        this.bean = bean;
        this.method = method;
    }

    /**
     * Checks a method.
     *
     * @param requestType what kind of request it answers
     * @param returned what it has to return
     */
    static HandlerMethod of(
            Object bean,
            Method method,
            Class<? extends Annotation> annotation,
            Class<? extends ScreenRequest> requestType,
            Class<?> returned) {
        var where = where(method, annotation);
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            throw new PenstockConfigurationException(
                    where + " is private or static.", "Make it a method of the bean that is neither.");
        }
        if (!returned.isAssignableFrom(method.getReturnType()) || method.getReturnType() == void.class) {
            throw new PenstockConfigurationException(
                    "%s returns %s.".formatted(where, method.getReturnType().getSimpleName()),
                    returned == FlowResponse.class
                            ? "It is the answer, so return a FlowResponse: NextScreen, Completion or InvalidFlowToken."
                            : "Return the data of the screen, as a Map or a record.");
        }
        var handler = new HandlerMethod(bean, AopUtils.selectInvocableMethod(method, bean.getClass()));
        for (var parameter : method.getParameters()) {
            handler.arguments.add(handler.argument(where, parameter.getType(), requestType));
        }
        ReflectionUtils.makeAccessible(handler.method);
        return handler;
    }

    static String where(Method method, Class<? extends Annotation> annotation) {
        return "@%s %s.%s"
                .formatted(
                        annotation.getSimpleName(), method.getDeclaringClass().getSimpleName(), method.getName());
    }

    private Function<ScreenRequest, Object> argument(
            String where, Class<?> type, Class<? extends ScreenRequest> requestType) {
        if (type != Object.class && type.isAssignableFrom(requestType)) {
            return request -> request;
        }
        if (type == FlowToken.class) {
            return ScreenRequest::flowToken;
        }
        if (type == FlowData.class) {
            return ScreenRequest::data;
        }
        if (ScreenRequest.class.isAssignableFrom(type)) {
            throw new PenstockConfigurationException(
                    "%s takes a %s, and is never given one.".formatted(where, type.getSimpleName()),
                    "Take a %s.".formatted(requestType.getSimpleName()));
        }
        if (!type.isRecord()) {
            throw new PenstockConfigurationException(
                    "%s takes a %s, and there is no such thing in a request.".formatted(where, type.getSimpleName()),
                    "Take a %s, a FlowToken, a FlowData, or a record to which the data is bound."
                            .formatted(requestType.getSimpleName()));
        }
        if (record.isPresent()) {
            throw new PenstockConfigurationException(
                    "%s takes two records, %s and %s."
                            .formatted(where, record.get().getSimpleName(), type.getSimpleName()),
                    "The data of a screen is bound to one: put both together.");
        }
        record = Optional.of(type);
        try {
            FlowData.requireBindable(type);
        } catch (RuntimeException unfit) {
            throw new PenstockConfigurationException(
                    "%s takes the record %s, to which no data can be bound.".formatted(where, type.getSimpleName()),
                    String.valueOf(unfit.getMessage()),
                    unfit);
        }
        return request -> request.data().as(type);
    }

    /** The record to which the data is bound, if there is one. */
    Optional<Class<?>> record() {
        return record;
    }

    /** Calls the method, with the data bound already. */
    Object callWith(Object data, DataExchange request) throws Exception {
        return invoke(request, Optional.of(data));
    }

    /** Calls the method. */
    Object call(ScreenRequest request) throws Exception {
        return invoke(request, Optional.empty());
    }

    private Object invoke(ScreenRequest request, Optional<Object> data) throws Exception {
        var given = new Object[arguments.size()];
        for (int i = 0; i < given.length; i++) {
            boolean isRecord = record.isPresent() && method.getParameterTypes()[i] == record.get();
            given[i] =
                    isRecord && data.isPresent() ? data.get() : arguments.get(i).apply(request);
        }
        try {
            return method.invoke(bean, given);
        } catch (InvocationTargetException thrown) {
            switch (thrown.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                case null, default -> throw thrown;
            }
        }
    }
}
