package dev.penstock.cli.answers;

/**
 * A cell of CSV that no spreadsheet takes for a formula. People can type one; a spreadsheet that opens the file would
 * carry it out.
 *
 * <p>A cell begins where the file says so, but a spreadsheet may see another separator than we do, or take a line break
 * for the end of a row, or skip blanks and quotation marks. So an apostrophe goes before the first character of a
 * formula also behind those.
 */
final class CsvCell {

    /** The second four are the same in full width, which some spreadsheets take for the first. */
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

    private static final String SEPARATORS = ",;|\t\r\n";
    private static final String QUOTES = "\"'`\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\uff02\uff07";
    private static final char GUARD = '\'';

    private CsvCell() {}

    /** With quotation marks around it. */
    static String of(String text) {
        return '"' + guarded(text).replace("\"", "\"\"") + '"';
    }

    static String guarded(String text) {
        var safe = new StringBuilder(text.length() + 2);
        boolean isFirstCell = true;
        boolean isBegin = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBegin && FORMULA.indexOf(c) >= 0) {
                safe.insert(isFirstCell ? 0 : safe.length(), GUARD);
            }
            boolean isSeparator = SEPARATORS.indexOf(c) >= 0;
            isBegin = isSeparator || (isBegin && isSkipped(c));
            isFirstCell &= isBegin && !isSeparator;
            safe.append(c);
        }
        // Some take these themselves for the begin of a formula.
        return text.startsWith("\t") || text.startsWith("\r") || text.startsWith("\n")
                ? GUARD + safe.toString()
                : safe.toString();
    }

    private static boolean isSkipped(char c) {
        return QUOTES.indexOf(c) >= 0
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT -> true;
                    default -> false;
                };
    }
}
