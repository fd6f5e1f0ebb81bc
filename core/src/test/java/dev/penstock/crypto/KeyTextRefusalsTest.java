package dev.penstock.crypto;

import static dev.penstock.crypto.KeyRefusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that hold no key, half of one, or too many. */
class KeyTextRefusalsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t"})
    void refusesNothing(String text) {
        assertRefused(text, "There is no key: the text is empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "/etc/penstock/private.pem", "aGVsbG8=", "{\"kty\":\"RSA\"}"})
    void refusesWhatIsNoKeyAtAll(String text) {
        assertRefused(text, "This is no key:");
    }

    @Test
    void refusesTooLargeText() {
        assertRefused(KeyFiles.text("pkcs8.pem") + " ".repeat(65_536), "The text is larger than 65536 bytes");
    }

    @Test
    void readsTextOfTheLargestSize() {
        var key = KeyFiles.text("pkcs8.pem");

        assertThat(PrivateKeys.parse(key + " ".repeat(65_536 - key.length()))).isNotNull();
    }

    @Test
    void refusesKeyWithoutItsEnd() {
        var text = KeyFiles.text("pkcs8.pem");

        assertRefused(text.substring(0, text.length() / 2), "The key is truncated:");
        assertRefused(text.substring(0, 20), "The key is truncated:");
    }

    @Test
    void refusesFirstLineThatAnEnvFileLeftOver() {
        var text = KeyFiles.text("pkcs8.pem");

        assertRefused("\"" + text.substring(0, text.indexOf('\n')), "The key is truncated:");
    }

    @Test
    void refusesLettersWhereBackslashesWereLost() {
        assertRefused(
                KeyFiles.text("pkcs8.pem").replace('\n', 'n'), "The line ends of the key have become the letter n:");
    }

    @Test
    void refusesKeyWithoutItsMiddle() {
        var text = KeyFiles.text("pkcs8.pem");

        assertRefused(text.substring(0, 200) + text.substring(400), "The key is damaged:");
    }

    @Test
    void refusesEmptyBlock() {
        assertRefused("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", "The key is damaged:");
    }

    @Test
    void refusesBase64OfDer() {
        assertRefused(
                Base64.getEncoder().encodeToString(KeyFiles.der("pkcs8.pem")), "This is Base64 without the lines");
    }

    @Test
    void refusesBase64TakenTwice() {
        var once = Base64.getEncoder().encodeToString(KeyFiles.text("pkcs8.pem").getBytes(StandardCharsets.US_ASCII));

        assertRefused(Base64.getEncoder().encodeToString(once.getBytes(StandardCharsets.US_ASCII)), "This is no key:");
    }

    @Test
    void refusesTwoPrivateKeys() {
        assertRefused(
                KeyFiles.text("pkcs8.pem") + KeyFiles.text("refuse-ec.pem"),
                "There are 2 private keys in the text, one is needed:");
    }
}
