package dev.penstock.flowjson.text;

/**
 * A stretch of a text by line and column, in the convention of Meta's {@code validation_errors}: everything counts from
 * 1 and the end belongs to the stretch. Columns count UTF-16 units, as editors do.
 *
 * @param lineStart the line of the first character
 * @param columnStart the column of the first character
 * @param lineEnd the line of the last character
 * @param columnEnd the column of the last character
 */
public record TextRange(int lineStart, int columnStart, int lineEnd, int columnEnd) {

    /** The very first character: where a finding about a whole text points. */
    public static final TextRange FIRST_CHARACTER = new TextRange(1, 1, 1, 1);

    /**
     * Cuts a stretch out of this one, counted from its first character. The receiver must lie on one line.
     *
     * @param from how many characters to leave out at the start, 0 or more
     * @param to the end of the wanted stretch, exclusive, counted from the start of this one
     * @return the stretch, never empty
     */
    public TextRange within(int from, int to) {
        int start = Math.min(columnStart + from, columnEnd);
        return new TextRange(lineStart, start, lineStart, Math.max(start, Math.min(columnStart + to - 1, columnEnd)));
    }
}
