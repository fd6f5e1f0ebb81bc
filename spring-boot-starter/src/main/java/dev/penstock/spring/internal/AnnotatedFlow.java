package dev.penstock.spring.internal;

import dev.penstock.Back;
import dev.penstock.DataExchange;
import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.FlowData;
import dev.penstock.FlowResponse;
import dev.penstock.Init;
import dev.penstock.ScreenRequest;
import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.annotation.DataOf;
import dev.penstock.spring.annotation.FlowBuilderCustomizer;
import dev.penstock.spring.annotation.FlowController;
import dev.penstock.spring.annotation.OnBack;
import dev.penstock.spring.annotation.OnErrorNotification;
import dev.penstock.spring.annotation.OnInit;
import dev.penstock.spring.annotation.OnScreen;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Makes the Flow of a bean that is a {@link FlowController}. */
public final class AnnotatedFlow {

    private static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(OnInit.class, OnScreen.class, OnBack.class, DataOf.class, OnErrorNotification.class);

    private final Object bean;
    private final FlowBuilder builder;

    private AnnotatedFlow(Object bean, FlowBuilder builder) {
        this.bean = bean;
        this.builder = builder;
    }

    /** Reads the annotations of a bean, and refuses what cannot be a handler. */
    public static Flow of(Object bean) {
        var type = AopUtils.getTargetClass(bean);
        var controller = AnnotatedElementUtils.findMergedAnnotation(type, FlowController.class);
        if (controller == null) {
            throw new IllegalArgumentException(type + " is no @FlowController.");
        }
        try {
            return new AnnotatedFlow(bean, Flow.named(controller.value())).flow(type);
        } catch (IllegalArgumentException refused) {
            throw new PenstockConfigurationException(
                    "The @FlowController %s is no Flow.".formatted(type.getSimpleName()),
                    String.valueOf(refused.getMessage()),
                    refused);
        }
    }

    private Flow flow(Class<?> type) {
        var methods = methods(type).entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .toList();
        if (methods.isEmpty()) {
            throw new PenstockConfigurationException(
                    "The @FlowController %s has no handler.".formatted(type.getSimpleName()),
                    "Annotate a method with @OnInit or @OnScreen(\"...\").");
        }
        if (bean instanceof FlowBuilderCustomizer customizer) { // first, since a module of Jackson counts for methods
            customizer.customize(builder);
        }
        for (var entry : methods) {
            var method = entry.getKey();
            switch (entry.getValue().getSimpleName()) {
                case "OnInit" -> onInit(handler(method, OnInit.class, Init.class));
                case "OnScreen" -> onScreen(method, handler(method, OnScreen.class, DataExchange.class));
                case "OnBack" -> onBack(method, handler(method, OnBack.class, Back.class));
                case "DataOf" -> dataOf(method);
                default -> onErrorNotification(method);
            }
        }
        return builder.build();
    }

    /** The methods with an annotation of ours, and which it is. */
    static Map<Method, Class<? extends Annotation>> methods(Class<?> type) {
        return MethodIntrospector.selectMethods(
                type, (MethodIntrospector.MetadataLookup<Class<? extends Annotation>>) AnnotatedFlow::annotation);
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

    private HandlerMethod handler(
            Method method, Class<? extends Annotation> annotation, Class<? extends ScreenRequest> requestType) {
        return HandlerMethod.of(bean, method, annotation, HandlerArguments.of(requestType, builder::requireBindable))
                .returning(
                        FlowResponse.class::isAssignableFrom,
                        "It is the answer, so return a FlowResponse: NextScreen, Completion or InvalidFlowToken.");
    }

    private void onInit(HandlerMethod handler) {
        builder.onInit(request -> (FlowResponse) handler.call(request));
    }

    private void onScreen(Method method, HandlerMethod handler) {
        var annotation = merged(method, OnScreen.class);
        for (var screen : screens(method, OnScreen.class, annotation.value())) {
            if (handler.dataType().isPresent()) {
                builder.onScreen(screen, handler.dataType().get(), (data, request) ->
                        (FlowResponse) handler.callWith(data, request));
            } else {
                builder.onScreen(screen, request -> (FlowResponse) handler.call(request));
            }
            if (annotation.oncePerSubmission()) {
                builder.oncePerSubmission(screen);
            }
        }
    }

    private void onBack(Method method, HandlerMethod handler) {
        var screens = merged(method, OnBack.class).value();
        if (screens.length == 0) {
            builder.onBack(request -> (FlowResponse) handler.call(request));
        }
        for (var screen : screens) {
            builder.onBack(screen, request -> (FlowResponse) handler.call(request));
        }
    }

    private void dataOf(Method method) {
        var handler = HandlerMethod.of(bean, method, DataOf.class, HandlerArguments.ofAnyRequest())
                .returning(
                        returned -> Map.class.isAssignableFrom(returned)
                                || returned.isRecord()
                                || returned == FlowData.class
                                || returned == Object.class,
                        "Return the data of the screen, as a Map or a record.");
        var key = ResolvableType.forMethodReturnType(method).asMap().resolveGeneric(0);
        if (key != null && key != String.class && key != Object.class) {
            throw new PenstockConfigurationException(
                    "%s returns a Map whose keys are a %s."
                            .formatted(HandlerMethod.where(method, DataOf.class), key.getSimpleName()),
                    "The names of fields are texts: return a Map<String, ...>.");
        }
        for (var screen :
                screens(method, DataOf.class, merged(method, DataOf.class).value())) {
            builder.screen(screen, handler::call);
        }
    }

    private void onErrorNotification(Method method) {
        var handler = HandlerMethod.of(bean, method, OnErrorNotification.class, HandlerArguments.ofErrorNotification())
                .returning(returned -> returned == void.class, "The phone has been answered already: return nothing.");
        builder.onErrorNotification(handler::hear);
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
