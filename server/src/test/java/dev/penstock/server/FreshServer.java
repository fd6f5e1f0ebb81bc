package dev.penstock.server;

/** A server in a process of its own; prints where it listens once it has started, and serves until it is killed. */
final class FreshServer {

    private FreshServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        var server = PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .port(0)
                .start();
        System.out.println(server.uri());
        server.join();
    }
}
