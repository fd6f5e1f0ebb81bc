package dev.penstock.flowjson.internal.rules;

import java.util.List;

/** Every rule of the linter. To add one: write a class like its neighbours, and name it here. */
public final class Rules {

    /** Counts, which come first: a document of absurd size is not looked at any further. */
    public static final List<Rule> COUNTS = List.of(new MaxScreensNumber(), new MaxPerScreen());

    public static final List<Rule> OTHERS = List.of(
            // The document as a whole.
            new InvalidFlowJsonVersion(),
            new NoSupportedDataApiVersion(),
            new DuplicateScreenIds(),
            new MissingTerminalScreen(),
            new InvalidRoutingModel(),
            // What the tables say of each property.
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
            new InvalidPicture(),
            // What may stand where, and how often.
            new InvalidComponentType(),
            new InvalidPlacement(),
            new MissingFooterInBranches(),
            new DuplicateFormComponentNames(),
            new ComponentsOutsideForm(),
            new InvalidFormValues(),
            new InvalidOptions(),
            new InvalidNavigationList(),
            new InvalidScreenOptions(),
            // Data, bindings and expressions.
            new InvalidScreenData(),
            new InvalidScreenDynamicData(),
            new InvalidExpression(),
            new InvalidCondition(),
            // Actions.
            new InvalidAction(),
            new InvalidCompleteAction(),
            new InvalidNavigateAction(),
            new InvalidUpdateDataAction(),
            new InvalidOnClickActionPayload(),
            new MediaInPayload());

    private Rules() {}
}
