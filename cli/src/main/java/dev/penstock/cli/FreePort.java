package dev.penstock.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports beside the one that was asked for. */
public final class FreePort {

    private FreePort() {}

    /** The port, or 0 for any that is free where another program has taken it. */
    public static int orAny(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return port == 0 ? 0 : probe.getLocalPort();
        } catch (IOException | IllegalArgumentException taken) {
            return 0;
        }
    }
}
