package dev.penstock.gateway.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/** Tells hosts of one's own machine or network from those of the internet, by the name or address alone. */
final class PublicHost {

    private static final List<String> PRIVATE_ENDINGS =
            List.of(".localhost", ".local", ".internal", ".lan", ".home.arpa", ".svc", ".cluster.local");

    private PublicHost() {}

    /** Whether a URL would be asked over the internet without TLS. A name without a dot is one of a private network. */
    static boolean isPlain(URI url) {
        return url.getScheme().equalsIgnoreCase("http") && isPublic(url.getHost());
    }

    /** Whether a section has the {@code url} of such a host, and nobody has allowed that. */
    static boolean isReachedInClear(Section section) {
        return section.text("plain-http").filter("allow"::equals).isEmpty()
                && section.url("url").filter(PublicHost::isPlain).isPresent();
    }

    /** Whether it is one of the internet, by its name or address alone. */
    static boolean isPublic(String host) {
        if (!host.startsWith("[") && !host.matches("[0-9.]+")) {
            var name = host.toLowerCase(Locale.ROOT);
            return name.contains(".") && PRIVATE_ENDINGS.stream().noneMatch(name::endsWith);
        }
        try {
            var address = InetAddress.getByName(host); // which asks nobody about a literal address
            return !address.isLoopbackAddress()
                    && !address.isSiteLocalAddress()
                    && !address.isLinkLocalAddress()
                    && !isUniqueLocal(address);
        } catch (UnknownHostException noAddress) {
            return true;
        }
    }

    /** {@code fc00::/7}. */
    private static boolean isUniqueLocal(InetAddress address) {
        return address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    }
}
