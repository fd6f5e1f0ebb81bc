package dev.penstock.server.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.server.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerKeysTest {

    @TempDir
    Path directory;

    @Test
    void handshakeGetsTheKeyOfItsChainThoughTheFilesChangeInItsMiddle() throws Exception {
        var first = identity("EC", "first");
        var second = identity("EC", "second");
        var current = new AtomicReference<>(first);
        var keys = new ServerKeys(current::get);

        var begun = String.valueOf(keys.chooseEngineServerAlias("EC", null, null));
        current.set(second);
        var begunAfter = String.valueOf(keys.chooseEngineServerAlias("EC", null, null));

        assertThat(keys.getCertificateChain(begun)).isEqualTo(first.chain());
        assertThat(keys.getPrivateKey(begun)).isEqualTo(first.key());
        assertThat(keys.getCertificateChain(begunAfter)).isEqualTo(second.chain());
        assertThat(keys.getPrivateKey(begunAfter)).isEqualTo(second.key());
    }

    @Test
    void keyOfAnotherAlgorithmIsNotOffered() throws Exception {
        var rsa = identity("RSA", "rsa");
        var keys = new ServerKeys(() -> rsa);

        assertThat(keys.chooseEngineServerAlias("EC", null, null)).isNull();
        assertThat(keys.chooseEngineServerAlias("RSA", null, null)).isNotNull();
    }

    private TlsIdentity identity(String algorithm, String name) throws Exception {
        var files = TestCertificate.of(algorithm, name)
                .write(Files.createDirectory(directory.resolve(name)))
                .files();
        return TlsIdentity.read(files.certificateChain(), files.privateKey());
    }
}
