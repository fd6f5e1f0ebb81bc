package dev.penstock.server.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.server.ServerStartException;
import dev.penstock.server.TestCertificate;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Security;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsChoiceTest {

    private static final Supplier<TlsProvider> ABSENT = () -> {
        throw new NoClassDefFoundError("org/conscrypt/Conscrypt");
    };

    private static final Supplier<TlsProvider> WITHOUT_ITS_LIBRARY = () -> {
        throw new UnsatisfiedLinkError("no conscrypt in java.library.path");
    };

    @TempDir
    Path directory;

    private TlsIdentity identity;

    @BeforeEach
    void identity() throws Exception {
        identity = identity("EC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void takesConscryptWhereItIsThere(String algorithm) throws Exception {
        var choice = TlsChoice.make("", identity(algorithm), ConscryptTls::load);

        assertThat(choice.provider().name()).isEqualTo("conscrypt");
        assertThat(choice.description()).matches("conscrypt 2\\.\\d+\\.\\d+ \\(BoringSSL\\)");
        assertThat(choice.identity().keyType()).isEqualTo(algorithm);
        assertThat(choice.identity().key().getClass().getName()).startsWith("org.conscrypt.");
    }

    @Test
    void registersNothingForTheWholeProcess() {
        TlsChoice.make("conscrypt", identity, ConscryptTls::load);

        assertThat(Security.getProviders())
                .noneMatch(provider -> provider.getName().equals("Conscrypt"));
    }

    @Test
    void takesTheJdkWhereConscryptIsAbsent() {
        var choice = TlsChoice.make("", identity, ABSENT);

        assertThat(choice.provider().name()).isEqualTo("jdk");
        assertThat(choice.description())
                .startsWith("jdk (Java ")
                .endsWith("; conscrypt is not used: it is not on the class path, add"
                        + " org.conscrypt:conscrypt-openjdk-uber");
    }

    @Test
    void takesTheJdkWhereTheNativeLibraryDoesNotLoad() {
        var choice = TlsChoice.make("", identity, WITHOUT_ITS_LIBRARY);

        assertThat(choice.provider().name()).isEqualTo("jdk");
        assertThat(choice.description()).contains("cannot be loaded (UnsatisfiedLinkError)", "-Dorg.conscrypt.tmpdir");
    }

    @Test
    void takesTheJdkWhereTheSelfTestFails() throws Exception {
        var another = identity("EC").key();

        var choice = TlsChoice.make("", identity, () -> new Broken(another));

        assertThat(choice.provider().name()).isEqualTo("jdk");
        assertThat(choice.description()).contains("conscrypt is not used: it failed the self-test");
    }

    @Test
    void takesTheJdkWhenAskedTo() {
        var choice = TlsChoice.make("jdk", identity, () -> {
            throw new AssertionError("It is not even looked for.");
        });

        assertThat(choice.description()).endsWith("; as -Dpenstock.tls asks");
    }

    @Test
    void doesNotStartWithoutTheOneThatWasForced() {
        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> TlsChoice.make("conscrypt", identity, ABSENT))
                .withMessage("TLS by conscrypt cannot be had, as -Dpenstock.tls asks: it is not on the class path, add"
                        + " org.conscrypt:conscrypt-openjdk-uber; or leave the property out.");
    }

    @Test
    void saysWhatThereIsToChooseFrom() {
        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> TlsChoice.make("openssl", identity, ABSENT))
                .withMessageContaining("\"openssl\": set -Dpenstock.tls to conscrypt or jdk");
    }

    @Test
    void adoptsARenewedIdentityOnlyIfItCanBeServed() throws Exception {
        var choice = TlsChoice.make("", identity, ConscryptTls::load);
        var renewed = identity("RSA");
        var torn = renewed.withKey(identity.key());

        assertThat(choice.adopt(renewed).keyType()).isEqualTo("RSA");
        assertThatExceptionOfType(TlsUnavailableException.class)
                .isThrownBy(() -> choice.adopt(torn))
                .withMessageContaining("self-test");
    }

    private TlsIdentity identity(String algorithm) throws Exception {
        var files = TestCertificate.of(algorithm, "choice").write(directory).files();
        return TlsIdentity.read(files.certificateChain(), files.privateKey());
    }

    /** Signs with a key that does not belong to the certificate. */
    private record Broken(PrivateKey wrong) implements TlsProvider {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public String description() {
            return name();
        }

        @Override
        public SSLContext newContext() throws java.security.GeneralSecurityException {
            return new JdkTls().newContext();
        }

        @Override
        public PrivateKey adopt(PrivateKey key) {
            return wrong;
        }

        @Override
        public void prepare(SSLEngine engine) {}

        @Override
        public void release(SSLEngine engine) {}

        @Override
        public boolean isNative() {
            return true;
        }
    }
}
