package dev.penstock.flowjson.expression;

import dev.penstock.flowjson.expression.Expression.Reference;
import java.util.Optional;

/** Where an evaluation finds the values of bindings. */
@FunctionalInterface
public interface ValueScope {

    /**
     * Finds a value.
     *
     * @param reference the binding
     * @return a {@link String}, {@link Number}, {@link Boolean}, {@link java.util.List} or {@link java.util.Map};
     *     nothing if the value is absent, such as that of a screen that was not visited
     */
    Optional<Object> lookUp(Reference reference);
}
