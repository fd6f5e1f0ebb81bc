package dev.penstock.flowjson.internal.rules.document;

import dev.penstock.flowjson.internal.rules.Rule;
import java.util.List;

/**
 * What is checked of the document as a whole: its version, its screens, its routing, how much of everything it holds.
 * To add a rule: write a class like its neighbours, and name it here.
 */
public final class DocumentRuleSet {

    /** Counts, which come first: a document of absurd size is not looked at any further. */
    public static final List<Rule> COUNTS = List.of(new MaxScreensNumber(), new MaxPerScreen());

    public static final List<Rule> ALL = List.of(
            new InvalidFlowJsonVersion(),
            new NoSupportedDataApiVersion(),
            new DuplicateScreenIds(),
            new MissingTerminalScreen(),
            new InvalidRoutingModel());

    private DocumentRuleSet() {}
}
