package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.UndecryptableRequestException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.function.UnaryOperator;
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
    void turnsEveryFailureOfAProviderIntoTheOne() {
        var calls = new int[1];
        var unwrapper = UnwrapperChoice.tested(
                provider("late", block -> {
                    if (++calls[0] > 12) {
                        throw new IllegalStateException("out of memory");
                    }
                    return JDK.unwrap(block);
                }),
                KEY);

        for (int i = 0; i < 12; i++) {
            assertThatThrownBy(() -> unwrapper.unwrap(new byte[256]))
                    .isExactlyInstanceOf(UndecryptableRequestException.class)
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 257, 512})
    void asksNoProviderAboutBlocksOfAnotherLength(int length) {
        var unwrapper = UnwrapperChoice.tested(provider("any", JDK::unwrap), KEY);

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
        return UnwrapperChoice.fastest(KEY, List.of(other, new JdkKeyUnwrapperFactory()));
    }

    private static KeyUnwrapperFactory provider(String name, UnaryOperator<byte[]> unwrap) {
        return factory(name, () -> new KeyUnwrapper() {
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
        });
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
