package dev.penstock.flowjson.internal.schema;

import static dev.penstock.flowjson.internal.schema.Property.dynamic;
import static dev.penstock.flowjson.internal.schema.Property.fixed;
import static dev.penstock.flowjson.internal.schema.Property.flag;
import static dev.penstock.flowjson.internal.schema.Property.object;
import static dev.penstock.flowjson.internal.schema.Property.oneOf;
import static dev.penstock.flowjson.internal.schema.Property.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every table: the document, screens, layout, actions, and all components by type. */
public final class Schemas {

    public static final ObjectSchema DOCUMENT = ObjectSchema.of(
            "Flow JSON",
            fixed("version", Kind.ANYTHING),
            fixed("screens", Kind.OBJECTS).required().items(1, Integer.MAX_VALUE),
            fixed("routing_model", Kind.OBJECT),
            text("data_api_version").fixed(),
            // Known before 3.0 only; the rule for unknown properties treats it.
            text("data_channel_uri").fixed());

    public static final ObjectSchema SCREEN = ObjectSchema.of(
            "screen",
            text("id").required().fixed(),
            fixed("layout", Kind.OBJECT).required(),
            // Documented as optional; the Builder and the client demand it.
            text("title").required(),
            flag("terminal").fixed(),
            flag("success").fixed(),
            fixed("data", Kind.OBJECT),
            flag("refresh_on_back").fixed(),
            fixed("sensitive", Kind.TEXTS).since(5, 1));

    public static final ObjectSchema LAYOUT = ObjectSchema.of(
            "layout",
            oneOf("type", "SingleColumnLayout").required().fixed(),
            fixed("children", Kind.COMPONENTS).required());

    private static final ObjectSchema NEXT = ObjectSchema.of(
            "next",
            oneOf("type", "screen").required().fixed(),
            text("name").required().fixed());

    private static final Map<String, ObjectSchema> ACTIONS = byName(Stream.of(
            ObjectSchema.of("navigate", name(), object("next", NEXT).required(), payload()),
            ObjectSchema.of("data_exchange", name(), payload()),
            ObjectSchema.of("complete", name(), payload()),
            ObjectSchema.of("update_data", name(), payload().required()),
            ObjectSchema.of("open_url", name(), dynamic("url", Kind.TEXT).required())));

    private static final ObjectSchema ANY_ACTION =
            ObjectSchema.of("action", name(), object("next", NEXT), payload(), text("url"));

    private static final Map<String, ObjectSchema> COMPONENTS = byName(Stream.of(
                    TextComponents.ALL,
                    ChoiceComponents.ALL,
                    DateComponents.ALL,
                    MediaComponents.ALL,
                    LayoutComponents.ALL)
            .flatMap(List::stream));

    /** The components whose value a form holds. */
    public static final Set<String> INPUTS = Set.of(
            "TextInput",
            "TextArea",
            "CheckboxGroup",
            "RadioButtonsGroup",
            "Dropdown",
            "DatePicker",
            "CalendarPicker",
            "OptIn",
            "ChipsSelector",
            "PhotoPicker",
            "DocumentPicker");

    public static final Set<String> MEDIA_PICKERS = Set.of("PhotoPicker", "DocumentPicker");

    private Schemas() {}

    private static Property name() {
        return text("name").required().fixed();
    }

    private static Property payload() {
        return fixed("payload", Kind.OBJECT);
    }

    private static Map<String, ObjectSchema> byName(Stream<ObjectSchema> schemas) {
        return schemas.collect(Collectors.toUnmodifiableMap(ObjectSchema::name, Function.identity()));
    }

    public static Optional<ObjectSchema> component(String type) {
        return Optional.ofNullable(COMPONENTS.get(type));
    }

    public static Set<String> actionNames() {
        return ACTIONS.keySet();
    }

    /** The table of an action; for an unknown action everything that any action has. */
    public static ObjectSchema action(String name) {
        return ACTIONS.getOrDefault(name, ANY_ACTION);
    }
}
