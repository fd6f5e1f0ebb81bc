package dev.penstock.simulator.phone;

import java.util.Optional;
import java.util.regex.Pattern;

/** When a typed text is good enough, as the WhatsApp client was observed to decide. */
final class TextRules {

    static final int DEFAULT_MAX_CHARS = 80;
    static final int DEFAULT_MAX_LENGTH = 600;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]++(\\.[^\\s@.]++)++");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9()\\s.\\-]{2,24}|\\([0-9][0-9()\\s.\\-]{2,24}");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,3}(,\\d{3})++|\\d++)?(\\.\\d++)?([eE][+-]?\\d++)?");
    private static final Pattern PASSCODE = Pattern.compile("\\d++");

    private TextRules() {}

    static Optional<String> problem(Placed input, String text, Resolver resolver) {
        if (text.isBlank()) {
            return InputRules.missing(input, text, resolver);
        }
        int length = text.codePointCount(0, text.length());
        int least = resolver.whole(input.node(), "min-chars").orElse(0);
        int most = longest(input, resolver);
        if (length < least) {
            return Optional.of("Enter at least %d characters.".formatted(least));
        }
        if (length > most) {
            return Optional.of("Enter at most %d characters.".formatted(most));
        }
        return input.type().equals("TextInput") ? kind(input, text.strip(), resolver) : Optional.empty();
    }

    static int longest(Placed input, Resolver resolver) {
        return input.type().equals("TextArea")
                ? resolver.whole(input.node(), "max-length").orElse(DEFAULT_MAX_LENGTH)
                : resolver.whole(input.node(), "max-chars").orElse(DEFAULT_MAX_CHARS);
    }

    private static Optional<String> kind(Placed input, String text, Resolver resolver) {
        String kind = kindOf(input, resolver);
        Optional<String> problem = switch (kind) {
            case "email" -> unless(EMAIL, text, "Enter a valid email address.");
            case "phone" -> unless(PHONE, text, "Enter a valid phone number.");
            case "number" -> unless(NUMBER, text, "Enter a valid number.");
            case "passcode" -> unless(PASSCODE, text, "Enter digits only.");
            default -> Optional.empty();
        };
        boolean mayHavePattern = !kind.equals("email") && !kind.equals("phone");
        return problem.isPresent() || !mayHavePattern ? problem : pattern(input, text);
    }

    static String kindOf(Placed input, Resolver resolver) {
        String kind = resolver.text(input.node(), "input-type");
        return kind.isEmpty() ? "text" : kind;
    }

    private static Optional<String> unless(Pattern pattern, String text, String problem) {
        return pattern.matcher(text).matches() && !text.equals(".") ? Optional.empty() : Optional.of(problem);
    }

    /** The author's pattern; one that is no regular expression is ignored, as the client was observed to do. */
    private static Optional<String> pattern(Placed input, String text) {
        return input.node()
                .text("pattern")
                .filter(pattern -> !pattern.isEmpty())
                .flatMap(TypedPattern::of)
                .filter(pattern -> !pattern.isFoundIn(text).orElse(true))
                .map(mismatch -> "Enter it in the requested format.");
    }
}
