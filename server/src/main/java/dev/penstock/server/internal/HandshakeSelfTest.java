package dev.penstock.server.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * One handshake in memory, with the certificate that will be served, and a few bytes each way. The client is the JDK's.
 */
final class HandshakeSelfTest {

    /** A full handshake takes about ten turns. */
    private static final int MAX_TURNS = 100;

    private static final int ROOM = 64 * 1024;

    private final SSLEngine server;
    private final SSLEngine client;
    private final ByteBuffer toServer = ByteBuffer.allocate(ROOM);
    private final ByteBuffer toClient = ByteBuffer.allocate(ROOM);

    private HandshakeSelfTest(SSLEngine server, SSLEngine client) {
        this.server = server;
        this.client = client;
    }

    /** Fails with what is wrong, in words for the log. */
    static void run(TlsProvider provider, TlsIdentity identity) {
        try {
            var serving = provider.newContext();
            serving.init(new KeyManager[] {new ServerKeys(() -> identity)}, new TrustManager[0], null);
            var server = serving.createSSLEngine();
            server.setUseClientMode(false);
            provider.prepare(server);
            var calling = new JdkTls().newContext();
            calling.init(null, new TrustManager[] {new PinnedTrust(identity.chain()[0])}, null);
            var client = calling.createSSLEngine();
            client.setUseClientMode(true);
            new HandshakeSelfTest(server, client).run();
        } catch (GeneralSecurityException | SSLException | RuntimeException | LinkageError failed) {
            throw new TlsUnavailableException("it failed the self-test, a handshake with this certificate (%s)"
                    .formatted(failed.getClass().getSimpleName()));
        }
    }

    private void run() throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        int turns = 0;
        while (isShaking(client) || isShaking(server)) {
            if (turns++ > MAX_TURNS) {
                throw new SSLException("The handshake does not come to an end.");
            }
            turn(client, toClient, toServer);
            turn(server, toServer, toClient);
        }
        carry("question", client, toServer, server);
        carry("answer", server, toClient, client);
    }

    private static boolean isShaking(SSLEngine engine) {
        var status = engine.getHandshakeStatus();
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }

    private static void turn(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        for (int steps = 0; steps < MAX_TURNS; steps++) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> {
                    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                }
                case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (in.position() == 0 || !took(engine, in, ByteBuffer.allocate(ROOM))) {
                        return;
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> {
                    return;
                }
            }
        }
    }

    private static boolean took(SSLEngine engine, ByteBuffer in, ByteBuffer clear) throws SSLException {
        in.flip();
        var result = engine.unwrap(in, clear);
        in.compact();
        return result.getStatus() == SSLEngineResult.Status.OK;
    }

    private static void carry(String text, SSLEngine from, ByteBuffer line, SSLEngine to) throws SSLException {
        var said = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        from.wrap(said.duplicate(), line);
        var heard = ByteBuffer.allocate(ROOM);
        // Tickets of TLS 1.3 come before the bytes.
        while (line.position() > 0 && took(to, line, heard)) {
            continue;
        }
        if (!heard.flip().equals(said)) {
            throw new SSLException("What was sent did not arrive.");
        }
    }
}
