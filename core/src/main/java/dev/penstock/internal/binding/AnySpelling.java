package dev.penstock.internal.binding;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.node.ObjectNode;

/** Gives the properties of a class the fields of their names in any spelling, as components of records get them. */
final class AnySpelling extends DelegatingDeserializer {

    private AnySpelling(ValueDeserializer<?> bean) {
        super(bean);
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> bean) {
        return new AnySpelling(bean);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.START_OBJECT) || !(context.readTree(parser) instanceof ObjectNode fields)) {
            return super.deserialize(parser, context);
        }
        try (var renamed = renamed(fields, context).traverse(context)) {
            renamed.nextToken();
            return super.deserialize(renamed, context);
        }
    }

    private ObjectNode renamed(ObjectNode fields, DeserializationContext context) {
        var properties = byNormalizedName();
        var renamed = context.getNodeFactory().objectNode();
        for (var field : fields.properties()) {
            var name = properties.getOrDefault(WireName.normalized(field.getKey()), field.getKey());
            put(renamed, name.isEmpty() ? field.getKey() : name, field.getValue());
        }
        return renamed;
    }

    private static void put(ObjectNode renamed, String name, JsonNode value) {
        var other = renamed.get(name);
        if (other != null && !other.isNull() && !value.isNull()) {
            throw new Misfit(name, "it comes in more than one spelling");
        }
        if (other == null || other.isNull()) {
            renamed.set(name, value);
        }
    }

    /** Where two properties differ in their spelling only, each keeps its own, and an empty text stands for both. */
    private Map<String, String> byNormalizedName() {
        var properties = new HashMap<String, String>();
        var known = getKnownPropertyNames();
        if (known != null) {
            for (var property : known) {
                properties.merge(WireName.normalized(property.toString()), property.toString(), (one, other) -> "");
            }
        }
        return properties;
    }

    /** Puts it before every class that Jackson reads by its properties. */
    static final class Module extends JacksonModule {

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
            context.addDeserializerModifier(new ValueDeserializerModifier() {
                @Override
                public ValueDeserializer<?> modifyDeserializer(
                        DeserializationConfig config,
                        BeanDescription.Supplier description,
                        ValueDeserializer<?> deserializer) {
                    if (!(deserializer instanceof BeanDeserializerBase)) {
                        return deserializer;
                    }
                    var type = deserializer.handledType();
                    if (type.getName().startsWith("java.")) { // a Thread, say, that could be made of nothing
                        throw new UnfitShape("is a %s, which cannot be read".formatted(type.getName()));
                    }
                    return new AnySpelling(deserializer);
                }
            });
        }
    }
}
