package dev.penstock.flowjson.internal.schema;

import static dev.penstock.flowjson.internal.schema.ObjectSchema.component;
import static dev.penstock.flowjson.internal.schema.ObjectSchema.since;
import static dev.penstock.flowjson.internal.schema.Property.action;
import static dev.penstock.flowjson.internal.schema.Property.dynamic;
import static dev.penstock.flowjson.internal.schema.Property.fixed;
import static dev.penstock.flowjson.internal.schema.Property.flag;
import static dev.penstock.flowjson.internal.schema.Property.object;
import static dev.penstock.flowjson.internal.schema.Property.objects;
import static dev.penstock.flowjson.internal.schema.Property.oneOf;
import static dev.penstock.flowjson.internal.schema.Property.text;

import java.util.List;

/** Components that lead on, and those that hold others. */
final class LayoutComponents {

    private static final ObjectSchema LIST_ITEM = ObjectSchema.of(
            "list item",
            text("id").required(),
            object(
                            "main-content",
                            ObjectSchema.of(
                                    "main-content",
                                    text("title").required().maxChars(30),
                                    text("description").maxChars(20),
                                    text("metadata").maxChars(80)))
                    .required(),
            object(
                    "end",
                    ObjectSchema.of(
                            "end",
                            text("title").maxChars(10),
                            text("description").maxChars(10),
                            text("metadata").maxChars(10))),
            object(
                    "start",
                    ObjectSchema.of("start", dynamic("image", Kind.IMAGE).required(), text("alt-text"))),
            text("badge").maxChars(15),
            dynamic("tags", Kind.TEXTS).items(0, 3).maxChars(15),
            action("on-click-action", "navigate", "data_exchange"));

    static final List<ObjectSchema> ALL = List.of(
            component(
                    "Footer",
                    text("label").required().maxChars(35),
                    action("on-click-action", "navigate", "data_exchange", "complete")
                            .required(),
                    text("left-caption").maxChars(15),
                    text("center-caption").maxChars(15),
                    text("right-caption").maxChars(15),
                    flag("enabled")),
            component(
                    "EmbeddedLink",
                    text("text").required().maxChars(25),
                    action("on-click-action", "navigate", "data_exchange", "open_url")
                            .required(),
                    flag("visible")),
            since(
                    6,
                    2,
                    "NavigationList",
                    text("name").required().fixed(),
                    objects("list-items", LIST_ITEM).required().items(1, 20),
                    text("label").maxChars(80),
                    text("description").maxChars(300),
                    oneOf("media-size", "regular", "large"),
                    action("on-click-action", "navigate", "data_exchange")),
            component(
                    "Form",
                    text("name").required().fixed(),
                    fixed("children", Kind.COMPONENTS).required(),
                    dynamic("init-values", Kind.OBJECT),
                    dynamic("error-messages", Kind.OBJECT)),
            since(
                    4,
                    0,
                    "If",
                    fixed("condition", Kind.CONDITION).required(),
                    fixed("then", Kind.COMPONENTS).required(),
                    fixed("else", Kind.COMPONENTS)),
            since(
                    4,
                    0,
                    "Switch",
                    fixed("value", Kind.BINDING).required(),
                    fixed("cases", Kind.CASES).required()));

    private LayoutComponents() {}
}
