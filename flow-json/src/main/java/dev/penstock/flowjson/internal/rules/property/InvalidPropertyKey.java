package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.ObjectSchema;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.tree.ObjectNode.Member;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** INVALID_PROPERTY_KEY: unknown properties, properties from later versions, and those that a Form takes over. */
final class InvalidPropertyKey implements Rule {

    private static final String CODE = "INVALID_PROPERTY_KEY";

    /** What Meta does not document, but was seen to accept. */
    private static final Map<String, Set<String>> UNDOCUMENTED = Map.of("TextInput", Set.of("enabled"));

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (Member member : object.node().members().values()) {
                check(object, member, document, findings);
            }
        }
    }

    private static void check(Described object, Member member, Document document, Findings findings) {
        ObjectSchema schema = object.schema();
        Optional<Property> property = schema.property(member.key());
        if (property.isEmpty()) {
            findings.error(CODE, member, unknown(member.key(), schema));
        } else if (!property.get().isKnownIn(document.version())) {
            findings.error(
                    CODE,
                    member,
                    "%s has %s only from Flow JSON %s on. Raise the version, or remove the property."
                            .formatted(
                                    schema.name(), member.key(), property.get().since()));
        } else if (property.get().isForbiddenInForm() && object.isInForm()) {
            findings.error(
                    CODE,
                    member,
                    "Inside a Form, %s belongs into the %s of the Form. Move it there."
                            .formatted(
                                    member.key(),
                                    member.key().equals("init-value") ? "init-values" : "error-messages"));
        } else if (UNDOCUMENTED.getOrDefault(schema.name(), Set.of()).contains(member.key())) {
            findings.warning(
                    CODE,
                    member,
                    "Meta does not document %s for %s; it was seen accepted. Do without it, if you can."
                            .formatted(member.key(), schema.name()));
        } else if (schema.equals(Schemas.DOCUMENT)
                && member.key().equals("data_channel_uri")
                && document.isAtLeast(3, 0)) {
            findings.error(
                    CODE,
                    member,
                    "From Flow JSON 3.0 on, the address of the endpoint is not part of the document. Remove it,"
                            + " and set endpoint_uri through the Flows API.");
        }
    }

    private static String unknown(String key, ObjectSchema schema) {
        String owner = MissingRequiredProperty.capitalized(schema.name());
        return schema.properties().keySet().stream()
                .filter(known ->
                        known.equalsIgnoreCase(key.replace('_', '-')) || known.equalsIgnoreCase(key.replace('-', '_')))
                .findFirst()
                .map(known -> "%s has no property %s. Write %s.".formatted(owner, Excerpt.of(key), known))
                .orElseGet(() -> "%s has no property %s. Remove it.".formatted(owner, Excerpt.of(key)));
    }
}
