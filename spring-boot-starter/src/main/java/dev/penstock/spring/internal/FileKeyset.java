package dev.penstock.spring.internal;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.UnusableKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private key in a file that may be replaced while the endpoint is in use. Whoever asks looks at the file, if nobody
 * has within two seconds; a new key is loaded beside, and requests under the one before are still opened, since phones
 * keep the public key for a while. A file that cannot be read leaves the keys as they are, and the log says so.
 * Thread-safe; nobody waits.
 */
final class FileKeyset implements Supplier<Keyset> {

    private static final Logger LOG = LoggerFactory.getLogger("dev.penstock.spring");
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int MAX_KEYS = 3;

    private final Path file;
    private final Optional<String> passphrase;
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private volatile List<RSAPrivateCrtKey> keys;
    private volatile Keyset keyset;
    private volatile byte[] content;
    private volatile long lookedAt = System.nanoTime();

    private FileKeyset(Path file, Optional<String> passphrase, List<RSAPrivateCrtKey> keys, byte[] content) {
        this.file = file;
        this.passphrase = passphrase;
        this.keys = keys;
        this.keyset = keyset(keys);
        this.content = content;
    }

    static FileKeyset load(Path file, Optional<Path> previous, Optional<String> passphrase) {
        var keys = new ArrayList<RSAPrivateCrtKey>();
        keys.add(key(file, passphrase));
        previous.ifPresent(earlier -> keys.add(key(earlier, passphrase)));
        return new FileKeyset(file, passphrase, List.copyOf(keys), content(file).orElse(new byte[0]));
    }

    private static RSAPrivateCrtKey key(Path file, Optional<String> passphrase) {
        return passphrase
                .map(text -> PrivateKeys.load(file, text.toCharArray()))
                .orElseGet(() -> PrivateKeys.load(file));
    }

    private static Keyset keyset(List<RSAPrivateCrtKey> keys) {
        var keyset = Keyset.of(keys.getFirst());
        for (var previous : keys.subList(1, keys.size())) {
            keyset = keyset.alsoAccept(previous);
        }
        return keyset;
    }

    @Override
    public Keyset get() {
        if (System.nanoTime() - lookedAt >= INTERVAL.toNanos() && isLooking.compareAndSet(false, true)) {
            // Not a virtual thread: to decrypt a key would keep one of the few threads that run those busy.
            Thread.ofPlatform().daemon().name("penstock-key-loading").start(this::look);
        }
        return keyset;
    }

    private void look() {
        try {
            var now = content(file);
            if (now.isPresent() && !Arrays.equals(now.get(), content)) {
                content = now.get(); // a bad one is not tried again until it changes
                take(key(file, passphrase));
            }
        } catch (UnusableKeyException unusable) {
            LOG.error("The keys stay as they were, {}: {}", keyset.ids(), unusable.getMessage());
        } finally {
            lookedAt = System.nanoTime();
            isLooking.set(false);
        }
    }

    private void take(RSAPrivateCrtKey key) {
        var id = BusinessPublicKey.of(key).id();
        var all = new ArrayList<RSAPrivateCrtKey>();
        all.add(key);
        keys.stream()
                .filter(known -> !BusinessPublicKey.of(known).id().equals(id))
                .limit(MAX_KEYS - 1)
                .forEach(all::add);
        keys = List.copyOf(all);
        keyset = keyset(keys);
        LOG.info("The file {} has changed: requests are opened with the keys {}, current first.", file, keyset.ids());
    }

    /** Empty while it is being replaced. */
    private static Optional<byte[]> content(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException beingReplaced) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "FileKeyset" + keyset.ids();
    }
}
