package dev.penstock.flowjson.nearest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. Thread-safe. */
public final class Nearest {

    private static final int MAX_LENGTH = 30;
    private static final int MAX_KNOWN = 200;

    private Nearest() {}

    /**
     * Finds the known word that differs least from a word: in case only, or by one slip, in longer words two.
     *
     * @param word what was written; nothing is near a long one
     * @param known the words that there are
     * @return the word, or nothing if none is near
     */
    public static Optional<String> to(String word, Collection<String> known) {
        if (word.isEmpty() || word.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int most = word.length() <= 4 ? 1 : 2;
        String wanted = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .limit(MAX_KNOWN)
                .filter(each -> Math.abs(each.length() - word.length()) <= most)
                .filter(each -> slips(wanted, each.toLowerCase(Locale.ROOT)) <= most)
                .min(Comparator.comparingInt((String each) -> slips(wanted, each.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters added, left out, exchanged, or swapped with their neighbour. */
    private static int slips(String one, String other) {
        int[][] slips = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int exchange = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                slips[i][j] = Math.min(Math.min(slips[i - 1][j], slips[i][j - 1]) + 1, slips[i - 1][j - 1] + exchange);
                boolean isSwapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (isSwapped) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[one.length()][other.length()];
    }
}
