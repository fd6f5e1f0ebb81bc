package dev.penstock.spring.test;

import dev.penstock.Flow;
import dev.penstock.spring.annotation.FlowController;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Leaves out of a {@link FlowTest} every class that makes no Flow. */
final class FlowTypeExcludeFilter extends TypeExcludeFilter {

    FlowTypeExcludeFilter() {}

    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
        var metadata = reader.getAnnotationMetadata();
        boolean makesFlow = metadata.hasAnnotation(FlowController.class.getName())
                || metadata.getAnnotatedMethods(Bean.class.getName()).stream()
                        .anyMatch(method -> method.getReturnTypeName().equals(Flow.class.getName()));
        return !makesFlow;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlowTypeExcludeFilter;
    }

    @Override
    public int hashCode() {
        return FlowTypeExcludeFilter.class.hashCode();
    }
}
