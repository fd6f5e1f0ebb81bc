package dev.penstock.simulator.phone.scenario;

import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.testing.Exchange;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a scenario expects with what the phone shows. Objects need only contain what is expected. Failures name
 * where the difference is; of values from the Flow they show what the scenario itself wrote, since that is no one's
 * secret.
 */
final class ScenarioExpectation {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ScenarioExpectation() {}

    /** The first expectation that is not met. */
    static Optional<String> unmet(Map<?, ?> expected, PhoneSession phone) {
        for (Map.Entry<?, ?> entry : expected.entrySet()) {
            String what = String.valueOf(entry.getKey());
            Object wanted = entry.getValue();
            Optional<String> unmet = switch (what) {
                case "screen" -> difference(what, wanted, phone.screen().orElse("none"), true);
                case "data" -> difference(what, wanted, phone.data(), false);
                case "form" -> difference(what, wanted, phone.form(), false);
                case "response" -> difference(what, wanted, phone.response().orElse(Map.of()), false);
                case "message" -> contains(what, wanted, phone.message());
                case "failure" -> contains(what, wanted, phone.failure());
                case "open" -> difference(what, wanted, phone.isOpen(), true);
                case "button" -> difference(what, wanted, phone.canOpen(), true);
                case "status" -> difference(what, wanted, lastStatus(phone), true);
                case "chat" -> contains(what, wanted, chatText(PlainValue.text(wanted), phone));
                case "errors" -> errors(PlainValue.map(wanted), phone);
                default -> Optional.of("'%s' is nothing a phone can be expected to show.".formatted(what));
            };
            if (unmet.isPresent()) {
                return unmet;
            }
        }
        return Optional.empty();
    }

    /** What a business says after a Flow comes by a webhook and the Graph API, so it is waited for. */
    private static Optional<String> chatText(String wanted, PhoneSession phone) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long revision = phone.revision();
            Optional<String> shown = phone.chatText();
            long left = deadline - System.nanoTime();
            if (left <= 0 || shown.filter(text -> text.contains(wanted)).isPresent()) {
                return shown;
            }
            try {
                var unused = phone.awaitChange(revision, Duration.ofNanos(left));
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                return shown;
            }
        }
    }

    private static int lastStatus(PhoneSession phone) {
        List<Exchange> exchanges = phone.exchanges();
        return exchanges.isEmpty() ? 0 : exchanges.getLast().status();
    }

    private static Optional<String> contains(String what, Object wanted, Optional<String> shown) {
        return shown.filter(text -> text.contains(PlainValue.text(wanted))).isPresent()
                ? Optional.empty()
                : Optional.of("the %s should contain \"%s\", but %s."
                        .formatted(
                                what,
                                PlainValue.text(wanted),
                                shown.isPresent() ? "reads differently" : "there is none"));
    }

    private static Optional<String> errors(Map<?, ?> wanted, PhoneSession phone) {
        ShownComponents components = ShownComponents.of(phone);
        for (Map.Entry<?, ?> entry : wanted.entrySet()) {
            String name = String.valueOf(entry.getKey());
            Optional<String> unmet = difference(
                    "errors." + name, entry.getValue(), components.named(name).error(), true);
            if (unmet.isPresent()) {
                return unmet;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(
            String path, @Nullable Object wanted, @Nullable Object found, boolean isShown) {
        if (wanted instanceof Map<?, ?> fields && found instanceof Map<?, ?> map) {
            return fields.entrySet().stream()
                    .flatMap(field ->
                            difference(path + "." + field.getKey(), field.getValue(), map.get(field.getKey()), isShown)
                                    .stream())
                    .findFirst();
        }
        if (wanted instanceof List<?> items && found instanceof List<?> list) {
            if (items.size() != list.size()) {
                return Optional.of("%s should have %d items, but has %d.".formatted(path, items.size(), list.size()));
            }
            for (int i = 0; i < items.size(); i++) {
                Optional<String> unmet = difference(path + "[" + i + "]", items.get(i), list.get(i), isShown);
                if (unmet.isPresent()) {
                    return unmet;
                }
            }
            return Optional.empty();
        }
        if (isSame(wanted, found)) {
            return Optional.empty();
        }
        String seen = isShown && !isSameText(wanted, found)
                ? "but is \"%s\"".formatted(PlainValue.text(found))
                : found == null ? "but is absent" : isSameText(wanted, found) ? "but is " + kind(found) : "but is not";
        String what = isSameText(wanted, found) ? kind(wanted) + " " : "";
        return Optional.of("%s should be %s\"%s\", %s.".formatted(path, what, wanted, seen));
    }

    /** Numbers are the same whatever their form, such as 7 and 7.0; a number and a text never are. */
    private static boolean isSame(@Nullable Object wanted, @Nullable Object found) {
        if (wanted instanceof Number one && found instanceof Number other) {
            boolean isComparable = isFinite(one) && isFinite(other);
            return isComparable
                    ? new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0
                    : one.equals(other);
        }
        return wanted != null && wanted.equals(found);
    }

    private static boolean isFinite(Number number) {
        return Double.isFinite(number.doubleValue()) || number instanceof BigInteger || number instanceof BigDecimal;
    }

    private static boolean isSameText(@Nullable Object wanted, @Nullable Object found) {
        return wanted != null && found != null && PlainValue.text(wanted).equals(PlainValue.text(found));
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case Number number -> "the number";
            case Boolean flag -> "true or false";
            case String text -> "a text";
            case null, default -> "something else";
        };
    }
}
