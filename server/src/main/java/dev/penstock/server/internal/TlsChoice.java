package dev.penstock.server.internal;

import dev.penstock.server.ServerStartException;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;

/**
 * The implementation of TLS that the server uses: Conscrypt where it is there and passes the self-test, else the JDK's.
 *
 * @param provider the implementation
 * @param description for the log: what was chosen, and why not the other
 * @param identity the identity it was chosen for, as the provider wants it
 */
record TlsChoice(TlsProvider provider, String description, TlsIdentity identity) {

    /** The system property that forces one of them. */
    static final String PROPERTY = "penstock.tls";

    static TlsChoice make(TlsIdentity identity) {
        return make(System.getProperty(PROPERTY, ""), identity, ConscryptTls::load);
    }

    static TlsChoice make(String forced, TlsIdentity identity, Supplier<TlsProvider> conscrypt) {
        return switch (forced) {
            case "" -> best(identity, conscrypt);
            case JdkTls.NAME -> jdk(identity, "as -D%s asks".formatted(PROPERTY));
            case ConscryptTls.NAME -> onlyConscrypt(identity, conscrypt);
            default ->
                throw new ServerStartException("There is no TLS called \"%s\": set -D%s to %s or %s, or leave it out."
                        .formatted(forced, PROPERTY, ConscryptTls.NAME, JdkTls.NAME));
        };
    }

    /**
     * A renewed identity as the provider wants it, after the self-test.
     *
     * @throws TlsUnavailableException if the provider cannot serve it
     */
    TlsIdentity adopt(TlsIdentity renewed) {
        return provider.isNative() ? tested(provider, renewed) : renewed;
    }

    private static TlsChoice best(TlsIdentity identity, Supplier<TlsProvider> conscrypt) {
        try {
            return conscrypt(identity, conscrypt);
        } catch (TlsUnavailableException unavailable) {
            return jdk(identity, "%s is not used: %s".formatted(ConscryptTls.NAME, unavailable.getMessage()));
        }
    }

    private static TlsChoice onlyConscrypt(TlsIdentity identity, Supplier<TlsProvider> conscrypt) {
        try {
            return conscrypt(identity, conscrypt);
        } catch (TlsUnavailableException unavailable) {
            throw new ServerStartException("TLS by %s cannot be had, as -D%s asks: %s; or leave the property out."
                    .formatted(ConscryptTls.NAME, PROPERTY, unavailable.getMessage()));
        }
    }

    private static TlsChoice jdk(TlsIdentity identity, String why) {
        var provider = new JdkTls();
        return new TlsChoice(provider, provider.description() + "; " + why, identity);
    }

    private static TlsChoice conscrypt(TlsIdentity identity, Supplier<TlsProvider> conscrypt) {
        var provider = load(conscrypt);
        return new TlsChoice(provider, provider.description(), tested(provider, identity));
    }

    private static TlsProvider load(Supplier<TlsProvider> conscrypt) {
        try {
            return conscrypt.get();
        } catch (NoClassDefFoundError absent) {
            throw new TlsUnavailableException("it is not on the class path, add org.conscrypt:conscrypt-openjdk-uber");
        } catch (LinkageError | RuntimeException broken) {
            throw new TlsUnavailableException(
                    ("its native library cannot be loaded (%s), it needs glibc and a directory for temporary files that"
                                    + " is not mounted noexec, for example by -Dorg.conscrypt.tmpdir")
                            .formatted(broken.getClass().getSimpleName()));
        }
    }

    private static TlsIdentity tested(TlsProvider provider, TlsIdentity identity) {
        try {
            var adopted = identity.withKey(provider.adopt(identity.key()));
            HandshakeSelfTest.run(provider, adopted);
            return adopted;
        } catch (GeneralSecurityException | RuntimeException refused) {
            if (refused instanceof TlsUnavailableException said) {
                throw said;
            }
            throw new TlsUnavailableException("it does not take the key of this certificate (%s)"
                    .formatted(refused.getClass().getSimpleName()));
        }
    }
}
