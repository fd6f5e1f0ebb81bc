package dev.penstock.internal.binding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Has Jackson read by our rules what we know: texts, numbers, dates, enums and records. */
final class KnownTypes extends JacksonModule {

    private final Binder binder;

    KnownTypes(Binder binder) {
        this.binder = binder;
    }

    @Override
    public String getModuleName() {
        return getClass().getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addDeserializers(new Known(binder));
    }

    private static final class Known extends Deserializers.Base {

        private final Binder binder;

        Known(Binder binder) {
            this.binder = binder;
        }

        @Override
        public @Nullable ValueDeserializer<?> findEnumDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return new ByOurRules(type, EnumReader.of(type.getRawClass()));
        }

        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            var raw = type.getRawClass();
            if (raw.isRecord()) {
                return new ByOurRules(type, new RecordReader(raw, binder));
            }
            return Slots.simple(raw)
                    .filter(reader -> reader != SimpleReaders.AS_IT_IS)
                    .map(reader -> new ByOurRules(type, reader))
                    .orElse(null);
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return type.isRecord() || type.isEnum() || Slots.simple(type).isPresent();
        }
    }

    private static final class ByOurRules extends StdDeserializer<Object> {

        private final transient Reader reader;

        ByOurRules(JavaType type, Reader reader) {
            super(type);
            this.reader = reader;
        }

        /** An empty text is as if there were none, so that a default of the class may stand for it. */
        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            var value = plain(context.readTree(parser));
            boolean isEmpty = value instanceof String text && text.isBlank() && !reader.takesEmptyText();
            return value == null || isEmpty ? null : reader.read(value, "");
        }

        /** As our own reader of JSON gives it; Jackson's for any value would ask this one again. */
        private static @Nullable Object plain(JsonNode node) {
            return switch (node.getNodeType()) {
                case STRING -> node.stringValue();
                case BOOLEAN -> node.booleanValue();
                case NUMBER -> node.numberValue();
                case ARRAY -> {
                    var list = new ArrayList<@Nullable Object>();
                    node.forEach(element -> list.add(plain(element)));
                    yield list;
                }
                case OBJECT -> {
                    var map = new LinkedHashMap<String, @Nullable Object>();
                    node.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
                    yield map;
                }
                case NULL, MISSING, BINARY, POJO -> null;
            };
        }
    }
}
