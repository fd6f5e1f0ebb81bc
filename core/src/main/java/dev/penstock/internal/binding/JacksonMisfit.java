package dev.penstock.internal.binding;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** In our words what Jackson refused, since its own quote the value. */
final class JacksonMisfit {

    private JacksonMisfit() {}

    /**
     * @param path where the whole was that Jackson was given
     */
    static Misfit of(JacksonException unfit, String path) {
        var at = path;
        for (var step : unfit.getPath()) {
            at = at(at, step);
        }
        for (Throwable cause = unfit; cause != null; cause = cause.getCause()) {
            if (cause instanceof Misfit misfit) {
                return new Misfit(RecordShape.at(at, misfit.path()), misfit.problem(), misfit.getCause());
            }
        }
        return unfit instanceof ValueInstantiationException refused
                ? new Misfit(at, "the constructor of %s refused it".formatted(typeOf(refused)), refused.getCause())
                : new Misfit(
                        at, problem(unfit), unfit.getCause() instanceof JacksonException ? null : unfit.getCause());
    }

    private static String typeOf(ValueInstantiationException refused) {
        var type = refused.getType();
        return type == null ? "the class" : type.getRawClass().getName();
    }

    private static String problem(JacksonException unfit) {
        return switch (unfit) {
            case InvalidNullException missing -> "it is missing";
            case MismatchedInputException mismatch -> "it is missing, or no " + name(mismatch.getTargetType());
            default -> "what reads it refused it";
        };
    }

    private static String name(@Nullable Class<?> type) {
        return type == null ? "such value" : type.getSimpleName();
    }

    private static String at(String path, JacksonException.Reference step) {
        var name = step.getPropertyName();
        if (name == null) {
            return step.getIndex() < 0 ? path : "%s[%d]".formatted(path, step.getIndex());
        }
        return RecordShape.at(path, isMap(step.from()) ? MapReader.A_KEY : name);
    }

    private static boolean isMap(@Nullable Object from) {
        return from instanceof Map || (from instanceof Class<?> type && Map.class.isAssignableFrom(type));
    }
}
