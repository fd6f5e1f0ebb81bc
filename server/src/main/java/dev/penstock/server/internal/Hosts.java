package dev.penstock.server.internal;

/** How hosts are written. */
public final class Hosts {

    private Hosts() {}

    /** As it stands in a URI: an address of IPv6 in brackets. */
    public static String inUri(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[%s]".formatted(host) : host;
    }
}
