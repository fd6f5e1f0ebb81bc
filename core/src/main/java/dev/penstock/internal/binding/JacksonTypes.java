package dev.penstock.internal.binding;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * What Jackson reads with modules of others: classes that are no records, and types that we know nothing of. What we
 * know is read by our rules inside them, too. Thread-safe.
 */
final class JacksonTypes {

    private final JsonMapper mapper;

    JacksonTypes(List<JacksonModule> modules, Binder binder) {
        mapper = JsonMapper.builder()
                .addModule(new KnownTypes(binder))
                .addModules(modules)
                .addModule(new AnySpelling.Module())
                .enable(
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .withCoercionConfig(
                        LogicalType.Collection,
                        empty -> empty.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsEmpty))
                .build();
    }

    /**
     * What reads a type.
     *
     * @throws UnfitShape if there is no way to make one
     */
    Reader reader(Type type) {
        var read = mapper.getTypeFactory().constructType(type);
        requireReadable(read);
        return new JacksonReader(mapper, read);
    }

    private void requireReadable(JavaType type) {
        try {
            mapper.convertValue(Map.of(), type);
        } catch (InvalidDefinitionException unknown) {
            throw new UnfitShape("is a %s, which none of the modules of Jackson can make: take a record, or add the"
                            .formatted(type.toCanonical())
                    + " module that can");
        } catch (UnfitShape unfit) {
            throw unfit;
        } catch (RuntimeException wantsOther) {
            // Something else than nothing.
        }
    }

    private record JacksonReader(JsonMapper mapper, JavaType type) implements Reader {

        @Override
        public Object read(Object value, String path) {
            Object read;
            try {
                read = mapper.convertValue(value, type);
            } catch (Misfit misfit) {
                throw new Misfit(RecordShape.at(path, misfit.path()), misfit.problem(), misfit.getCause());
            } catch (JacksonException unfit) {
                throw JacksonMisfit.of(unfit, path);
            } catch (RuntimeException refused) {
                throw new Misfit(path, "what reads it refused it", refused);
            }
            return Objects.requireNonNullElseGet(read, () -> {
                throw new Misfit(path, "it is nothing");
            });
        }
    }
}
