package dev.penstock.crypto;

import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.crypto.spi.KeyUnwrapperFactory;
import dev.penstock.crypto.spi.KeyUnwrapperUnavailableException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes unwrappers with the fastest of the JDK's provider and those that pass the self-test. Which one that is comes
 * out once, with the first key; each further key only has to come through a short check.
 *
 * <p>Thread-safe.
 */
final class UnwrapperChoice {

    private final List<KeyUnwrapperFactory> factories;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> tested = new HashSet<>();
    private volatile @Nullable Ranking ranking;

    /**
     * What came of the race.
     *
     * @param providers the fastest first
     * @param words what each is said about, in the same order: itself, then the others and their times
     */
    private record Ranking(List<KeyUnwrapperFactory> providers, List<String> words) {}

    private UnwrapperChoice(List<KeyUnwrapperFactory> factories) {
        this.factories = List.copyOf(factories);
    }

    static UnwrapperChoice among(List<KeyUnwrapperFactory> factories) {
        return new UnwrapperChoice(factories);
    }

    /** The one choice of this process. */
    static UnwrapperChoice ofThisProcess() {
        return Process.CHOICE;
    }

    private static final class Process {
        static final UnwrapperChoice CHOICE = new UnwrapperChoice(found());
    }

    /** All providers that can be loaded; the JDK's is the last. */
    private static List<KeyUnwrapperFactory> found() {
        var found = new ArrayList<KeyUnwrapperFactory>();
        // The library's own loader: the context loader of whatever thread comes first may see less.
        var providers = ServiceLoader.load(KeyUnwrapperFactory.class, KeyUnwrapperFactory.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    found.add(new JdkKeyUnwrapperFactory());
                    return found;
                }
                found.add(providers.next());
            } catch (ServiceConfigurationError | LinkageError madeForAnotherJdk) {
                // Such a provider is as good as absent.
            }
        }
    }

    List<KeyUnwrapperFactory> factories() {
        return factories;
    }

    /** An unwrapper with the fastest provider that takes this key. */
    KeyUnwrapper fastest(RSAPrivateCrtKey key) {
        if (factories.size() == 1) {
            return factories.getFirst().create(key);
        }
        var known = ranked(key);
        for (int i = 0; i < known.providers().size(); i++) {
            var factory = known.providers().get(i);
            try {
                var unwrapper = create(factory, key);
                check(factory, unwrapper);
                return new CheckedKeyUnwrapper(
                        unwrapper, unwrapper.description() + known.words().get(i));
            } catch (KeyUnwrapperUnavailableException notForThisKey) {
                // The next one may take it, and the last is the JDK's.
            }
        }
        // Even the JDK's failed on this key, for which the last word is the keyset's.
        return JdkKeyUnwrapper.of(key);
    }

    /** An unwrapper with a given provider, which has passed the self-test. */
    KeyUnwrapper with(KeyUnwrapperFactory factory, RSAPrivateCrtKey key) {
        var unwrapper = create(factory, key);
        lock.lock();
        try {
            if (!tested.contains(factory.name())) {
                new UnwrapperSelfTest(unwrapper).run();
                tested.add(factory.name());
                return unwrapper;
            }
        } finally {
            lock.unlock();
        }
        check(factory, unwrapper);
        return unwrapper;
    }

    private Ranking ranked(RSAPrivateCrtKey key) {
        var known = ranking;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            var race = ranking == null ? race(key) : ranking;
            ranking = race;
            return race;
        } finally {
            lock.unlock();
        }
    }

    private Ranking race(RSAPrivateCrtKey key) {
        var race = new UnwrapperRace();
        for (var factory : factories) {
            try {
                // The JDK's is what the others are held against.
                race.enter(factory, isJdk(factory) ? create(factory, key) : with(factory, key));
            } catch (KeyUnwrapperUnavailableException unavailable) {
                race.decline("%s is not used: %s".formatted(factory.name(), unavailable.getMessage()));
            }
        }
        var entrants = race.run().stream()
                .sorted(Comparator.comparingLong(UnwrapperRace.Entrant::nanos))
                .toList();
        return new Ranking(
                entrants.stream().map(UnwrapperRace.Entrant::factory).toList(),
                entrants.stream().map(race::words).toList());
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

    private static void check(KeyUnwrapperFactory factory, KeyUnwrapper unwrapper) {
        if (!isJdk(factory)) {
            new UnwrapperSelfTest(unwrapper).givesBack(KeyUnwrapper.KEY_BYTES);
        }
    }

    private static boolean isJdk(KeyUnwrapperFactory factory) {
        return factory instanceof JdkKeyUnwrapperFactory;
    }
}
