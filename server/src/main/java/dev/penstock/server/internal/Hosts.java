package dev.penstock.server.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Arrays;

/** How hosts are written, and whose they are. */
public final class Hosts {

    private Hosts() {}

    /** As it stands in a URI: an address of IPv6 in brackets. */
    public static String inUri(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[%s]".formatted(host) : host;
    }

    /** Whether one can listen on all the addresses that the host stands for. */
    public static boolean isOfThisMachine(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(Hosts::isOfThisMachine);
        } catch (IOException unknown) {
            return false;
        }
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException notTold) {
            return true;
        }
    }
}
