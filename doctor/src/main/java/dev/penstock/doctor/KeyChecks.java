package dev.penstock.doctor;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.keyring.KeyLifeCycleException;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.KeyRingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Are the private keys readable, of the right size, and kept to their owner? */
final class KeyChecks {

    private static final String READABLE = "private key";
    private static final String RIGHTS = "private key file rights";
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyChecks() {}

    static List<Diagnosis> run(Patient patient) {
        var findings = new ArrayList<Diagnosis>();
        patient.keyRing.ifPresent(ring -> ring(ring, patient, findings));
        patient.keyFile.ifPresent(key -> file(key, patient, findings));
        patient.publicKey.ifPresent(key -> {
            patient.keys.add(key);
            findings.add(Diagnosis.green("public key", "RSA-2048, id %s".formatted(key.id())));
        });
        if (findings.isEmpty()) {
            findings.add(Diagnosis.skipped(READABLE, "no private key was given"));
        }
        return findings;
    }

    private static void ring(KeyRing ring, Patient patient, List<Diagnosis> findings) {
        try {
            var state = ring.state();
            var ids = ring.keyset().ids();
            patient.keys.add(state.expectedAtMeta());
            state.served().stream()
                    .map(KeyRingState.Entry::publicKey)
                    .filter(key -> !patient.keys.contains(key))
                    .forEach(patient.keys::add);
            findings.add(Diagnosis.green(READABLE, "RSA-2048, ids %s".formatted(String.join(", ", ids))));
            state.served().forEach(entry -> findings.add(rights(ring.directory().resolve(entry.file()))));
        } catch (KeyLifeCycleException | UnusableKeyException broken) {
            findings.add(Diagnosis.broken(
                    READABLE,
                    broken,
                    "Give the right directory and passphrase. If the key is lost, make a new one: penstock"
                            + " keys generate, then penstock keys register --waba ID"));
        }
    }

    private static void file(Patient.KeyFile given, Patient patient, List<Diagnosis> findings) {
        try {
            var key = BusinessPublicKey.of(PrivateKeys.load(given.file(), given.passphrase()));
            patient.keys.add(key);
            findings.add(Diagnosis.green(READABLE, "RSA-2048, id %s".formatted(key.id())));
            findings.add(rights(given.file()));
        } catch (UnusableKeyException broken) {
            findings.add(Diagnosis.broken(
                    READABLE,
                    broken,
                    "Give the right file and passphrase. If the key is lost, make a new one: penstock keys"
                            + " generate, then penstock keys register --waba ID"));
        }
    }

    private static Diagnosis rights(Path file) {
        try {
            var others = new java.util.TreeSet<>(Files.getPosixFilePermissions(file));
            others.removeAll(OWNER);
            return others.isEmpty()
                    ? Diagnosis.green(RIGHTS, "only the owner can read %s".formatted(file.getFileName()))
                    : Diagnosis.red(
                            RIGHTS,
                            "others than the owner can read or change %s".formatted(file.getFileName()),
                            "Run: chmod 600 " + file.getFileName());
        } catch (IOException | UnsupportedOperationException unknown) {
            return Diagnosis.skipped(RIGHTS, "this file system does not tell");
        }
    }
}
