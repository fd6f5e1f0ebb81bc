package dev.penstock.flowjson.internal.schema;

import static dev.penstock.flowjson.internal.schema.ObjectSchema.component;
import static dev.penstock.flowjson.internal.schema.ObjectSchema.since;
import static dev.penstock.flowjson.internal.schema.Property.dynamic;
import static dev.penstock.flowjson.internal.schema.Property.flag;
import static dev.penstock.flowjson.internal.schema.Property.oneOf;
import static dev.penstock.flowjson.internal.schema.Property.text;

import java.util.List;

/** Components that show text, and those that take typed text. */
final class TextComponents {

    static final List<ObjectSchema> ALL = List.of(
            component("TextHeading", text("text").required().maxChars(80), flag("visible")),
            component("TextSubheading", text("text").required().maxChars(80), flag("visible")),
            paragraph("TextBody"),
            // The documentation prints 409 for the caption, which looks like a slip for 4096.
            paragraph("TextCaption"),
            since(5, 1, "RichText", dynamic("text", Kind.TEXT_OR_TEXTS).required(), flag("visible")),
            component(
                    "TextInput",
                    text("name").required().fixed(),
                    text("label").required().maxChars(20),
                    oneOf("label-variant", "large").since(7, 0),
                    oneOf("input-type", "text", "number", "email", "password", "passcode", "phone"),
                    text("pattern").since(6, 2).fixed(),
                    flag("required"),
                    Property.number("min-chars"),
                    Property.number("max-chars"),
                    text("helper-text").maxChars(80),
                    // Not documented, but seen accepted; the rule for unknown properties tells of it.
                    flag("enabled"),
                    flag("visible"),
                    text("init-value").since(4, 0).notInForm(),
                    text("error-message").since(4, 0).notInForm().maxChars(30)),
            component(
                    "TextArea",
                    text("name").required().fixed(),
                    text("label").required().maxChars(20),
                    oneOf("label-variant", "large").since(7, 0),
                    flag("required"),
                    Property.number("max-length"),
                    text("helper-text").maxChars(80),
                    flag("enabled"),
                    flag("visible"),
                    text("init-value").since(4, 0).notInForm(),
                    text("error-message").since(4, 0).notInForm()));

    private TextComponents() {}

    private static ObjectSchema paragraph(String name) {
        return component(
                name,
                dynamic("text", Kind.TEXT_OR_TEXTS).required().maxChars(4096),
                oneOf("font-weight", "bold", "italic", "bold_italic", "normal"),
                flag("strikethrough"),
                flag("markdown").since(5, 1).fixed(),
                flag("visible"));
    }
}
