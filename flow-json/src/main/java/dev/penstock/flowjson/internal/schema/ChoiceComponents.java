package dev.penstock.flowjson.internal.schema;

import static dev.penstock.flowjson.internal.schema.ObjectSchema.component;
import static dev.penstock.flowjson.internal.schema.ObjectSchema.since;
import static dev.penstock.flowjson.internal.schema.Property.action;
import static dev.penstock.flowjson.internal.schema.Property.dynamic;
import static dev.penstock.flowjson.internal.schema.Property.flag;
import static dev.penstock.flowjson.internal.schema.Property.number;
import static dev.penstock.flowjson.internal.schema.Property.objects;
import static dev.penstock.flowjson.internal.schema.Property.oneOf;
import static dev.penstock.flowjson.internal.schema.Property.text;

import java.util.List;

/** Components in which the user picks from options. */
final class ChoiceComponents {

    static final ObjectSchema OPTION = ObjectSchema.of(
            "option",
            text("id").required(),
            text("title").required().maxChars(30),
            text("description").maxChars(300),
            text("metadata").maxChars(20),
            flag("enabled"),
            dynamic("image", Kind.IMAGE).since(5, 0),
            text("alt-text").since(5, 0),
            text("color").since(5, 0),
            action("on-select-action", "update_data").since(6, 0),
            action("on-unselect-action", "update_data").since(6, 0));

    private static final ObjectSchema CHIP = ObjectSchema.of(
            "option",
            text("id").required(),
            text("title").required(),
            flag("enabled"),
            action("on-select-action", "update_data"),
            action("on-unselect-action", "update_data"));

    static final List<ObjectSchema> ALL = List.of(
            component(
                    "CheckboxGroup",
                    text("name").required().fixed(),
                    text("label").requiredSince(4, 0).maxChars(30),
                    objects("data-source", OPTION).required().items(1, 20),
                    number("min-selected-items"),
                    number("max-selected-items"),
                    flag("enabled"),
                    flag("required"),
                    flag("visible"),
                    text("description").since(4, 0).maxChars(300),
                    oneOf("media-size", "regular", "large").since(5, 0),
                    action("on-select-action", "data_exchange", "update_data"),
                    action("on-unselect-action", "update_data").since(6, 0),
                    dynamic("init-value", Kind.INIT_VALUE).since(4, 0).notInForm(),
                    text("error-message").since(4, 0).notInForm()),
            component(
                    "RadioButtonsGroup",
                    text("name").required().fixed(),
                    text("label").requiredSince(4, 0).maxChars(30),
                    objects("data-source", OPTION).required().items(1, 20),
                    flag("enabled"),
                    flag("required"),
                    flag("visible"),
                    text("description").since(4, 0).maxChars(300),
                    oneOf("media-size", "regular", "large").since(5, 0),
                    action("on-select-action", "data_exchange", "update_data"),
                    action("on-unselect-action", "update_data").since(6, 0),
                    dynamic("init-value", Kind.INIT_VALUE).since(4, 0).notInForm(),
                    text("error-message").since(4, 0).notInForm()),
            component(
                    "Dropdown",
                    text("name").required().fixed(),
                    text("label").required().maxChars(20),
                    objects("data-source", OPTION).required().items(1, 200),
                    flag("required"),
                    flag("enabled"),
                    flag("visible"),
                    action("on-select-action", "data_exchange", "update_data"),
                    action("on-unselect-action", "update_data").since(6, 0),
                    dynamic("init-value", Kind.INIT_VALUE).since(4, 0).notInForm(),
                    text("error-message").since(4, 0).notInForm()),
            since(
                    6,
                    3,
                    "ChipsSelector",
                    text("name").required().fixed(),
                    text("label").required().maxChars(80),
                    objects("data-source", CHIP).required().items(2, 20),
                    number("min-selected-items"),
                    number("max-selected-items"),
                    flag("enabled"),
                    flag("required"),
                    flag("visible"),
                    text("description").maxChars(300),
                    dynamic("init-value", Kind.INIT_VALUE).notInForm(),
                    text("error-message").notInForm(),
                    action("on-select-action", "data_exchange", "update_data"),
                    action("on-unselect-action", "update_data").since(7, 1)),
            component(
                    "OptIn",
                    text("name").required().fixed(),
                    text("label").required().maxChars(120),
                    flag("required"),
                    flag("visible"),
                    action("on-click-action", "data_exchange", "navigate", "open_url"),
                    action("on-select-action", "update_data").since(6, 0),
                    action("on-unselect-action", "update_data").since(6, 0),
                    dynamic("init-value", Kind.INIT_VALUE).since(4, 0).notInForm(),
                    text("error-message").since(4, 0).notInForm()));

    private ChoiceComponents() {}
}
