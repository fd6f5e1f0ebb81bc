package dev.penstock.crypto;

import dev.penstock.UndecryptableRequestException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Chooses the fastest of the JDK's provider and those that pass the self-test. */
final class UnwrapperChoice {

    /**
     * Few, since a start should be quick and the JDK's takes ten times as long before it is compiled; the least of them is hardly
     * touched by other work on the machine.
     */
    private static final int ROUNDS = 3;

    private final RSAPrivateCrtKey key;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<String> declined = new ArrayList<>();

    private UnwrapperChoice(RSAPrivateCrtKey key) {
        this.key = key;
    }

    static KeyUnwrapper fastest(RSAPrivateCrtKey key) {
        return fastest(key, factories().toList());
    }

    static KeyUnwrapper fastest(RSAPrivateCrtKey key, List<KeyUnwrapperFactory> factories) {
        if (factories.size() == 1) {
            return factories.getFirst().create(key);
        }
        var choice = new UnwrapperChoice(key);
        factories.forEach(choice::invite);
        return choice.choose();
    }

    /** All providers that can be loaded; the JDK's is the last. */
    static Stream<KeyUnwrapperFactory> factories() {
        var found = new ArrayList<KeyUnwrapperFactory>();
        // The library's own loader: the context loader of whatever thread comes first may see less.
        var providers = ServiceLoader.load(KeyUnwrapperFactory.class, KeyUnwrapperFactory.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    found.add(new JdkKeyUnwrapperFactory());
                    return found.stream();
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError | LinkageError madeForAnotherJdk) {
                // Such a provider is as good as absent.
            }
        }
    }

    /** An unwrapper that has passed the self-test. */
    static KeyUnwrapper tested(KeyUnwrapperFactory factory, RSAPrivateCrtKey key) {
        var unwrapper = create(factory, key);
        new UnwrapperSelfTest(unwrapper).run();
        return unwrapper;
    }

    private static KeyUnwrapper create(KeyUnwrapperFactory factory, RSAPrivateCrtKey key) {
        try {
            var provider = factory.create(key);
            return new CheckedKeyUnwrapper(provider, provider.description());
        } catch (UnusableKeyException | KeyUnwrapperUnavailableException said) {
            throw said;
        } catch (RuntimeException | LinkageError broken) {
            throw new KeyUnwrapperUnavailableException(
                    "It cannot start here (%s).".formatted(broken.getClass().getSimpleName()));
        }
    }

    private void invite(KeyUnwrapperFactory factory) {
        try {
            // The JDK's is what the others are held against.
            var unwrapper = factory instanceof JdkKeyUnwrapperFactory ? create(factory, key) : tested(factory, key);
            candidates.add(new Candidate(factory.name(), unwrapper));
        } catch (KeyUnwrapperUnavailableException unavailable) {
            declined.add("%s is not used: %s".formatted(factory.name(), unavailable.getMessage()));
        }
    }

    private KeyUnwrapper choose() {
        if (candidates.isEmpty()) {
            // Even the JDK's failed on this key, for which the last word is the keyset's.
            return JdkKeyUnwrapper.of(key);
        }
        var block = new UnwrapperSelfTest(candidates.getFirst().unwrapper).block();
        // In turn, so that other work on the machine touches all of them alike.
        for (int round = 0; round < ROUNDS; round++) {
            candidates.forEach(candidate -> candidate.time(block));
        }
        var winner = candidates.getFirst();
        for (var candidate : candidates) {
            winner = candidate.nanos < winner.nanos ? candidate : winner;
        }
        return new CheckedKeyUnwrapper(winner.unwrapper, describe(winner));
    }

    private String describe(Candidate winner) {
        var parts = new ArrayList<String>();
        parts.add(winner.unwrapper.description() + ", " + winner.speed());
        for (var candidate : candidates) {
            if (candidate != winner) {
                parts.add("%s %s".formatted(candidate.name, candidate.speed()));
            }
        }
        parts.addAll(declined);
        return String.join("; ", parts);
    }

    private static final class Candidate {

        private final String name;
        private final KeyUnwrapper unwrapper;
        private long nanos = Long.MAX_VALUE;

        Candidate(String name, KeyUnwrapper unwrapper) {
            this.name = name;
            this.unwrapper = unwrapper;
        }

        void time(byte[] block) {
            long started = System.nanoTime();
            try {
                unwrapper.unwrap(block);
                nanos = Math.min(nanos, System.nanoTime() - started);
            } catch (UndecryptableRequestException unreliable) {
                nanos = Long.MAX_VALUE;
            }
        }

        /** Of code that has hardly run yet: good for a comparison, not for a promise. */
        String speed() {
            return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
        }
    }
}
