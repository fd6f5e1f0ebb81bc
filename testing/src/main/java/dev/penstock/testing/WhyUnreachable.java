package dev.penstock.testing;

import dev.penstock.testing.internal.NoAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why there was no HTTP answer, with what a person can look at first. */
final class WhyUnreachable {

    private WhyUnreachable() {}

    /** Tells of the first cause that says something. */
    static String of(URI endpoint, @Nullable Throwable failure, Duration connectTimeout) {
        String at = endpoint.getScheme().toLowerCase(Locale.ROOT) + "://" + endpoint.getRawAuthority() + "/";
        return switch (NoAnswer.of(failure)) {
            case UNKNOWN_HOST -> "The host name %s is not known.".formatted(endpoint.getHost());
            case NO_CONNECTION ->
                ("No connection to %s could be made within %d s: the machine is down, its address is wrong, or a"
                                + " firewall drops what is sent.")
                        .formatted(at, connectTimeout.toSeconds());
            case NO_ROUTE -> "The address of %s cannot be reached from here: check the network.".formatted(at);
            case REFUSED -> "Nothing answers at %s (connection refused).".formatted(at);
            case NO_TLS ->
                "There is no TLS to be had with %s: its certificate is not trusted, or it speaks plain HTTP."
                        .formatted(at);
            case CLOSED -> "%s closed the connection without an answer.".formatted(at);
            case RESET -> "%s reset the connection before an answer came.".formatted(at);
            case NO_HTTP -> "What came from %s is no HTTP answer: it speaks TLS, or is another program.".formatted(at);
            case LATE, BROKEN -> "The connection to %s broke before an answer came.".formatted(at);
        };
    }
}
