package dev.penstock.flowjson.internal.rules.action;

import dev.penstock.flowjson.internal.rules.Rule;
import java.util.List;

/**
 * What is checked of actions and their payloads. To add a rule: write a class like its neighbours, and name it here.
 */
public final class ActionRuleSet {

    public static final List<Rule> ALL = List.of(
            new InvalidAction(),
            new InvalidCompleteAction(),
            new InvalidNavigateAction(),
            new InvalidUpdateDataAction(),
            new InvalidOnClickActionPayload(),
            new MediaInPayload());

    private ActionRuleSet() {}
}
