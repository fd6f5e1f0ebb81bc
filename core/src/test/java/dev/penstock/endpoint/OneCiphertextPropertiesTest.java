package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.InMemoryReplayGuard;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import dev.penstock.test.Conversation;
import dev.penstock.test.Phone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * For every request at most one ciphertext ever leaves any endpoint, whatever the schedule: repetitions one after
 * another and at once, at two replicas and at another endpoint with the same keys, a guard that is away before, that is
 * away after the answer was made, that has stored it and does not say so, answers larger than its memory, and so many
 * that the oldest go.
 */
class OneCiphertextPropertiesTest {

    private static final Phone PHONE = Phone.create();
    private static final int REQUESTS = 5;
    private static final String[] SCREENS = {"FORM", "LARGE", "STAY", "BREAKS", "EXPIRED", "SLOW", "BOOK"};

    enum Trouble {
        NONE,
        AWAY_BEFORE,
        AWAY_AFTER_MAKING,
        STORED_AND_NOT_SAID
    }

    /**
     * Sends one of the requests, perhaps several times at once, to one of three endpoints, with the guard in some
     * trouble.
     */
    record Step(int request, int endpoint, int copies, Trouble trouble, boolean fillsMemory) {}

    @Provide
    Arbitrary<List<Step>> schedules() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, REQUESTS - 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(1, 1, 2, 5),
                        Arbitraries.of(Trouble.values()),
                        Arbitraries.of(false, false, false, true))
                .as(Step::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(25);
    }

    @Property(tries = 60)
    void atMostOneCiphertextLeavesForEachRequest(
            @ForAll("schedules") List<Step> schedule, @ForAll("screens") List<String> screens) throws Exception {
        var world = new World();
        var requests = screens.stream()
                .map(screen -> PHONE.seal(Conversation.dataExchange(screen, "{}")))
                .toList();
        var seen = new HashMap<Integer, Set<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var step : schedule) {
                if (step.fillsMemory()) {
                    world.fillMemory();
                }
                world.trouble.set(step.trouble());
                var request = requests.get(step.request()).request();
                var copies = new ArrayList<Callable<EndpointResponse>>();
                for (int i = 0; i < step.copies(); i++) {
                    copies.add(() -> world.endpoints.get(step.endpoint()).answer(request));
                }
                for (var answer : threads.invokeAll(copies)) {
                    var body = answer.get().body();
                    if (body.length > 0) {
                        seen.computeIfAbsent(step.request(), none -> new HashSet<>())
                                .add(java.util.Base64.getEncoder().encodeToString(body));
                    }
                }
            }
        }

        assertThat(seen.values())
                .allSatisfy(ciphertexts -> assertThat(ciphertexts).hasSize(1));
    }

    @Provide
    Arbitrary<List<String>> screens() {
        return Arbitraries.of(SCREENS).list().ofSize(REQUESTS);
    }

    /** Two replicas of one endpoint and another endpoint, all with one key pair and one guard. */
    private static final class World {

        final AtomicReference<Trouble> trouble = new AtomicReference<>(Trouble.NONE);
        final List<FlowEndpoint> endpoints;
        private final AtomicInteger runs = new AtomicInteger();
        private final ReplayGuard memory =
                InMemoryReplayGuard.builder().maxBytes(1024 * 1024).build();

        World() {
            endpoints = List.of(endpoint("/shop"), endpoint("/shop"), endpoint("/clinic"));
        }

        private FlowEndpoint endpoint(String scope) {
            return Conversation.with(
                            Flow.named("shop")
                                    .timeBudget(Duration.ofMillis(50))
                                    .onScreen("FORM", request -> next())
                                    .onScreen("LARGE", request -> next().with("photo", "x".repeat(1_200_000)))
                                    .onScreen("STAY", request -> request.stay("Try " + runs.incrementAndGet()))
                                    .onScreen("BREAKS", request -> {
                                        if (ThreadLocalRandom.current().nextBoolean()) {
                                            throw new IllegalStateException();
                                        }
                                        return next();
                                    })
                                    .onScreen(
                                            "EXPIRED",
                                            request -> request.invalidFlowToken("No. " + runs.incrementAndGet()))
                                    .onScreen("SLOW", request -> {
                                        Thread.sleep(ThreadLocalRandom.current().nextInt(40, 60));
                                        return next();
                                    })
                                    .onScreen(
                                            "BOOK", request -> request.complete(Map.of("run", runs.incrementAndGet())))
                                    .oncePerSubmission("BOOK"),
                            builder -> builder.replayGuard(this::once).scope(scope))
                    .endpoint;
        }

        private NextScreen next() {
            return NextScreen.of("NEXT").with("run", runs.incrementAndGet());
        }

        private GuardedAnswer once(ReplayId id, Duration patience, Supplier<GuardedAnswer> maker) {
            return switch (trouble.get()) {
                case NONE -> memory.once(id, patience, maker);
                case AWAY_BEFORE -> throw away();
                case AWAY_AFTER_MAKING ->
                    memory.once(id, patience, () -> {
                        maker.get();
                        throw away();
                    });
                case STORED_AND_NOT_SAID -> {
                    memory.once(id, patience, maker);
                    throw away();
                }
            };
        }

        private static ReplayGuardException away() {
            return new ReplayGuardException("The connection broke off.");
        }

        /** Other answers, before which the older ones have to go. */
        void fillMemory() {
            for (int i = 0; i < 12; i++) {
                var id = ReplayId.of(
                        "other", new byte[] {(byte) runs.incrementAndGet(), (byte) i, (byte) (runs.get() >> 8)});
                memory.once(id, Duration.ZERO, () -> new GuardedAnswer(200, new byte[80_000], true));
            }
        }
    }
}
