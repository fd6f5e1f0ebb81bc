package dev.penstock.media;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** From where files are downloaded: an allow-list of hosts, HTTPS only, the usual port only. */
final class MediaSources {

    private static final int HTTPS_PORT = 443;
    private static final String ANY_BELOW = "*.";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    /** A name with a dot in it whose last label is no number, so that it is no address. */
    private static final Pattern HOST =
            Pattern.compile("(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private final Set<String> hosts;
    private final boolean isLoopbackAllowed;

    MediaSources(Set<String> hosts, boolean isLoopbackAllowed) {
        this.hosts = hosts;
        this.isLoopbackAllowed = isLoopbackAllowed;
    }

    static boolean isHost(String pattern) {
        return HOST.matcher(pattern).matches();
    }

    boolean allows(URI source) {
        if (source.getHost() == null || source.getRawUserInfo() != null || source.getScheme() == null) {
            return false;
        }
        var scheme = source.getScheme().toLowerCase(Locale.ROOT);
        var host = source.getHost().toLowerCase(Locale.ROOT);
        if (isLoopbackAllowed && LOOPBACK.contains(host)) {
            return scheme.equals("http") || scheme.equals("https");
        }
        boolean isUsualPort = source.getPort() == -1 || source.getPort() == HTTPS_PORT;
        return scheme.equals("https") && isUsualPort && hosts.stream().anyMatch(allowed -> matches(host, allowed));
    }

    /** Compares whole labels: {@code *.whatsapp.net} lets in {@code a.whatsapp.net}, not {@code evilwhatsapp.net}. */
    private static boolean matches(String host, String allowed) {
        return allowed.startsWith(ANY_BELOW) ? host.endsWith(allowed.substring(1)) : host.equals(allowed);
    }
}
