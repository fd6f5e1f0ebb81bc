package dev.penstock.simulator.phone.page;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Keeps everyone but this run's own page away. A name that was rebound to loopback fails at the {@code Host} header, a
 * foreign page at {@code Origin} and {@code Sec-Fetch-Site}, another user or page of this machine at the token.
 */
final class RequestGuard {

    static final String TOKEN_HEADER = "X-Penstock-Token";

    private final Set<String> hosts;
    private final byte[] token;

    RequestGuard(Set<String> hosts, String token) {
        this.hosts = Set.copyOf(hosts);
        this.token = token.getBytes(StandardCharsets.US_ASCII);
    }

    static String newToken(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    boolean allowsHost(Headers headers) {
        List<String> given = headers.getOrDefault("Host", List.of());
        return given.size() == 1 && hosts.contains(given.getFirst());
    }

    /** A page of another site gives itself away; a person who types the address does not. */
    boolean allowsSite(Headers headers) {
        String site = headers.getFirst("Sec-Fetch-Site");
        String origin = headers.getFirst("Origin");
        boolean isOwnSite = site == null || site.equals("same-origin") || site.equals("none");
        boolean isOwnOrigin = origin == null || hosts.contains(origin.replaceFirst("^https?://", ""));
        return isOwnSite && isOwnOrigin;
    }

    boolean knowsToken(Headers headers) {
        String given = headers.getFirst(TOKEN_HEADER);
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.US_ASCII), token);
    }
}
