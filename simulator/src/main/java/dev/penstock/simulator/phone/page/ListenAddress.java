package dev.penstock.simulator.phone.page;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a page listens, and by which names browsers may ask for it. */
record ListenAddress(InetAddress address, List<String> names) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    /**
     * Checks that a browser can be told from a rebound name.
     *
     * @throws IllegalArgumentException if a name is none, or if no name is given for "all addresses"
     */
    ListenAddress {
        names = List.copyOf(names);
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "A host name that may be asked for looks like laptop.example.com: without port, path or *.");
            }
        }
        if (address.isAnyLocalAddress() && names.isEmpty()) {
            throw new IllegalArgumentException(
                    "On all addresses of this machine, the phone has to be told the host names by which browsers"
                            + " may ask for it.");
        }
    }

    static ListenAddress loopback() {
        return new ListenAddress(InetAddress.getLoopbackAddress(), List.of());
    }

    /** What may stand in a {@code Host} header: loopback always, the address itself, and the names that were given. */
    Set<String> hosts(int port) {
        Set<String> hosts = new LinkedHashSet<>();
        for (String name : List.of("127.0.0.1", "localhost", "[::1]", literal())) {
            hosts.add(name + ":" + port);
        }
        for (String name : names) {
            hosts.add(name + ":" + port);
            hosts.add(name); // behind port 80 or 443 of something in front
        }
        return hosts;
    }

    /** Where a browser finds the page. */
    String page(int port) {
        return "http://%s:%d".formatted(names.isEmpty() ? literal() : names.getFirst(), port);
    }

    /** Where an endpoint finds chosen files: by number, so that it needs no name service. */
    String files(int port) {
        return "http://%s:%d".formatted(address.isAnyLocalAddress() ? "127.0.0.1" : literal(), port);
    }

    private String literal() {
        String plain = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + plain.replaceAll("%.*", "") + "]" : plain;
    }
}
