package dev.penstock.testing;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.trust.RequestSignature;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What it takes to call an endpoint as WhatsApp does: where it is, and with which key and secret. Immutable and
 * thread-safe. Its text shows the URL only.
 *
 * @param url the URL of the endpoint
 * @param key the business public key, with which requests are encrypted
 * @param signature signs requests with the app secret; without it they go out unsigned
 * @param sslContext which certificates are trusted; without it those that the JDK trusts
 */
public record EndpointAccess(
        URI url, BusinessPublicKey key, Optional<RequestSignature> signature, Optional<SSLContext> sslContext) {

    /**
     * Checks the URL.
     *
     * @throws IllegalArgumentException if it is not one of HTTP or HTTPS
     */
    public EndpointAccess {
        requireHttp(url);
    }

    static void requireHttp(URI url) {
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "The URL of an endpoint begins with http:// or https:// and a host, and %s does not."
                            .formatted(url));
        }
    }

    /**
     * Names an endpoint that is called without a signature.
     *
     * @param url the URL of the endpoint
     * @param key the business public key
     * @return the access
     * @throws IllegalArgumentException if the URL is not one of HTTP or HTTPS
     */
    public static EndpointAccess of(URI url, BusinessPublicKey key) {
        return new EndpointAccess(url, key, Optional.empty(), Optional.empty());
    }

    /**
     * Signs requests as Meta does.
     *
     * @param signature signs with the app secret
     * @return a copy
     */
    public EndpointAccess signedBy(RequestSignature signature) {
        return new EndpointAccess(url, key, Optional.of(signature), sslContext);
    }

    /**
     * Trusts other certificates than the JDK does.
     *
     * @param sslContext says which
     * @return a copy
     */
    public EndpointAccess trusting(SSLContext sslContext) {
        return new EndpointAccess(url, key, signature, Optional.of(sslContext));
    }

    @Override
    public String toString() {
        return "EndpointAccess[%s]".formatted(url);
    }
}
