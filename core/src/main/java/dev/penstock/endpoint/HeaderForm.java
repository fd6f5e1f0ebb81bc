package dev.penstock.endpoint;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What HTTP allows as headers (RFC 9110, sections 5.1 and 5.5): a line end in one would begin another, and not every
 * HTTP server looks.
 */
final class HeaderForm {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("(?:[!-~](?:[\t -~]*[!-~])?)?");

    private HeaderForm() {}

    /** Refuses what HTTP does not allow; the message has the name at most. */
    static void check(Map<String, String> headers) {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("The name of a header has characters that HTTP does not allow.");
            }
            if (!VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "The value of the header %s has characters that HTTP does not allow.".formatted(name));
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException("The header %s is there twice, in different case.".formatted(name));
            }
        });
    }
}
