package dev.penstock.gateway.alert;

import dev.penstock.gateway.alert.PromqlExpression.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads the part of the query language of Prometheus in which the rules are written: selectors, {@code rate}, {@code
 * increase}, {@code avg_over_time}, {@code histogram_quantile}, {@code sum}, {@code max}, {@code min} and {@code avg}
 * by or without labels, arithmetic, comparisons, {@code and}, {@code time()}. What is beyond that is refused.
 */
final class ExpressionReader {

    private static final Set<String> AGGREGATIONS = Set.of("sum", "max", "min", "avg");
    private static final Set<String> COMPARISONS = Set.of(">", "<", ">=", "<=", "==", "!=");

    private final List<String> tokens;
    private final Map<String, PromqlExpression> recorded;
    private int at;
    private Duration longest = Duration.ZERO;

    private ExpressionReader(String text, Map<String, PromqlExpression> recorded) {
        this.tokens = PromqlToken.all(text);
        this.recorded = recorded;
    }

    /** An expression, and how far back it looks. */
    record Read(PromqlExpression expression, Duration reach) {}

    /**
     * Reads one.
     *
     * @param recorded expressions that have a name
     * @throws IllegalArgumentException if it is beyond what is known here
     */
    static Read read(String text, Map<String, PromqlExpression> recorded) {
        var reader = new ExpressionReader(text, recorded);
        var expression = reader.conjunction();
        reader.expect("");
        return new Read(expression, reader.longest);
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        var token = peek();
        at++;
        return token;
    }

    private boolean isNext(String token) {
        if (peek().equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!next().equals(token)) {
            throw new IllegalArgumentException("Expected %s and found \"%s\"."
                    .formatted(token.isEmpty() ? "the end" : "\"" + token + "\"", last()));
        }
    }

    private String last() {
        return at > 0 && at <= tokens.size() ? tokens.get(at - 1) : "";
    }

    private PromqlExpression conjunction() {
        var left = comparison();
        while (isNext("and")) {
            var one = left;
            var other = comparison();
            left = (store, now) -> one.at(store, now).and(other.at(store, now));
        }
        return left;
    }

    private PromqlExpression comparison() {
        var left = sum();
        if (!COMPARISONS.contains(peek())) {
            return left;
        }
        var condition = condition(next());
        var right = sum();
        return (store, now) -> left.at(store, now).where(right.at(store, now), condition);
    }

    private static Vector.Condition condition(String comparison) {
        return switch (comparison) {
            case ">" -> (left, right) -> left > right;
            case "<" -> (left, right) -> left < right;
            case ">=" -> (left, right) -> left >= right;
            case "<=" -> (left, right) -> left <= right;
            case "==" -> (left, right) -> left == right;
            default -> (left, right) -> left != right;
        };
    }

    private PromqlExpression sum() {
        var left = product();
        while (peek().equals("+") || peek().equals("-")) {
            left = next().equals("+") ? both(left, product(), Double::sum) : both(left, product(), (a, b) -> a - b);
        }
        return left;
    }

    private PromqlExpression product() {
        var left = primary();
        while (peek().equals("*") || peek().equals("/")) {
            left = next().equals("*") ? both(left, primary(), (a, b) -> a * b) : both(left, primary(), (a, b) -> a / b);
        }
        return left;
    }

    private static PromqlExpression both(PromqlExpression one, PromqlExpression other, DoubleBinaryOperator operator) {
        return (store, now) -> one.at(store, now).with(other.at(store, now), operator);
    }

    private PromqlExpression primary() {
        var token = next();
        if (token.equals("(")) {
            var inner = conjunction();
            expect(")");
            return inner;
        }
        if (PromqlToken.isNumber(token)) {
            double number = Double.parseDouble(token);
            return (store, now) -> Vector.of(number);
        }
        if (AGGREGATIONS.contains(token)) {
            return aggregation(token);
        }
        if (peek().equals("(")) {
            return function(token);
        }
        var known = recorded.get(token);
        return known == null ? selector(token) : known;
    }

    private PromqlExpression aggregation(String kind) {
        boolean isWithout = peek().equals("without");
        List<String> labels = isWithout || peek().equals("by") ? labels() : List.of();
        expect("(");
        var of = conjunction();
        expect(")");
        var by = isWithout ? Vector.without(labels) : Vector.only(labels);
        return (store, now) -> {
            var all = of.at(store, now);
            return switch (kind) {
                case "sum" -> all.grouped(by, Double::sum);
                case "max" -> all.grouped(by, Math::max);
                case "min" -> all.grouped(by, Math::min);
                default -> all.grouped(by, Double::sum).with(ones(all).grouped(by, Double::sum), (sum, n) -> sum / n);
            };
        };
    }

    private static Vector ones(Vector all) {
        return all.with(Vector.of(0), (value, none) -> 1);
    }

    private List<String> labels() {
        at++;
        expect("(");
        var labels = new ArrayList<String>();
        while (!isNext(")")) {
            labels.add(next());
            isNext(",");
            if (peek().isEmpty()) {
                throw new IllegalArgumentException("A list of labels does not end.");
            }
        }
        return List.copyOf(labels);
    }

    private PromqlExpression function(String name) {
        expect("(");
        PromqlExpression result = switch (name) {
            case "time" -> (store, now) -> Vector.of(now.getEpochSecond());
            case "rate" -> growth(true);
            case "increase" -> growth(false);
            case "histogram_quantile" -> quantile();
            case "avg_over_time" -> average();
            default -> throw new IllegalArgumentException("The function %s is not known here.".formatted(name));
        };
        expect(")");
        return result;
    }

    private PromqlExpression growth(boolean isPerSecond) {
        var selector = selector(next());
        return new PromqlExpression.Growth(selector, window(), isPerSecond);
    }

    private PromqlExpression quantile() {
        double share = Double.parseDouble(next());
        expect(",");
        return new PromqlExpression.Quantile(share, conjunction());
    }

    private PromqlExpression average() {
        var selector = selector(next());
        return new PromqlExpression.Average(selector, window());
    }

    private Duration window() {
        expect("[");
        var window = durationOf(next());
        expect("]");
        longest = longest.compareTo(window) < 0 ? window : longest;
        return window;
    }

    /** Such as 90s, 10m or 1h. */
    static Duration durationOf(String text) {
        if (!text.matches("[0-9]{1,6}[smhd]")) {
            throw new IllegalArgumentException("\"%s\" is no time.".formatted(text));
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private Selector selector(String name) {
        if (!name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*")) {
            throw new IllegalArgumentException("\"%s\" is no name of a metric.".formatted(name));
        }
        Predicate<Map<String, String>> matches = labels -> true;
        if (isNext("{")) {
            while (!isNext("}")) {
                matches = matches.and(matcher());
                isNext(",");
                if (peek().isEmpty()) {
                    throw new IllegalArgumentException("A selector does not end.");
                }
            }
        }
        return new Selector(name, matches);
    }

    private Predicate<Map<String, String>> matcher() {
        var label = next();
        var operator = next();
        var value = PromqlToken.unquoted(next());
        return switch (operator) {
            case "=" -> labels -> labels.getOrDefault(label, "").equals(value);
            case "!=" -> labels -> !labels.getOrDefault(label, "").equals(value);
            case "=~" -> matching(label, value);
            case "!~" -> matching(label, value).negate();
            default -> throw new IllegalArgumentException("\"%s\" compares no label.".formatted(operator));
        };
    }

    private static Predicate<Map<String, String>> matching(String label, String pattern) {
        var whole = Pattern.compile(pattern);
        return labels -> whole.matcher(labels.getOrDefault(label, "")).matches();
    }
}
