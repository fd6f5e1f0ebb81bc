package dev.penstock.spring.internal;

import dev.penstock.DataExchange;
import dev.penstock.FlowRequest;
import dev.penstock.spring.PenstockConfigurationException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A method that answers, checked at the start: what it takes is known then, and what it cannot be given is refused.
 * Thread-safe if the bean is.
 */
final class HandlerMethod {

    private final Object bean;
    private final Method method;
    private final String where;
    private final HandlerArguments arguments;

    private HandlerMethod(Object bean, Method method, String where, HandlerArguments arguments) {
        this.bean = bean;
        this.method = method;
        this.where = where;
        this.arguments = arguments;
    }

    /**
     * Checks a method.
     *
     * @param arguments what its parameters can be given
     */
    static HandlerMethod of(
            Object bean, Method method, Class<? extends Annotation> annotation, HandlerArguments arguments) {
        var where = where(method, annotation);
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            throw new PenstockConfigurationException(
                    where + " is private or static.", "Make it a method of the bean that is neither.");
        }
        if (AopUtils.isCglibProxy(bean) && Modifier.isFinal(method.getModifiers())) {
            throw new PenstockConfigurationException(
                    where + " is final, so that Spring's proxy of the bean cannot pass calls on.",
                    "Take final away from the method.");
        }
        for (var parameter : method.getParameters()) {
            arguments.add(where, parameter.getType());
        }
        return new HandlerMethod(bean, invocable(bean, method, where), where, arguments);
    }

    private static Method invocable(Object bean, Method method, String where) {
        try {
            var invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
            ReflectionUtils.makeAccessible(invocable);
            return invocable;
        } catch (IllegalStateException hidden) {
            throw new PenstockConfigurationException(
                    where + " is hidden by Spring's proxy of the bean, which has the methods of its interfaces only.",
                    "Take spring.aop.proxy-target-class=false away, or declare the method in an interface.",
                    hidden);
        }
    }

    /**
     * Checks what it returns.
     *
     * @param isAnswer whether that is right
     * @param advice what to return instead
     */
    HandlerMethod returning(Predicate<Class<?>> isAnswer, String advice) {
        if (!isAnswer.test(method.getReturnType())) {
            throw new PenstockConfigurationException(
                    "%s returns %s.".formatted(where, method.getReturnType().getSimpleName()), advice);
        }
        return this;
    }

    static String where(Method method, Class<? extends Annotation> annotation) {
        return "@%s %s.%s"
                .formatted(
                        annotation.getSimpleName(), method.getDeclaringClass().getSimpleName(), method.getName());
    }

    /** The type to which the data is bound, if there is one. */
    Optional<Class<?>> dataType() {
        return arguments.dataType();
    }

    /** Calls the method, with the data bound already. */
    Object callWith(Object data, DataExchange request) throws Exception {
        return invoke(arguments.of(request, data));
    }

    /** Calls the method. */
    Object call(FlowRequest request) throws Exception {
        return invoke(arguments.of(request));
    }

    /** Calls a method that returns nothing. */
    @SuppressWarnings("CheckReturnValue")
    void hear(FlowRequest request) throws Exception {
        invoke(arguments.of(request));
    }

    private Object invoke(Object[] given) throws Exception {
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
