package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.Locale;

/** Looks for the passphrase and any piece of the test key in what must not hold them. */
final class SecretText {

    private static final int PIECE = 12;
    private static final String BASE64 = KeyFiles.text("pkcs8.pem").replaceAll("-----[A-Z ]+-----|\\s", "");
    private static final String HEX = HexFormat.of().formatHex(KeyFiles.der("pkcs8.pem"));

    private SecretText() {}

    static void assertAbsent(Throwable thrown) {
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        assertAbsent(thrown.getMessage() + "\n" + thrown + "\n" + trace);
    }

    static void assertAbsent(String text) {
        assertThat(text).doesNotContainIgnoringCase(KeyFiles.PASSPHRASE);
        for (int i = 0; i + PIECE <= text.length(); i++) {
            var piece = text.substring(i, i + PIECE);
            assertThat(BASE64).doesNotContain(piece);
            assertThat(HEX).doesNotContain(piece.toLowerCase(Locale.ROOT));
        }
    }
}
