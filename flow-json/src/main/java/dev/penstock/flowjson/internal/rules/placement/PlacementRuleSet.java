package dev.penstock.flowjson.internal.rules.placement;

import dev.penstock.flowjson.internal.rules.Rule;
import java.util.List;

/**
 * What may stand where on a screen, beside what, and how often. To add a rule: write a class like its neighbours, and
 * name it here.
 */
public final class PlacementRuleSet {

    public static final List<Rule> ALL = List.of(
            new InvalidComponentType(),
            new InvalidPlacement(),
            new MissingFooterInBranches(),
            new DuplicateFormComponentNames(),
            new ComponentsOutsideForm(),
            new InvalidFormValues(),
            new InvalidOptions(),
            new InvalidNavigationList(),
            new InvalidScreenOptions());

    private PlacementRuleSet() {}
}
