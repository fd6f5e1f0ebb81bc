package dev.penstock.simulator.phone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the markdown subset of Flow JSON section 6 into blocks: paragraphs and single-level lists everywhere; headings,
 * inline images and tables in {@code RichText} only. Nothing of the text is ever taken for HTML.
 */
final class MarkdownBlocks {

    private static final Pattern BULLET = Pattern.compile("^\\s{0,3}[-+*]\\s+(.*)$");
    private static final Pattern NUMBER = Pattern.compile("^\\s{0,3}(\\d{1,9})[.)]\\s+(.*)$");
    private static final Pattern HEADING = Pattern.compile("^(#{1,6})\\s+(.*)$");
    private static final Pattern IMAGE =
            Pattern.compile("^!\\[([^\\]]*)\\]\\((data:image/(?:png|jpeg|jpg|webp);base64,[A-Za-z0-9+/=\\s]+)\\)$");
    private static final Pattern TABLE_RULE_CELL = Pattern.compile("\\s*:?-+:?\\s*");

    private final boolean isRich;
    private final UnaryOperator<String> images;
    private final List<Map<String, Object>> blocks = new ArrayList<>();
    private final List<String> paragraph = new ArrayList<>();

    private MarkdownBlocks(boolean isRich, UnaryOperator<String> images) {
        this.isRich = isRich;
        this.images = images;
    }

    static List<Map<String, Object>> of(String text, boolean isRich, UnaryOperator<String> images) {
        var reading = new MarkdownBlocks(isRich, images);
        reading.read(text.lines().toList());
        return reading.blocks;
    }

    private void read(List<String> lines) {
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at);
            Matcher heading = HEADING.matcher(line);
            Matcher image = IMAGE.matcher(line.strip());
            if (line.isBlank()) {
                endParagraph();
                at++;
            } else if (BULLET.matcher(line).matches()) {
                at = list(lines, at, BULLET, "bullets");
            } else if (NUMBER.matcher(line).matches()) {
                at = list(lines, at, NUMBER, "numbers");
            } else if (isRich && heading.matches()) {
                heading(heading.group(1).length(), heading.group(2));
                at++;
            } else if (isRich && image.matches()) {
                block("image", Map.of("src", images.apply(image.group(2)), "alt", image.group(1)));
                at++;
            } else if (isRich && startsTable(lines, at)) {
                at = table(lines, at);
            } else {
                paragraph.add(line);
                at++;
            }
        }
        endParagraph();
    }

    private int list(List<String> lines, int from, Pattern item, String kind) {
        List<Object> items = new ArrayList<>();
        int at = from;
        Matcher match = item.matcher(lines.get(at));
        Object start = kind.equals("numbers") && match.matches() ? Integer.valueOf(match.group(1)) : 1;
        while (at < lines.size()) {
            match = item.matcher(lines.get(at));
            if (!match.matches()) {
                break;
            }
            items.add(MarkdownRuns.of(match.group(match.groupCount())));
            at++;
        }
        block(kind, Map.of("items", items, "start", start));
        return at;
    }

    /** Headings deeper than the second level are shown as body text. */
    private void heading(int level, String text) {
        block(level <= 2 ? "heading" + level : "paragraph", Map.of("runs", MarkdownRuns.of(text)));
    }

    private static boolean startsTable(List<String> lines, int at) {
        return lines.get(at).contains("|")
                && at + 1 < lines.size()
                && lines.get(at + 1).contains("|")
                && rowCells(lines.get(at + 1)).stream()
                        .allMatch(cell -> TABLE_RULE_CELL.matcher(cell).matches());
    }

    private int table(List<String> lines, int from) {
        List<Object> header = cells(lines.get(from));
        List<Object> rows = new ArrayList<>();
        int at = from + 2;
        while (at < lines.size() && lines.get(at).contains("|")) {
            rows.add(cells(lines.get(at)));
            at++;
        }
        block("table", Map.of("header", header, "rows", rows));
        return at;
    }

    private static List<Object> cells(String line) {
        List<Object> cells = new ArrayList<>();
        rowCells(line).forEach(cell -> cells.add(MarkdownRuns.of(cell.strip())));
        return cells;
    }

    private static List<String> rowCells(String line) {
        String row = line.strip();
        row = row.startsWith("|") ? row.substring(1) : row;
        row = row.endsWith("|") ? row.substring(0, row.length() - 1) : row;
        return List.of(row.split("\\|", -1));
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            List<?> runs = MarkdownRuns.of(String.join("\n", paragraph));
            paragraph.clear();
            blocks.add(new LinkedHashMap<>(Map.of("kind", "paragraph", "runs", runs)));
        }
    }

    private void block(String kind, Map<String, Object> content) {
        endParagraph();
        Map<String, Object> block = new LinkedHashMap<>(content);
        block.put("kind", kind);
        blocks.add(block);
    }
}
