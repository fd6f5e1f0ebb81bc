package dev.penstock.keyring;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeyFile;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.UnwritableKeyFileException;
import dev.penstock.internal.AtomicFile;
import dev.penstock.internal.Fields;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A directory with the private keys of an endpoint and, beside them, a file that says which is which ({@code
 * keyring.json}).
 *
 * <p>Key files are encrypted PKCS#8, readable by their owner only, and never changed. The state is replaced as a whole
 * and reaches the disk before anything is done that relies on it. So the process may end at any point; what was begun
 * goes on when it is called again. Servers read the same directory: they look at {@link #state()} now and then and take
 * {@link #keyset()} when it has changed.
 *
 * <p>Thread-safe; changes are serialised across processes by a lock file.
 */
public final class KeyRing {

    private static final String STATE = "keyring.json";
    private static final String LOCK = "keyring.lock";

    private final Path directory;
    private final char[] passphrase;
    private final InstantSource clock;

    private KeyRing(Path directory, char[] passphrase, InstantSource clock) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.passphrase = Objects.requireNonNull(passphrase, "passphrase").clone();
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Names a key ring, which may not exist yet.
     *
     * @param directory where it is
     * @param passphrase what its private keys are encrypted with; copied
     * @return the key ring
     */
    public static KeyRing at(Path directory, char[] passphrase) {
        return at(directory, passphrase, InstantSource.system());
    }

    /**
     * Names a key ring, which may not exist yet.
     *
     * @param directory where it is
     * @param passphrase what its private keys are encrypted with; copied
     * @param clock dates its entries
     * @return the key ring
     */
    public static KeyRing at(Path directory, char[] passphrase, InstantSource clock) {
        return new KeyRing(directory, passphrase, clock);
    }

    /** {@return whether it has been made} */
    public boolean exists() {
        return Files.exists(directory.resolve(STATE));
    }

    /**
     * Makes the ring with a new key. If it exists already, nothing is changed.
     *
     * @return what it holds
     * @throws KeyLifeCycleException if it cannot be written
     * @throws UnwritableKeyFileException if the key cannot be kept in a file for its owner only
     */
    public KeyRingState generate() {
        return locked(() -> {
            if (exists()) {
                return state();
            }
            var state = KeyRingState.first(newKey());
            write(state);
            return state;
        });
    }

    /**
     * Makes the ring around a private key that exists, in a file of the same directory. If the ring exists already with
     * this key as the current one, nothing is changed.
     *
     * @param fileName the name of the file, in any of the wrappings of {@link PrivateKeys}
     * @return what it holds
     * @throws KeyLifeCycleException if the ring exists with another key, or cannot be written
     */
    public KeyRingState adopt(String fileName) {
        Objects.requireNonNull(fileName, "fileName");
        return locked(() -> {
            var key = BusinessPublicKey.of(PrivateKeys.load(directory.resolve(fileName), passphrase));
            if (exists()) {
                var state = state();
                if (!state.current().publicKey().equals(key)) {
                    throw new KeyLifeCycleException(
                            "The key ring holds another current key already: rotate to a new one, or use another"
                                    + " directory.");
                }
                return state;
            }
            var state = KeyRingState.first(new KeyRingState.Entry(key, fileName, clock.instant()));
            write(state);
            return state;
        });
    }

    /**
     * {@return what it holds, read from the disk}
     *
     * @throws KeyLifeCycleException if it does not exist or is damaged
     */
    public KeyRingState state() {
        try {
            var bytes = AtomicFile.read(directory.resolve(STATE));
            return bytes.map(json -> KeyRingState.of(new Fields(StrictJson.readObject(json))))
                    .orElseThrow(() -> new KeyLifeCycleException(
                            "There is no key ring in %s: the first penstock keys rotate makes it around private.pem."
                                    .formatted(directory)));
        } catch (IOException | JsonFormatException unreadable) {
            throw new KeyLifeCycleException(
                    "The key ring in %s cannot be read: check the file %s and its rights.".formatted(directory, STATE));
        }
    }

    /**
     * {@return a keyset of all keys that are to be served, the current one first}
     *
     * @throws KeyLifeCycleException if the ring does not exist or is damaged
     * @throws dev.penstock.crypto.UnusableKeyException if a key cannot be read, say, for a wrong passphrase
     */
    public Keyset keyset() {
        var served = state().served();
        var keyset = Keyset.load(directory.resolve(served.getFirst().file()), passphrase);
        for (var entry : served.subList(1, served.size())) {
            keyset = keyset.alsoAccept(PrivateKeys.load(directory.resolve(entry.file()), passphrase));
        }
        return keyset;
    }

    /** The private key of an entry, from its file. */
    RSAPrivateCrtKey privateKey(KeyRingState.Entry entry) {
        return PrivateKeys.load(directory.resolve(entry.file()), passphrase);
    }

    /** {@return the directory} */
    public Path directory() {
        return directory;
    }

    @Override
    public String toString() {
        return "KeyRing[" + directory + "]";
    }

    InstantSource clock() {
        return clock;
    }

    /** A new key on the disk, not yet in the state; if the process ends before it is, the file is just left over. */
    KeyRingState.Entry newKey() {
        var key = PrivateKeys.generate();
        var publicKey = BusinessPublicKey.of(key);
        var name = KeyRingState.fileName(publicKey);
        PrivateKeyFile.create(directory.resolve(name), PrivateKeys.encryptedPem(key, passphrase));
        AtomicFile.syncDirectory(directory);
        return new KeyRingState.Entry(publicKey, name, clock.instant());
    }

    void write(KeyRingState state) {
        try {
            AtomicFile.write(
                    directory.resolve(STATE),
                    StrictJson.writePretty(state.toJson()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new KeyLifeCycleException(
                    "The key ring in %s cannot be written: check rights and space.".formatted(directory));
        }
    }

    void delete(KeyRingState.Entry retired) {
        try {
            Files.deleteIfExists(directory.resolve(retired.file()));
        } catch (IOException stays) {
            throw new KeyLifeCycleException(
                    "The retired key file %s cannot be deleted: delete it yourself.".formatted(retired.file()));
        }
    }

    /** Makes a change that nobody else, in this process or another, makes at the same time. */
    <T> T locked(Supplier<T> change) {
        if (!Files.isDirectory(directory)) {
            makeDirectory();
        }
        // The system releases the lock when the channel is closed or the process ends.
        try (var channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            OwnerOnly.file(directory.resolve(LOCK));
            if (tryLock(channel).isEmpty()) {
                throw new KeyLifeCycleException(
                        "Somebody else is changing the key ring in %s: try again when they are done."
                                .formatted(directory));
            }
            return change.get();
        } catch (IOException failed) {
            throw new KeyLifeCycleException(
                    "The key ring in %s cannot be locked: check rights and space.".formatted(directory));
        }
    }

    private void makeDirectory() {
        try {
            OwnerOnly.directory(directory);
        } catch (UnwritableKeyFileException failed) {
            throw new KeyLifeCycleException(
                    "The directory %s cannot be made: check the rights above it.".formatted(directory));
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }
}
