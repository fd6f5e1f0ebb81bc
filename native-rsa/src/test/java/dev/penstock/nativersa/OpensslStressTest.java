package dev.penstock.nativersa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OpensslStressTest {

    private static final int THREADS = 64;
    private static final int OPERATIONS = 40;

    @Test
    void servesManyThreadsWithoutMixingTheirKeys() throws Exception {
        var unwrapper = EveryProvider.unwrapper("openssl", EveryProvider.KEY);
        var results = new ArrayList<Future<Integer>>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < THREADS; thread++) {
                results.add(threads.submit(mixture(unwrapper, thread)));
            }
        }

        for (var result : results) {
            assertThat(result.get()).isEqualTo(OPERATIONS);
        }
    }

    @Test
    void keepsNoNativeMemoryOfWhatItRefusesOrForgets() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/statm")), "skipped: there is no /proc here");
        var first = EveryProvider.unwrapper("openssl", EveryProvider.KEY);
        refuseMany(first, 200);
        makeMany(200);
        long before = residentBytes();

        refuseMany(first, 3_000);
        makeMany(2_000);

        // A key and its context take more than 10 kB, so 2,000 that stay would be 20 MB and more.
        assertThat(residentBytes() - before).isLessThan(15_000_000);
    }

    private static Callable<Integer> mixture(KeyUnwrapper unwrapper, int seed) {
        return () -> {
            var random = new Random(seed);
            int right = 0;
            for (int i = 0; i < OPERATIONS; i++) {
                var clear = new byte[16];
                random.nextBytes(clear);
                var block = Blocks.wrap(unwrapper.publicKey(), clear);
                if (i % 4 == 3) {
                    block[random.nextInt(block.length)] ^= 1;
                    right += refuses(unwrapper, block) ? 1 : 0;
                } else {
                    right += java.util.Arrays.equals(clear, unwrapper.unwrap(block)) ? 1 : 0;
                }
            }
            return right;
        };
    }

    private static boolean refuses(KeyUnwrapper unwrapper, byte[] block) {
        try {
            unwrapper.unwrap(block);
            return false;
        } catch (UndecryptableRequestException asItShould) {
            return true;
        }
    }

    private static void refuseMany(KeyUnwrapper unwrapper, int times) {
        var block = new byte[KeyUnwrapper.WRAPPED_KEY_BYTES];
        java.util.Arrays.fill(block, (byte) 0xff);
        for (int i = 0; i < times; i++) {
            assertThat(refuses(unwrapper, block)).isTrue();
        }
    }

    /** Keys and contexts are freed when the collector finds that nothing refers to them. */
    private static void makeMany(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(new OpensslKeyUnwrapperFactory().create(EveryProvider.KEY))
                    .isNotNull();
            if (i % 100 == 99) {
                System.gc();
            }
        }
    }

    private static long residentBytes() throws IOException {
        System.gc();
        var pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
        return Long.parseLong(pages) * 4096;
    }
}
