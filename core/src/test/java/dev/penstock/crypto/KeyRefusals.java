package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Every way in which a private key is refused has the beginning of its own sentence, and shows nothing of the key. */
final class KeyRefusals {

    static final char[] PASSPHRASE = KeyFiles.PASSPHRASE.toCharArray();

    private KeyRefusals() {}

    static void assertRefused(String text, String sentence) {
        assertRefusal(
                catchThrowableOfType(UnusableKeyException.class, () -> PrivateKeys.parse(text, PASSPHRASE)), sentence);
    }

    static void assertRefusal(UnusableKeyException refusal, String sentence) {
        assertThat(refusal).hasNoCause().hasMessageStartingWith(sentence);
        SecretText.assertAbsent(refusal);
    }
}
