package dev.penstock.server.internal;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives every handshake the identity that is current when it begins.
 *
 * <p>A key manager of our own over a key parsed once: the JDK's PKIX key manager derives the key store's password anew
 * in every handshake.
 */
final class ServerKeys extends X509ExtendedKeyManager {

    /** More than can change while one handshake is under way. */
    private static final int KEPT = 4;

    private final Supplier<TlsIdentity> identity;
    /** The last ones that were chosen, so that a handshake gets the key of its chain, whatever is current by then. */
    private volatile List<TlsIdentity> chosen = List.of();

    ServerKeys(Supplier<TlsIdentity> identity) {
        this.identity = identity;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        var current = identity.get();
        if (!keyType.equals(current.keyType())) {
            return null;
        }
        remember(current);
        return current.alias();
    }

    private void remember(TlsIdentity current) {
        if (!chosen.contains(current)) {
            synchronized (this) {
                chosen = Stream.concat(Stream.of(current), chosen.stream())
                        .distinct()
                        .limit(KEPT)
                        .toList();
            }
        }
    }

    private TlsIdentity chosen(String alias) {
        return chosen.stream()
                .filter(known -> known.alias().equals(alias))
                .findFirst()
                .orElseGet(identity);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chosen(alias).chain();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return chosen(alias).key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {identity.get().alias()};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
