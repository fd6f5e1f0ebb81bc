package dev.penstock.graph.internal;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Clear HTTP is only for this machine. */
public final class Loopback {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private Loopback() {}

    public static boolean isSecure(URI uri) {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return uri.getHost() != null && (scheme.equals("https") || (scheme.equals("http") && is(uri)));
    }

    public static boolean is(URI uri) {
        return uri.getHost() != null && NAMES.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }
}
