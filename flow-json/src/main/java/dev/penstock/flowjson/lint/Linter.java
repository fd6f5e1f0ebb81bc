package dev.penstock.flowjson.lint;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.internal.FlowText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.rules.Strictness;
import dev.penstock.flowjson.internal.rules.action.ActionRuleSet;
import dev.penstock.flowjson.internal.rules.document.DocumentRuleSet;
import dev.penstock.flowjson.internal.rules.expression.ExpressionRuleSet;
import dev.penstock.flowjson.internal.rules.placement.PlacementRuleSet;
import dev.penstock.flowjson.internal.rules.property.PropertyRuleSet;
import dev.penstock.flowjson.lint.Finding.Pointer;
import dev.penstock.flowjson.text.TextRange;
import dev.penstock.flowjson.tree.JsonTextException;
import dev.penstock.flowjson.tree.JsonTree;
import dev.penstock.flowjson.tree.NodePath;
import dev.penstock.flowjson.tree.ObjectNode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Checks Flow JSON documents against everything Meta documents, and reports all it finds in one run. What Meta may
 * accept, or what only devices treat differently, is a warning. Never fails, whatever the document is. Immutable and
 * thread-safe.
 *
 * <p>Defaults: text with a binding inside is a warning, and a screen may have 100 components (a warning tells from 51
 * on, which is the documented number).
 */
public final class Linter {

    /** How many errors, and how many warnings, a report holds at most: 500 each. */
    public static final int MAX_FINDINGS = 500;

    private static final Comparator<Finding> BY_POSITION = Comparator.comparingInt(
                    (Finding finding) -> finding.range().lineStart())
            .thenComparingInt(finding -> finding.range().columnStart());

    private static final List<List<Rule>> RULES = List.of(
            DocumentRuleSet.ALL, PropertyRuleSet.ALL, PlacementRuleSet.ALL, ExpressionRuleSet.ALL, ActionRuleSet.ALL);

    private final Strictness strictness;

    private Linter(Strictness strictness) {
        this.strictness = strictness;
    }

    /** {@return a linter with the defaults} */
    public static Linter standard() {
        return new Linter(Strictness.STANDARD);
    }

    /** {@return a linter that takes the documentation at its word where phones were observed to be laxer} */
    public Linter strict() {
        return new Linter(new Strictness(true, strictness.maxComponents(), strictness.isForNewFlow()));
    }

    /**
     * Checks Flows that are not published yet: a frozen version of Flow JSON is an error, since Meta publishes nothing
     * in it any more (error 139002). Without this it is a warning, since Flows that are published already still open.
     *
     * @return a linter with that choice
     */
    public Linter forNewFlows() {
        return new Linter(new Strictness(strictness.isStrict(), strictness.maxComponents(), true));
    }

    /**
     * Chooses how many components a screen may have; Meta documents 50, the client was observed to take 100.
     *
     * @param count the number above which it is an error, 1 or more
     * @return a linter with that choice
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Linter withMaxComponents(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("A screen must be allowed one component at least, not " + count + ".");
        }
        return new Linter(new Strictness(strictness.isStrict(), count, strictness.isForNewFlow()));
    }

    /**
     * Checks a document.
     *
     * @param text the document
     * @return what was found
     */
    public LintReport check(String text) {
        var findings = new Findings(MAX_FINDINGS);
        try {
            check(text, findings);
        } catch (Findings.TooManyErrors enough) {
            // The report says that it is not complete.
        }
        return report(findings);
    }

    private void check(String text, Findings findings) {
        JsonTree tree;
        try {
            tree = JsonTree.read(text);
        } catch (JsonTextException refused) {
            findings.error("INVALID_FLOW_JSON", NodePath.ROOT, refused.range(), refused.problem());
            return;
        }
        for (JsonTree.RepeatedKey key : tree.repeatedKeys()) {
            findings.error(
                    "INVALID_FLOW_JSON",
                    key.path(),
                    key.range(),
                    "This property appears twice. Remove one of the two.");
        }
        if (tree.root() instanceof ObjectNode root) {
            var document = new Document(FlowJson.of(text, root), strictness);
            run(DocumentRuleSet.COUNTS, document, findings);
            if (document.isAbsurdlyLarge()) {
                findings.leaveIncomplete();
            } else {
                RULES.forEach(set -> run(set, document, findings));
            }
        } else {
            findings.error("INVALID_FLOW_JSON", tree.root(), "A Flow JSON is one object with version and screens.");
        }
    }

    private static void run(List<Rule> rules, Document document, Findings findings) {
        for (Rule rule : rules) {
            rule.check(document, findings);
        }
    }

    /**
     * Checks a document.
     *
     * @param utf8 the document; not changed
     * @return what was found
     */
    public LintReport check(byte[] utf8) {
        return FlowText.decode(utf8)
                .map(this::check)
                .orElseGet(() -> unreadable("The document is not well-formed UTF-8, or is longer than 10 MB."));
    }

    /**
     * Checks a file.
     *
     * @param file the document
     * @return what was found; a file that cannot be read is one finding
     */
    public LintReport check(Path file) {
        return FlowText.load(file)
                .map(this::check)
                .orElseGet(() ->
                        unreadable("The file cannot be read, is not well-formed UTF-8, or is longer than 10 MB."));
    }

    private static LintReport unreadable(String message) {
        var findings = new Findings(1);
        findings.error("INVALID_FLOW_JSON", NodePath.ROOT, TextRange.FIRST_CHARACTER, message);
        return report(findings);
    }

    private static LintReport report(Findings findings) {
        List<Finding> sorted = findings.all().stream()
                .map(found -> new Finding(
                        found.code(),
                        found.isError() ? Severity.ERROR : Severity.WARNING,
                        found.message(),
                        List.of(new Pointer(found.range(), found.path()))))
                .sorted(BY_POSITION)
                .toList();
        return new LintReport(sorted, findings.isComplete());
    }
}
