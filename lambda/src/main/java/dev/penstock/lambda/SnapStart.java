package dev.penstock.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Hears when AWS is about to take the snapshot from which instances are made, and when this process has become such an
 * instance. Only this class knows {@code org.crac}, which may not be there.
 */
final class SnapStart implements Resource {

    /** Where Linux, on which Lambda runs, gives randomness that no snapshot has in it. */
    private static final Path RANDOM_OF_THE_SYSTEM = Path.of("/dev/urandom");

    private static final int SEED_BYTES = 32;

    private final List<Runnable> beforeSnapshot;
    private final List<Runnable> afterRestore;

    private SnapStart(List<Runnable> beforeSnapshot, List<Runnable> afterRestore) {
        this.beforeSnapshot = List.copyOf(beforeSnapshot);
        this.afterRestore = List.copyOf(afterRestore);
    }

    /** Makes one that is told; whoever tells it does not hold it. */
    static SnapStart register(List<Runnable> beforeSnapshot, List<Runnable> afterRestore) {
        var snapStart = new SnapStart(beforeSnapshot, afterRestore);
        Core.getGlobalContext().register(snapStart);
        return snapStart;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        beforeSnapshot.forEach(Runnable::run);
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) throws IOException {
        mixRandomness();
        afterRestore.forEach(Runnable::run);
    }

    /** Adds to the randomness that all instances got from the snapshot; what is there counts no less than before. */
    private static void mixRandomness() throws IOException {
        try (var system = Files.newInputStream(RANDOM_OF_THE_SYSTEM)) {
            new SecureRandom().setSeed(system.readNBytes(SEED_BYTES));
        }
    }
}
