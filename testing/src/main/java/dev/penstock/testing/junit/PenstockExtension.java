package dev.penstock.testing.junit;

import dev.penstock.Flow;
import dev.penstock.testing.FlowTester;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** What {@link PenstockTest} does. */
final class PenstockExtension implements ParameterResolver, AfterTestExecutionCallback {

    private static final Namespace NAMESPACE = Namespace.create(PenstockExtension.class);

    PenstockExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FlowTester.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var flowJson = flowJson(context.getRequiredTestClass());
        var tester = FlowTester.of(flow(context));
        var given = flowJson.isEmpty() ? tester : tester.withFlowJson(Path.of(flowJson));
        testers(context).add(given);
        return given;
    }

    /** Of the class, or of the nearest one around it that says something. */
    private static String flowJson(Class<?> testClass) {
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            var annotation = AnnotationSupport.findAnnotation(type, PenstockTest.class);
            if (annotation.isPresent()) {
                return annotation.get().flowJson();
            }
        }
        return "";
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            testers(context).forEach(FlowTester::expectNothingElseFailed);
        }
    }

    /** The testers of the method that is called. */
    @SuppressWarnings("unchecked") // nobody else has the namespace
    private static List<FlowTester> testers(ExtensionContext context) {
        var store = context.getStore(NAMESPACE);
        var there = store.get(context.getUniqueId(), List.class);
        if (there != null) {
            return there;
        }
        var none = new CopyOnWriteArrayList<FlowTester>();
        store.put(context.getUniqueId(), none);
        return none;
    }

    /** That of the innermost class that has one. */
    private static Flow flow(ExtensionContext context) {
        var instances = context.getRequiredTestInstances().getAllInstances();
        for (int i = instances.size() - 1; i >= 0; i--) {
            var fields = ReflectionSupport.findFields(
                    instances.get(i).getClass(),
                    field -> field.getType() == Flow.class,
                    HierarchyTraversalMode.TOP_DOWN);
            if (fields.size() > 1) {
                throw new ParameterResolutionException(
                        "A FlowTester is for one Flow, and %s has several: make testers with FlowTester.of(...)."
                                .formatted(instances.get(i).getClass().getName()));
            }
            if (!fields.isEmpty()) {
                return value(fields.getFirst(), instances.get(i));
            }
        }
        throw new ParameterResolutionException("A FlowTester needs a Flow: add a field of the type Flow to %s."
                .formatted(context.getRequiredTestClass().getName()));
    }

    private static Flow value(Field field, Object instance) {
        var value = ReflectionSupport.tryToReadFieldValue(field, instance)
                .getOrThrow(closed ->
                        new ParameterResolutionException("The field %s cannot be read.".formatted(field), closed));
        if (value instanceof Flow flow) {
            return flow;
        }
        throw new ParameterResolutionException(
                "The field %s holds no Flow yet: set it where it is declared, or in a method with @BeforeEach."
                        .formatted(field));
    }
}
