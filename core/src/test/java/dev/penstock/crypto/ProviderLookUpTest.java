package dev.penstock.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.crypto.spi.KeyUnwrapperFactory;
import dev.penstock.crypto.spi.KeyUnwrapperUnavailableException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers are looked for once in a process, since a look through all libraries takes longer than to load a key. */
class ProviderLookUpTest {

    /** A provider that counts how often it was found. */
    public static final class Counted implements KeyUnwrapperFactory {

        static final AtomicInteger FOUND = new AtomicInteger();

        public Counted() {
            FOUND.incrementAndGet();
        }

        @Override
        public String name() {
            return "counted";
        }

        @Override
        public KeyUnwrapper create(RSAPrivateCrtKey key) {
            throw new KeyUnwrapperUnavailableException("It only counts.");
        }
    }

    /** Run with the provider on the class path. */
    static final class Program {

        public static void main(String[] arguments) {
            var key = PrivateKeys.generate();
            for (int i = 0; i < 5; i++) {
                KeyUnwrappers.of(key);
                KeyUnwrappers.of(key, "jdk");
            }
            System.out.println(KeyUnwrappers.providers() + " " + Counted.FOUND);
        }

        private Program() {}
    }

    @TempDir
    Path folder;

    @Test
    void looksForProvidersOnceHoweverManyKeysThereAre() throws Exception {
        var services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(KeyUnwrapperFactory.class.getName()), Counted.class.getName());
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        folder + File.pathSeparator + System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualToIgnoringNewLines("[counted, jdk] 1");
    }
}
