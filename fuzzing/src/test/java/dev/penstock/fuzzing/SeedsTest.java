package dev.penstock.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every seed, and every input that {@code bin/fuzz} once found a fault with, in each build; and some hundred damaged
 * forms of each, always the same.
 */
class SeedsTest {

    private static final int DAMAGED_FORMS = 200;

    @TestFactory
    Stream<DynamicTest> everySeedIsReadOrRefused() {
        return Arrays.stream(Target.values())
                .flatMap(target -> seeds(target).stream()
                        .map(seed -> DynamicTest.dynamicTest(
                                target.title() + " " + seed.getFileName(), () -> assertNoFault(target, bytes(seed)))));
    }

    @TestFactory
    Stream<DynamicTest> everyDamagedSeedIsReadOrRefused() {
        return Arrays.stream(Target.values())
                .flatMap(target -> seeds(target).stream()
                        .map(seed -> DynamicTest.dynamicTest(target.title() + " " + seed.getFileName(), () -> {
                            var good = bytes(seed);
                            var random = new Random(good.length);
                            for (int i = 0; i < DAMAGED_FORMS; i++) {
                                assertNoFault(target, damaged(good, random));
                            }
                        })));
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void seedsLeadPastTheFirstRefusal(Target target) {
        assertThat(seeds(target).stream().filter(seed -> target.reads(bytes(seed))))
                .as("seeds of %s that are found good", target.title())
                .hasSizeGreaterThanOrEqualTo(2);
    }

    private static void assertNoFault(Target target, byte[] input) {
        try {
            target.reads(input);
        } catch (RuntimeException | StackOverflowError fault) {
            throw new AssertionError(
                    "%s with %s".formatted(target.title(), HexFormat.of().formatHex(input)), fault);
        }
    }

    /** Cuts something out and puts something in: random bytes, or what stands elsewhere. */
    private static byte[] damaged(byte[] good, Random random) {
        var damaged = good;
        for (int i = 0; i <= random.nextInt(3); i++) {
            int from = random.nextInt(damaged.length + 1);
            int to = Math.min(damaged.length, from + random.nextInt(8));
            var more = new byte[random.nextInt(8)];
            random.nextBytes(more);
            if (random.nextBoolean() && good.length > 0) {
                int other = random.nextInt(good.length);
                more = Arrays.copyOfRange(good, other, Math.min(good.length, other + random.nextInt(40)));
            }
            var next = new byte[from + more.length + damaged.length - to];
            System.arraycopy(damaged, 0, next, 0, from);
            System.arraycopy(more, 0, next, from, more.length);
            System.arraycopy(damaged, to, next, from + more.length, damaged.length - to);
            damaged = next;
        }
        return damaged;
    }

    private static List<Path> seeds(Target target) {
        try {
            var folder =
                    Objects.requireNonNull(SeedsTest.class.getResource("/seeds/" + target.title()), target.title());
            try (var files = Files.list(Path.of(folder.toURI()))) {
                return files.sorted().toList();
            }
        } catch (IOException | URISyntaxException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] bytes(Path seed) {
        try {
            return Files.readAllBytes(seed);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
