package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.crypto.spi.KeyUnwrapperFactory;
import dev.penstock.crypto.spi.KeyUnwrapperUnavailableException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnwrapperChoiceTest {

    private static final RSAPrivateCrtKey KEY = PrivateKeys.generate();
    private static final KeyUnwrapper JDK = JdkKeyUnwrapper.of(KEY);

    @Test
    void takesTheFasterProviderAndSaysWhatItWasComparedWith() {
        var answers = new java.util.concurrent.ConcurrentHashMap<String, byte[]>();
        var chosen = choose(provider(
                "instant",
                block -> answers.computeIfAbsent(java.util.HexFormat.of().formatHex(block), b -> JDK.unwrap(block))
                        .clone()));

        assertThat(chosen.description()).startsWith("instant, ").contains("; jdk ");
    }

    @Test
    void takesTheJdkWhereTheOtherIsSlower() {
        var chosen = choose(provider("slow", block -> {
            byte[] last = {};
            for (int i = 0; i < 8; i++) {
                last = JDK.unwrap(block);
            }
            return last;
        }));

        assertThat(chosen.description()).startsWith("jdk (Java ").contains("; slow ");
    }

    @Test
    void declinesAProviderThatTakesWhatWasTamperedWith() {
        var chosen = choose(provider("careless", block -> {
            try {
                return JDK.unwrap(block);
            } catch (UndecryptableRequestException refused) {
                return new byte[16];
            }
        }));

        assertThat(chosen.description())
                .startsWith("jdk")
                .contains("careless is not used: It failed the self-test: it takes a block with one bit flipped.");
    }

    @Test
    void declinesAProviderThatAlwaysGivesSixteenBytes() {
        var chosen = choose(provider("short", block -> java.util.Arrays.copyOf(JDK.unwrap(block), 16)));

        assertThat(chosen.description()).contains("it does not give back 15 bytes that the JDK wrapped");
    }

    @Test
    void saysWhyAProviderIsNotThere() {
        var chosen = choose(factory("absent", () -> {
            throw new KeyUnwrapperUnavailableException("There is no libexample on this machine.");
        }));

        assertThat(chosen.description()).endsWith("absent is not used: There is no libexample on this machine.");
    }

    @Test
    void survivesAProviderWithoutItsNativeLibrary() {
        var chosen = choose(factory("broken", () -> {
            throw new UnsatisfiedLinkError("no example in java.library.path");
        }));

        assertThat(chosen.description()).endsWith("broken is not used: It cannot start here (UnsatisfiedLinkError).");
    }

    @Test
    void takesNoFailureOfAProviderForAWordAboutTheBlock() {
        var calls = new AtomicInteger();
        var choice = UnwrapperChoice.among(List.of());
        var unwrapper = choice.with(
                provider("late", block -> {
                    if (calls.incrementAndGet() > 12) {
                        throw new IllegalStateException("out of memory");
                    }
                    return JDK.unwrap(block);
                }),
                KEY);

        calls.set(100);
        assertThatThrownBy(() -> unwrapper.unwrap(new byte[256])).isExactlyInstanceOf(IllegalStateException.class);
        calls.set(0);
        assertThatThrownBy(() -> unwrapper.unwrap(new byte[256]))
                .isExactlyInstanceOf(UndecryptableRequestException.class);
    }

    @Test
    void racesAndTestsOnceAndThenOnlyChecksThatAKeyGivesBackOneBlock() {
        var unwrapped = new AtomicInteger();
        var choice = UnwrapperChoice.among(List.of(
                provider("counted", block -> {
                    unwrapped.incrementAndGet();
                    return JDK.unwrap(block);
                }),
                provider("slow", block -> JDK.unwrap(JDK.unwrap(block).length == 0 ? new byte[0] : block)),
                new JdkKeyUnwrapperFactory()));
        choice.fastest(KEY);
        int firstKey = unwrapped.getAndSet(0);

        IntStream.range(0, 100).parallel().forEach(i -> choice.fastest(KEY));

        assertThat(firstKey).isGreaterThan(10);
        // It may not have won on this machine; then it is not asked at all.
        assertThat(unwrapped.get()).isIn(0, 100);
    }

    @Test
    void takesTheNextProviderForAKeyThatTheFastestDoesNotTake() {
        var takesKeys = new AtomicBoolean(true);
        var answers = new ConcurrentHashMap<String, byte[]>();
        var choice = UnwrapperChoice.among(List.of(
                provider("choosy", block -> {
                    if (!takesKeys.get()) {
                        throw new IllegalStateException("not this one");
                    }
                    return answers.computeIfAbsent(HexFormat.of().formatHex(block), b -> JDK.unwrap(block))
                            .clone();
                }),
                new JdkKeyUnwrapperFactory()));
        assertThat(choice.fastest(KEY).description()).startsWith("choosy, ");
        takesKeys.set(false);

        assertThat(choice.fastest(KEY).description()).startsWith("jdk (Java ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 257, 512})
    void asksNoProviderAboutBlocksOfAnotherLength(int length) {
        var unwrapper = UnwrapperChoice.among(List.of()).with(provider("any", JDK::unwrap), KEY);

        assertThatThrownBy(() -> unwrapper.unwrap(new byte[length]))
                .isExactlyInstanceOf(UndecryptableRequestException.class);
    }

    @Test
    void namesTheProvidersThereAreWhenAnotherIsAskedFor() {
        assertThatThrownBy(() -> KeyUnwrappers.of(KEY, "quantum"))
                .isInstanceOf(KeyUnwrapperUnavailableException.class)
                .hasMessageContaining("\"quantum\": there are [jdk]");
    }

    @Test
    void hasTheJdkAloneWithoutOtherLibraries() {
        assertThat(KeyUnwrappers.providers()).containsExactly("jdk");
        assertThat(KeyUnwrappers.of(KEY).description())
                .isEqualTo("jdk (Java %d)".formatted(Runtime.version().feature()));
    }

    private static KeyUnwrapper choose(KeyUnwrapperFactory other) {
        return UnwrapperChoice.among(List.of(other, new JdkKeyUnwrapperFactory()))
                .fastest(KEY);
    }

    private static KeyUnwrapperFactory provider(String name, UnaryOperator<byte[]> unwrap) {
        return factory(name, () -> unwrapper(name, unwrap));
    }

    private static KeyUnwrapper unwrapper(String name, UnaryOperator<byte[]> unwrap) {
        return new KeyUnwrapper() {
            @Override
            public BusinessPublicKey publicKey() {
                return JDK.publicKey();
            }

            @Override
            public byte[] unwrap(byte[] wrappedKey) {
                return unwrap.apply(wrappedKey);
            }

            @Override
            public String description() {
                return name;
            }
        };
    }

    private static KeyUnwrapperFactory factory(String name, java.util.function.Supplier<KeyUnwrapper> create) {
        return new KeyUnwrapperFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyUnwrapper create(RSAPrivateCrtKey key) {
                return create.get();
            }
        };
    }
}
