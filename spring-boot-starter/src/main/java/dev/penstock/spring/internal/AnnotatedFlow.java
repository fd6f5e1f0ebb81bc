package dev.penstock.spring.internal;

import dev.penstock.Back;
import dev.penstock.DataExchange;
import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.FlowData;
import dev.penstock.FlowResponse;
import dev.penstock.Init;
import dev.penstock.ScreenRequest;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointListener;
import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.annotation.DataOf;
import dev.penstock.spring.annotation.FlowBuilderCustomizer;
import dev.penstock.spring.annotation.FlowController;
import dev.penstock.spring.annotation.OnBack;
import dev.penstock.spring.annotation.OnErrorNotification;
import dev.penstock.spring.annotation.OnInit;
import dev.penstock.spring.annotation.OnScreen;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The Flow of a bean that is a {@link FlowController}.
 *
 * @param flow the Flow
 * @param listeners who hear of error notifications
 */
public record AnnotatedFlow(Flow flow, List<EndpointListener> listeners) {

    private static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(OnInit.class, OnScreen.class, OnBack.class, DataOf.class, OnErrorNotification.class);

    /** Reads the annotations of a bean, and refuses what cannot be a handler. */
    public static AnnotatedFlow of(Object bean) {
        var type = AopUtils.getTargetClass(bean);
        var controller = AnnotatedElementUtils.findMergedAnnotation(type, FlowController.class);
        if (controller == null) {
            throw new IllegalArgumentException(type + " is no @FlowController.");
        }
        try {
            return of(bean, type, Flow.named(controller.value()));
        } catch (IllegalArgumentException refused) {
            throw new PenstockConfigurationException(
                    "The @FlowController %s is no Flow.".formatted(type.getSimpleName()),
                    String.valueOf(refused.getMessage()),
                    refused);
        }
    }

    private static AnnotatedFlow of(Object bean, Class<?> type, FlowBuilder builder) {
        var listeners = new ArrayList<EndpointListener>();
        var methods = MethodIntrospector.selectMethods(
                        type,
                        (MethodIntrospector.MetadataLookup<Class<? extends Annotation>>) AnnotatedFlow::annotation)
                .entrySet()
                .stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .toList();
        if (methods.isEmpty()) {
            throw new PenstockConfigurationException(
                    "The @FlowController %s has no handler.".formatted(type.getSimpleName()),
                    "Annotate a method with @OnInit or @OnScreen(\"...\").");
        }
        for (var entry : methods) {
            var method = entry.getKey();
            switch (entry.getValue().getSimpleName()) {
                case "OnInit" -> onInit(builder, handler(bean, method, OnInit.class, Init.class));
                case "OnScreen" -> onScreen(builder, method, handler(bean, method, OnScreen.class, DataExchange.class));
                case "OnBack" -> onBack(builder, method, handler(bean, method, OnBack.class, Back.class));
                case "DataOf" -> dataOf(builder, bean, method);
                default -> listeners.add(onErrorNotification(bean, method));
            }
        }
        if (bean instanceof FlowBuilderCustomizer customizer) {
            customizer.customize(builder);
        }
        return new AnnotatedFlow(builder.build(), List.copyOf(listeners));
    }

    /** The one annotation of ours on a method; null, as Spring wants it, if there is none. */
    private static @Nullable Class<? extends Annotation> annotation(Method method) {
        var found = ANNOTATIONS.stream()
                .filter(annotation -> AnnotatedElementUtils.hasAnnotation(method, annotation))
                .toList();
        if (found.size() > 1) {
            throw new PenstockConfigurationException(
                    "%s has @%s too."
                            .formatted(
                                    HandlerMethod.where(method, found.getFirst()),
                                    found.get(1).getSimpleName()),
                    "Make two methods of it.");
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    private static HandlerMethod handler(
            Object bean,
            Method method,
            Class<? extends Annotation> annotation,
            Class<? extends ScreenRequest> requestType) {
        return HandlerMethod.of(bean, method, annotation, requestType, FlowResponse.class);
    }

    private static void onInit(FlowBuilder builder, HandlerMethod handler) {
        builder.onInit(request -> (FlowResponse) handler.call(request));
    }

    private static void onScreen(FlowBuilder builder, Method method, HandlerMethod handler) {
        var annotation = merged(method, OnScreen.class);
        for (var screen : screens(method, OnScreen.class, annotation.value())) {
            if (handler.record().isPresent()) {
                builder.onScreen(screen, handler.record().get(), (data, request) ->
                        (FlowResponse) handler.callWith(data, request));
            } else {
                builder.onScreen(screen, request -> (FlowResponse) handler.call(request));
            }
            if (annotation.oncePerSubmission()) {
                builder.oncePerSubmission(screen);
            }
        }
    }

    private static void onBack(FlowBuilder builder, Method method, HandlerMethod handler) {
        var screens = merged(method, OnBack.class).value();
        if (screens.length == 0) {
            builder.onBack(request -> (FlowResponse) handler.call(request));
        }
        for (var screen : screens) {
            builder.onBack(screen, request -> (FlowResponse) handler.call(request));
        }
    }

    private static void dataOf(FlowBuilder builder, Object bean, Method method) {
        var returned = method.getReturnType();
        boolean isData = Map.class.isAssignableFrom(returned)
                || returned.isRecord()
                || returned == FlowData.class
                || returned == Object.class;
        if (!isData) {
            throw new PenstockConfigurationException(
                    "%s returns %s.".formatted(HandlerMethod.where(method, DataOf.class), returned.getSimpleName()),
                    "Return the data of the screen, as a Map or a record.");
        }
        var handler = HandlerMethod.of(bean, method, DataOf.class, ScreenRequest.class, Object.class);
        for (var screen :
                screens(method, DataOf.class, merged(method, DataOf.class).value())) {
            builder.screen(screen, handler::call);
        }
    }

    private static EndpointListener onErrorNotification(Object bean, Method method) {
        boolean takesEvent =
                method.getParameterCount() == 1 && method.getParameterTypes()[0] == EndpointEvent.ErrorNotified.class;
        if (method.getReturnType() != void.class || !(takesEvent || method.getParameterCount() == 0)) {
            throw new PenstockConfigurationException(
                    "%s is not of the right shape.".formatted(HandlerMethod.where(method, OnErrorNotification.class)),
                    "It takes nothing or an EndpointEvent.ErrorNotified, and returns nothing.");
        }
        var invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
        ReflectionUtils.makeAccessible(invocable);
        return event -> {
            if (event instanceof EndpointEvent.ErrorNotified notified) {
                tell(bean, invocable, takesEvent ? new Object[] {notified} : new Object[0]);
            }
        };
    }

    private static void tell(Object bean, Method method, Object[] arguments) {
        try {
            method.invoke(bean, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(thrown.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String[] screens(Method method, Class<? extends Annotation> annotation, String[] screens) {
        if (screens.length == 0) {
            throw new PenstockConfigurationException(
                    "%s names no screen.".formatted(HandlerMethod.where(method, annotation)),
                    "Write @%s(\"SCREEN_ID\").".formatted(annotation.getSimpleName()));
        }
        return screens;
    }

    private static <A extends Annotation> A merged(Method method, Class<A> annotation) {
        return Objects.requireNonNull(AnnotatedElementUtils.findMergedAnnotation(method, annotation));
    }
}
