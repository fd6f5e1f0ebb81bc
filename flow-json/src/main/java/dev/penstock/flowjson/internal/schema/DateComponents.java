package dev.penstock.flowjson.internal.schema;

import static dev.penstock.flowjson.internal.schema.ObjectSchema.component;
import static dev.penstock.flowjson.internal.schema.ObjectSchema.since;
import static dev.penstock.flowjson.internal.schema.Property.action;
import static dev.penstock.flowjson.internal.schema.Property.dynamic;
import static dev.penstock.flowjson.internal.schema.Property.flag;
import static dev.penstock.flowjson.internal.schema.Property.number;
import static dev.penstock.flowjson.internal.schema.Property.oneOf;
import static dev.penstock.flowjson.internal.schema.Property.someOf;
import static dev.penstock.flowjson.internal.schema.Property.text;

import java.util.List;

/** Components in which the user picks dates. */
final class DateComponents {

    static final List<ObjectSchema> ALL = List.of(
            component(
                    "DatePicker",
                    text("name").required().fixed(),
                    text("label").required().maxChars(40),
                    dynamic("min-date", Kind.DATE),
                    dynamic("max-date", Kind.DATE),
                    dynamic("unavailable-dates", Kind.DATES),
                    text("helper-text").maxChars(80),
                    flag("enabled"),
                    flag("visible"),
                    flag("required"),
                    action("on-select-action", "data_exchange"),
                    dynamic("init-value", Kind.DATE).since(4, 0).notInForm(),
                    text("error-message").since(4, 0).notInForm().maxChars(80)),
            since(
                    6,
                    1,
                    "CalendarPicker",
                    text("name").required().fixed(),
                    dynamic("label", Kind.TEXT_OR_RANGE).required().maxChars(40),
                    oneOf("mode", "single", "range"),
                    text("title").maxChars(80),
                    text("description").maxChars(300),
                    dynamic("helper-text", Kind.TEXT_OR_RANGE).maxChars(80),
                    dynamic("required", Kind.FLAG_OR_RANGE),
                    flag("enabled"),
                    flag("visible"),
                    dynamic("min-date", Kind.DATE),
                    dynamic("max-date", Kind.DATE),
                    dynamic("unavailable-dates", Kind.DATES),
                    someOf("include-days", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
                    number("min-days"),
                    number("max-days"),
                    action("on-select-action", "data_exchange"),
                    dynamic("init-value", Kind.DATE_OR_RANGE).notInForm(),
                    dynamic("error-message", Kind.TEXT_OR_RANGE).notInForm().maxChars(80)));

    private DateComponents() {}
}
