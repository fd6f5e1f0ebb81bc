package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.internal.rules.Rule;
import java.util.List;

/**
 * What the tables in {@code internal.schema} say of each property: its name, type, form, length and limits. To add a
 * rule: write a class like its neighbours, and name it here.
 */
public final class PropertyRuleSet {

    public static final List<Rule> ALL = List.of(
            new InvalidPropertyKey(),
            new MissingRequiredProperty(),
            new InvalidPropertyType(),
            new PatternMismatch(),
            new InvalidPropertyValueFormat(),
            new InvalidEnumValue(),
            new MinItemsRequired(),
            new MinimumValueRequired(),
            new MinValueGreaterThanMax(),
            new InvalidDependencies(),
            new NotKeywordSchemaValidationFailed(),
            new InvalidDateRange(),
            new TextTooLong(),
            new ImageTooLarge(),
            new InvalidPicture());

    private PropertyRuleSet() {}
}
