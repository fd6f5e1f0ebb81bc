package dev.penstock.flowjson.report;

import dev.penstock.flowjson.lint.Finding;
import dev.penstock.flowjson.lint.LintReport;
import dev.penstock.flowjson.text.TextRange;
import java.util.List;

/** Writes findings for people: the sentence, the place, and the offending line with a marker under it. */
public final class HumanReport {

    private static final int MAX_LINE = 120;
    private static final int LEAD = 40;

    private HumanReport() {}

    /**
     * Writes a report.
     *
     * @param file the name of the document, as it shall appear
     * @param source the text of the document
     * @param report what was found
     * @return the text, lines ended by a line feed
     */
    public static String of(String file, String source, LintReport report) {
        var text = new StringBuilder();
        List<String> lines = source.lines().toList();
        for (Finding finding : report.findings()) {
            append(text, file, lines, finding);
        }
        return text.append(summary(file, report)).append('\n').toString();
    }

    private static void append(StringBuilder text, String file, List<String> lines, Finding finding) {
        TextRange range = finding.range();
        text.append("%s:%d:%d: %s %s%n%s%n"
                .formatted(
                        file,
                        range.lineStart(),
                        range.columnStart(),
                        finding.isError() ? "error" : "warning",
                        finding.code(),
                        "  " + finding.message())
                .replace("\r\n", "\n"));
        if (!finding.path().isEmpty()) {
            text.append("  at ").append(finding.path()).append('\n');
        }
        if (range.lineStart() <= lines.size()) {
            drawLine(text, lines.get(range.lineStart() - 1), range);
        }
        text.append('\n');
    }

    /** Long lines, such as those with a picture in them, are cut around the place. */
    private static void drawLine(StringBuilder text, String line, TextRange range) {
        int start = Math.min(range.columnStart() - 1, line.length());
        int end = range.lineEnd() == range.lineStart() ? Math.min(range.columnEnd(), line.length()) : line.length();
        int from = line.length() <= MAX_LINE ? 0 : Math.max(0, start - LEAD);
        int to = Math.min(line.length(), from + MAX_LINE);
        String number = "%5d | ".formatted(range.lineStart());
        text.append(number).append(visible(line.substring(from, to))).append('\n');
        text.append(" ".repeat(number.length() - 2)).append("| ");
        text.append(" ".repeat(start - from));
        text.append("^")
                .append("~".repeat(Math.max(0, Math.min(end, to) - start - 1)))
                .append('\n');
    }

    private static String visible(String line) {
        var shown = new StringBuilder(line);
        for (int i = 0; i < shown.length(); i++) {
            if (Character.isISOControl(shown.charAt(i))) {
                shown.setCharAt(i, ' ');
            }
        }
        return shown.toString();
    }

    private static String summary(String file, LintReport report) {
        int errors = report.errors().size();
        int warnings = report.warnings().size();
        String counts = errors + warnings == 0
                ? "nothing to find fault with"
                : "%s, %s".formatted(counted(errors, "error"), counted(warnings, "warning"));
        return "%s: %s%s.".formatted(file, counts, report.isComplete() ? "" : ", and more that are not listed");
    }

    private static String counted(int count, String word) {
        return count == 1 ? "1 " + word : count + " " + word + "s";
    }
}
