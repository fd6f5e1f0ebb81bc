package dev.penstock.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * A server in a process of its own. It prints where it listens once it has started, and serves until it is killed. For
 * each line that it reads it prints how many classes have been loaded.
 */
final class FreshServer {

    private FreshServer() {}

    public static void main(String[] arguments) throws IOException {
        var server = PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .port(0)
                .start();
        var classes = ManagementFactory.getClassLoadingMXBean();
        classes.getTotalLoadedClassCount();
        System.out.println(server.uri());
        var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (asked.readLine() != null) {
            System.out.println(classes.getTotalLoadedClassCount());
        }
    }
}
