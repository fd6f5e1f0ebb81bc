package dev.penstock.simulator;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why there was no HTTP answer, with what a person can look at first. */
final class WhyUnreachable {

    private WhyUnreachable() {}

    /** Tells of the first cause that says something; what foreign exceptions say is left out, since it may be anything. */
    static String of(URI endpoint, @Nullable Throwable failure) {
        String at = endpoint.getScheme().toLowerCase(Locale.ROOT) + "://" + endpoint.getRawAuthority() + "/";
        for (Throwable each = failure; each != null; each = each.getCause()) {
            switch (each) {
                case UnresolvedAddressException unknown -> {
                    return unknownHost(endpoint);
                }
                case UnknownHostException unknown -> {
                    return unknownHost(endpoint);
                }
                case SSLException noTls -> {
                    return "There is no TLS to be had with %s: its certificate is not trusted, or it speaks plain HTTP."
                            .formatted(at);
                }
                case EOFException closed -> {
                    return "%s closed the connection without an answer.".formatted(at);
                }
                case ProtocolException garbage -> {
                    return noHttp(at);
                }
                case IOException broken
                when says(broken, "invalid status line") -> {
                    return noHttp(at);
                }
                default -> {
                    // The next cause may say more.
                }
            }
        }
        return failure instanceof ConnectException
                ? "Nothing answers at %s (connection refused).".formatted(at)
                : "The connection to %s broke before an answer came.".formatted(at);
    }

    /** The JDK's client has no types for these. */
    private static boolean says(IOException broken, String words) {
        return String.valueOf(broken.getMessage()).toLowerCase(Locale.ROOT).contains(words);
    }

    private static String noHttp(String at) {
        return "What came from %s is no HTTP answer: it speaks TLS, or is another program.".formatted(at);
    }

    private static String unknownHost(URI endpoint) {
        return "The host name %s is not known.".formatted(endpoint.getHost());
    }
}
