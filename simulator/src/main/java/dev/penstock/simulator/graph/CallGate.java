package dev.penstock.simulator.graph;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call, judged by the head of a call alone, before its body is read and before anything of it is kept.
 *
 * <p>A page in the browser of the same machine can reach the emulator too: it is kept out by its {@code Origin}, and,
 * where a name of its own leads to this machine, by the {@code Host}.
 */
final class CallGate {

    private final String accessToken;
    private final Optional<String> appSecret;
    private final String appId;
    private final Set<String> hosts;

    CallGate(GraphEmulatorBuilder options, int port) {
        this.accessToken = options.accessToken;
        this.appSecret = options.appSecret;
        this.appId = options.appId;
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    Optional<GraphReply> refusal(HttpExchange exchange, String path) {
        var headers = exchange.getRequestHeaders();
        var host = Objects.requireNonNullElse(headers.getFirst("Host"), "").toLowerCase(Locale.ROOT);
        if (!hosts.contains(host) || headers.containsKey("Origin")) {
            return Optional.of(GraphReply.error(
                    403,
                    200,
                    "(#200) The emulator is for programs on this machine: not for pages, nor under another name"));
        }
        return isAuthorized(Objects.requireNonNullElse(headers.getFirst("Authorization"), ""), path)
                ? Optional.empty()
                : Optional.of(GraphReply.error(401, 190, "Invalid OAuth access token."));
    }

    /** The subscriptions of an app are the one thing for which Meta wants the token of the app itself. */
    private boolean isAuthorized(String authorization, String path) {
        if (!path.equals(appId + "/subscriptions")) {
            return equal(authorization, "Bearer " + accessToken);
        }
        var app = "Bearer " + appId + "|";
        return appSecret.isPresent() ? equal(authorization, app + appSecret.get()) : authorization.startsWith(app);
    }

    private static boolean equal(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
