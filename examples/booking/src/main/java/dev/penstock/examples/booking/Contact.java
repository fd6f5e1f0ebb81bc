package dev.penstock.examples.booking;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who books. Checked: nothing in it is longer than its limit, and everything can be stored and shown.
 *
 * @param name 1 to 80 characters
 * @param email empty, or something with an {@code @}, at most 200 characters
 * @param phone empty, or digits with the usual punctuation, at most 30 characters
 * @param note what the person adds, at most 600 characters; may have line ends
 */
public record Contact(String name, String email, String phone, String note) {

    /** How long a note may be, in characters as people count them: 600, as the Flow JSON says. */
    public static final int MAX_NOTE = 600;

    private static final int MAX_NAME = 80;
    private static final int MAX_EMAIL = 200;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ().\\-/]{5,29}");

    /** What is wrong with a field. */
    public enum Problem {
        /** It has to be filled in. */
        MISSING,
        /** It is longer than its limit. */
        TOO_LONG,
        /** It holds characters that cannot be stored or shown, such as NUL. */
        UNUSABLE_CHARACTERS,
        /** It is not what it should be, such as an e-mail address. */
        NOT_WELL_FORMED
    }

    /** What came of checking. */
    public sealed interface Check {}

    /**
     * Everything is right.
     *
     * @param contact the contact, without white space around the fields
     */
    public record Valid(Contact contact) implements Check {}

    /**
     * Something is wrong.
     *
     * @param problems by the name of the field
     */
    public record Invalid(Map<String, Problem> problems) implements Check {}

    /**
     * Checks what a person typed.
     *
     * @param name the name
     * @param email the e-mail address
     * @param phone the telephone number
     * @param note the note
     * @return the contact, or what is wrong with it
     */
    public static Check check(String name, String email, String phone, String note) {
        var problems = new LinkedHashMap<String, Problem>();
        var contact = new Contact(name.strip(), email.strip(), phone.strip(), note.strip());
        if (contact.name.isEmpty()) {
            problems.put("name", Problem.MISSING);
        } else {
            line(contact.name, MAX_NAME).ifPresent(problem -> problems.put("name", problem));
        }
        if (!contact.email.isEmpty()) {
            line(contact.email, MAX_EMAIL)
                    .or(() -> matches(EMAIL, contact.email))
                    .ifPresent(problem -> problems.put("email", problem));
        }
        if (!contact.phone.isEmpty()) {
            matches(PHONE, contact.phone).ifPresent(problem -> problems.put("phone", problem));
        }
        text(contact.note, MAX_NOTE).ifPresent(problem -> problems.put("note", problem));
        return problems.isEmpty() ? new Valid(contact) : new Invalid(problems);
    }

    private static Optional<Problem> matches(Pattern pattern, String text) {
        return pattern.matcher(text).matches() ? Optional.empty() : Optional.of(Problem.NOT_WELL_FORMED);
    }

    private static Optional<Problem> line(String text, int limit) {
        boolean hasLineEnd = text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
        return hasLineEnd ? Optional.of(Problem.UNUSABLE_CHARACTERS) : text(text, limit);
    }

    private static Optional<Problem> text(String text, int limit) {
        if (text.codePointCount(0, text.length()) > limit) {
            return Optional.of(Problem.TOO_LONG);
        }
        return text.codePoints().allMatch(Contact::isUsable)
                ? Optional.empty()
                : Optional.of(Problem.UNUSABLE_CHARACTERS);
    }

    /**
     * Control characters but for tab and line ends are refused: PostgreSQL cannot store NUL, and none of them can be
     * shown.
     */
    private static boolean isUsable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
            case Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return "Contact[hidden]";
    }
}
