package dev.penstock.spring.internal;

import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.keyring.KeyLifeCycleException;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.ReloadingKeyset;
import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.PenstockProperties.Keys;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The keys that properties name. */
public final class KeysOfProperties {

    private KeysOfProperties() {}

    /**
     * Loads the keys.
     *
     * @param prefix what the names of the properties begin with, such as {@code penstock.keys}
     */
    public static Supplier<Keyset> load(String prefix, Keys keys) {
        long places = Stream.of(
                        !keys.directory().isBlank(),
                        !keys.privateKeyFile().isBlank(),
                        keys.privateKey().isGiven())
                .filter(given -> given)
                .count();
        if (places > 1) {
            throw new PenstockConfigurationException(
                    "There is more than one of %s.directory, .private-key-file and .private-key.".formatted(prefix),
                    "Keep the one where the private key is.");
        }
        var passphrase = SecretProperties.read(prefix + ".passphrase", keys.passphrase(), keys.passphraseFile());
        try {
            return load(prefix, keys, passphrase);
        } catch (UnusableKeyException | KeyLifeCycleException unusable) {
            throw new PenstockConfigurationException(
                    "The private key of %s cannot be used.".formatted(prefix),
                    String.valueOf(unusable.getMessage()),
                    unusable);
        }
    }

    private static Supplier<Keyset> load(String prefix, Keys keys, Optional<String> passphrase) {
        if (!keys.directory().isBlank()) {
            var needed = passphrase.orElseThrow(() -> new PenstockConfigurationException(
                    "The keys in %s are encrypted.".formatted(keys.directory()),
                    "Add %s.passphrase-file or %s.passphrase.".formatted(prefix, prefix)));
            return ReloadingKeyset.of(KeyRing.at(Path.of(keys.directory()), needed.toCharArray()));
        }
        if (!keys.previousPrivateKeyFile().isBlank() && keys.privateKey().isGiven()) {
            throw new PenstockConfigurationException(
                    "There are both %s.private-key and .previous-private-key-file.".formatted(prefix),
                    "Put the current key into a file as well: %s.private-key-file.".formatted(prefix));
        }
        if (keys.privateKey().isGiven()) {
            var pem = SecretProperties.read(prefix + ".private-key", keys.privateKey(), "")
                    .orElseThrow();
            var keyset = Keyset.of(passphrase
                    .map(text -> PrivateKeys.parse(pem, text.toCharArray()))
                    .orElseGet(() -> PrivateKeys.parse(pem)));
            return () -> keyset;
        }
        return FileKeyset.load(
                Path.of(keys.privateKeyFile()),
                Optional.of(keys.previousPrivateKeyFile())
                        .filter(file -> !file.isBlank())
                        .map(Path::of),
                passphrase);
    }
}
