package dev.penstock.metrics.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads a page of metrics in the text form of Prometheus, as far as it is about Penstock. A line that cannot be read is
 * passed over.
 */
public final class Exposition {

    private static final String OURS = "penstock_";

    private Exposition() {}

    /**
     * Reads the series of a page whose names begin with {@code penstock_}.
     *
     * @param page the text, of anybody
     * @return the series, in their order
     */
    public static List<Sample> read(String page) {
        return read(page, name -> true);
    }

    /**
     * Reads some series of a page.
     *
     * @param page the text, of anybody
     * @param wanted asked with names that begin with {@code penstock_}
     * @return the series with those names, in their order
     */
    public static List<Sample> read(String page, Predicate<String> wanted) {
        var samples = new ArrayList<Sample>();
        page.lines()
                .filter(line -> line.startsWith(OURS))
                .map(Line::new)
                .filter(line -> wanted.test(line.name))
                .forEach(line -> line.sample().ifPresent(samples::add));
        return samples;
    }

    /** A line, read from left to right. */
    private static final class Line {

        private final String text;
        private final String name;
        private int at;

        Line(String text) {
            this.text = text;
            this.name = until('{', ' ');
        }

        Optional<Sample> sample() {
            Map<String, String> labels = new HashMap<>();
            if (at < text.length() && text.charAt(at) == '{') {
                at++;
                if (!labels(labels)) {
                    return Optional.empty();
                }
            }
            return value(text.substring(at).strip()).map(value -> new Sample(new Sample.Series(name, labels), value));
        }

        private String until(char one, char other) {
            int from = at;
            while (at < text.length() && text.charAt(at) != one && text.charAt(at) != other) {
                at++;
            }
            return text.substring(from, at);
        }

        /** Whether they end as they should. */
        private boolean labels(Map<String, String> labels) {
            while (at < text.length()) {
                if (text.charAt(at) == '}') {
                    at++;
                    return true;
                }
                var name = until('=', '}').strip();
                at++;
                if (at >= text.length() || text.charAt(at) != '"') {
                    return false;
                }
                at++;
                labels.put(name, quoted());
                at++;
                if (at < text.length() && text.charAt(at) == ',') {
                    at++;
                }
            }
            return false;
        }

        private String quoted() {
            var value = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                    value.append(text.charAt(at) == 'n' ? '\n' : text.charAt(at));
                } else {
                    value.append(text.charAt(at));
                }
                at++;
            }
            return value.toString();
        }

        /** A time may stand behind it. */
        private static Optional<Double> value(String rest) {
            int end = rest.indexOf(' ');
            var number = end < 0 ? rest : rest.substring(0, end);
            try {
                return Optional.of(
                        switch (number) {
                            case "+Inf" -> Double.POSITIVE_INFINITY;
                            case "-Inf" -> Double.NEGATIVE_INFINITY;
                            default -> Double.parseDouble(number);
                        });
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
        }
    }
}
