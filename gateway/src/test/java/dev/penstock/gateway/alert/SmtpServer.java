package dev.penstock.gateway.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes e-mail as RFC 5321 says, without TLS, and remembers all that was said to it. */
final class SmtpServer implements AutoCloseable {

    private final ServerSocket listener;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();

    private SmtpServer(ServerSocket listener) {
        this.listener = listener;
    }

    static SmtpServer start() throws IOException {
        var server = new SmtpServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    List<String> heard() {
        return heard;
    }

    List<String> mails() {
        return mails;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            say(socket, "220 test");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                switch (line.split(" ", -1)[0].toUpperCase(Locale.ROOT)) {
                    case "EHLO" -> say(socket, "250-test", "250 AUTH PLAIN");
                    case "AUTH" -> say(socket, "235 ok");
                    case "DATA" -> {
                        say(socket, "354 go on");
                        mails.add(mail(in));
                        say(socket, "250 taken");
                    }
                    case "QUIT" -> say(socket, "221 bye");
                    default -> say(socket, "250 ok");
                }
            }
        } catch (IOException over) {
            // the other side is gone
        }
    }

    private static String mail(BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(Socket socket, String... lines) throws IOException {
        for (var line : lines) {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
