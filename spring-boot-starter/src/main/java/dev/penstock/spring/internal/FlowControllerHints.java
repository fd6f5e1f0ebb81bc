package dev.penstock.spring.internal;

import dev.penstock.spring.annotation.FlowController;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Tells native images what is called by reflection: methods of a {@link FlowController}, and the records in them. */
final class FlowControllerHints implements BeanRegistrationAotProcessor {

    FlowControllerHints() {}

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        var type = bean.getBeanClass();
        return AnnotatedElementUtils.hasAnnotation(type, FlowController.class) ? new Contribution(type) : null;
    }

    private record Contribution(Class<?> type) implements BeanRegistrationAotContribution {

        @Override
        public void applyTo(GenerationContext generation, BeanRegistrationCode code) {
            AnnotatedFlow.methods(type).keySet().forEach(method -> register(generation.getRuntimeHints(), method));
        }

        private static void register(RuntimeHints hints, Method method) {
            hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
            register(hints, method.getReturnType());
            for (var parameter : method.getParameterTypes()) {
                register(hints, parameter);
            }
        }

        private static void register(RuntimeHints hints, Class<?> type) {
            if (type.isRecord()) {
                new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), type);
            }
        }
    }
}
