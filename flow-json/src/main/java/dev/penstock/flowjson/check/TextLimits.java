package dev.penstock.flowjson.check;

import dev.penstock.flowjson.internal.schema.ObjectSchema;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.internal.schema.Schemas;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many characters of a text phones show, as Meta documents it. The linter
 * measures what a Flow JSON says itself by the same numbers. Field reports say that phones cut longer texts.
 */
public final class TextLimits {

    private TextLimits() {}

    /**
     * Finds the limit of a text.
     *
     * @param component the type of the component, such as {@code RadioButtonsGroup}
     * @param path the property, and below it the property of each of its objects, such as {@code data-source},
     *     {@code title}
     * @return the number of characters, counted in code points; nothing if none is documented or the property is
     *     unknown
     */
    public static OptionalInt of(String component, String... path) {
        Optional<ObjectSchema> schema = Schemas.component(component);
        Optional<Property> property = Optional.empty();
        for (String name : path) {
            property = schema.flatMap(each -> each.property(name));
            schema = property.flatMap(Property::nested);
        }
        return property.map(found -> found.limits().maxChars())
                .filter(limit -> limit < Integer.MAX_VALUE)
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }
}
