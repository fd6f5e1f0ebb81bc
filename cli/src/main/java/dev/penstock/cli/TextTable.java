package dev.penstock.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows in columns that are as wide as they have to be. */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    private TextTable(List<String> head) {
        rows.add(head);
    }

    public static TextTable of(String... head) {
        return new TextTable(List.of(head));
    }

    /** Adds a row; what is in it may come from anybody. */
    public void row(String... cells) {
        rows.add(List.of(cells).stream().map(Paint::harmless).toList());
    }

    /** The table, one line for each row, the last column painted. */
    public String text(UnaryOperator<String> lastColumn) {
        var text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            var cells = rows.get(row);
            for (int column = 0; column < cells.size() - 1; column++) {
                var cell = cells.get(column);
                text.append(cell)
                        .append(" ".repeat(width(column) - length(cell)))
                        .append(GAP);
            }
            var last = cells.getLast();
            text.append(row == 0 ? last : lastColumn.apply(last)).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
