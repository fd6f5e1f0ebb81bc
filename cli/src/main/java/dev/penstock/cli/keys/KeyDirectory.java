package dev.penstock.cli.keys;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.KeyRingState;
import dev.penstock.keyring.RotationStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/**
 * The directory that {@code keys generate} fills: private.pem and public.pem, and from the first rotation on a key
 * ring, which begins with that pair.
 */
public final class KeyDirectory {

    static final String PRIVATE = "private.pem";
    static final String PUBLIC = "public.pem";

    @Option(
            names = "--dir",
            defaultValue = ".",
            paramLabel = "DIR",
            description = "Where the keys are, as penstock keys generate made them; default the current directory.")
    private Path directory;

    public Path path() {
        return directory;
    }

    public Path privateKey() {
        return directory.resolve(PRIVATE);
    }

    /** The ring without its passphrase: enough to know which keys there are, not to load one. */
    KeyRing publicRing() {
        return ring(new char[0]);
    }

    public KeyRing ring(char[] passphrase) {
        return KeyRing.at(directory, passphrase);
    }

    /** The keys that should be at Meta, the one that should be there now first. */
    List<BusinessPublicKey> publicKeys() throws IOException {
        var ring = publicRing();
        if (!ring.exists()) {
            return List.of(PublicKeyFile.read(directory.resolve(PUBLIC)));
        }
        var state = ring.state();
        var expected = state.expectedAtMeta();
        var others = state.served().stream().map(KeyRingState.Entry::publicKey).filter(key -> !key.equals(expected));
        return Stream.concat(Stream.of(expected), others).toList();
    }

    /** How far a rotation has come that is under way. */
    Optional<RotationStep> rotationStep() {
        var ring = publicRing();
        return ring.exists()
                ? Optional.of(ring.state().step()).filter(step -> step != RotationStep.IDLE)
                : Optional.empty();
    }

    /** Keeps public.pem, by which {@code penstock call} encrypts, the current one. */
    void refreshPublicKey(BusinessPublicKey current) {
        var file = directory.resolve(PUBLIC);
        if (Files.exists(file)) {
            OwnerOnly.writePublic(file, current.pem().getBytes(StandardCharsets.US_ASCII));
        }
    }
}
