package dev.penstock.gateway.config;

import dev.penstock.postgres.LocalKeyEncryption;
import java.util.List;

/** Tells key-encryption keys from other texts. */
record KeyEncryptionKeys(Source source) {

    /** Whether the text is one; if not, that is among the mistakes. */
    boolean isKey(SecretText text) {
        try {
            LocalKeyEncryption.of(text.reveal(), List.of());
            return true;
        } catch (IllegalArgumentException unfit) {
            source.mistakes.add(text.where(), String.valueOf(unfit.getMessage()));
            return false;
        }
    }
}
