package dev.penstock.flowjson.lint;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.internal.FlowText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.rules.Rules;
import dev.penstock.flowjson.tree.JsonTextException;
import dev.penstock.flowjson.tree.JsonTree;
import dev.penstock.flowjson.tree.NodePath;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.TextRange;
import java.nio.file.Path;
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

    private final Settings settings;

    /**
     * What can be chosen.
     *
     * @param isStrict whether text with a binding inside is an error, as Meta documents, although phones show it
     * @param maxComponents from how many components per screen on more is an error
     * @param isForNewFlow whether the Flow is to be published for the first time, which a frozen version forbids
     */
    public record Settings(boolean isStrict, int maxComponents, boolean isForNewFlow) {}

    private Linter(Settings settings) {
        this.settings = settings;
    }

    /** {@return a linter with the defaults} */
    public static Linter standard() {
        return new Linter(new Settings(false, 100, false));
    }

    /** {@return a linter that takes the documentation at its word where phones were observed to be laxer} */
    public Linter strict() {
        return new Linter(new Settings(true, settings.maxComponents(), settings.isForNewFlow()));
    }

    /**
     * Checks Flows that are not published yet: a frozen version of Flow JSON is an error, since Meta publishes nothing
     * in it any more (error 139002). Without this it is a warning, since Flows that are published already still open.
     *
     * @return a linter with that choice
     */
    public Linter forNewFlows() {
        return new Linter(new Settings(settings.isStrict(), settings.maxComponents(), true));
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
        return new Linter(new Settings(settings.isStrict(), count, settings.isForNewFlow()));
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
        return findings.report();
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
            var document = new Document(FlowJson.of(text, root), settings);
            run(Rules.COUNTS, document, findings);
            if (document.isAbsurdlyLarge()) {
                findings.leaveIncomplete();
            } else {
                run(Rules.OTHERS, document, findings);
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
        return findings.report();
    }
}
