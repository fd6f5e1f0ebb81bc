package dev.penstock.gateway.backend;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Any text as the value of a header: everything but visible ASCII, and {@code %}, is percent-encoded UTF-8. */
final class HeaderText {

    private HeaderText() {}

    static String encode(String text) {
        var encoded = new StringBuilder();
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            if (next > ' ' && next < 0x7F && next != '%') {
                encoded.append((char) next);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", next));
            }
        }
        return encoded.toString();
    }
}
