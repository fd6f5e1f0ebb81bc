package dev.penstock.flowjson.internal.rules;

import dev.penstock.flowjson.text.TextRange;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.NodePath;
import dev.penstock.flowjson.tree.ObjectNode.Member;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects findings, errors and warnings each up to a limit, so that warnings never crowd out an error. */
public final class Findings {

    /** What a rule has found: Meta's code, a sentence, and where it stands. */
    public record Found(String code, boolean isError, String message, TextRange range, String path) {}

    /**
     * Ends a run that has nothing more to tell: without it, a hostile document costs the writing of endless messages.
     */
    public static final class TooManyErrors extends RuntimeException {

        private static final long serialVersionUID = 1;

        private TooManyErrors() {
            super("There are more errors than a report holds.", null, false, false);
        }
    }

    private final int limit;
    private final Set<Found> errors = new LinkedHashSet<>();
    private final Set<Found> warnings = new LinkedHashSet<>();
    private boolean isComplete = true;

    public Findings(int limit) {
        this.limit = limit;
    }

    public void error(String code, Node node, String message) {
        add(code, true, message, node.path(), node.range());
    }

    public void warning(String code, Node node, String message) {
        add(code, false, message, node.path(), node.range());
    }

    /** Points at the name of a property instead of its value. */
    public void error(String code, Member member, String message) {
        add(code, true, message, member.value().path(), member.keyRange());
    }

    public void warning(String code, Member member, String message) {
        add(code, false, message, member.value().path(), member.keyRange());
    }

    public void error(String code, NodePath path, TextRange range, String message) {
        add(code, true, message, path, range);
    }

    public void warning(String code, NodePath path, TextRange range, String message) {
        add(code, false, message, path, range);
    }

    private void add(String code, boolean isError, String message, NodePath path, TextRange range) {
        Set<Found> found = isError ? errors : warnings;
        if (found.size() >= limit) {
            isComplete = false;
            if (isError) {
                throw new TooManyErrors();
            }
            return;
        }
        found.add(new Found(code, isError, message, range, path.toString()));
    }

    public void leaveIncomplete() {
        isComplete = false;
    }

    /** Errors first, then warnings, each in the order in which they were told. */
    public List<Found> all() {
        List<Found> all = new ArrayList<>(errors);
        all.addAll(warnings);
        return all;
    }

    /** Whether nothing was left out. */
    public boolean isComplete() {
        return isComplete;
    }
}
