package dev.penstock.testing.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there was no HTTP answer. What foreign exceptions say is not repeated, since it may be anything. */
public enum NoAnswer {
    UNKNOWN_HOST("the host name is not known"),
    NO_CONNECTION("no connection could be made in time"),
    NO_ROUTE("the address cannot be reached from here"),
    REFUSED("the connection was refused"),
    NO_TLS("no TLS connection could be made"),
    LATE("nothing came in time"),
    CLOSED("the connection was closed before an answer came"),
    RESET("the connection was reset before an answer came"),
    NO_HTTP("what came is no HTTP answer"),
    BROKEN("the connection broke");

    private final String words;

    NoAnswer(String words) {
        this.words = words;
    }

    /**
     * The first cause that says something counts; a refused connection is told last, since others are wrapped in it.
     */
    public static NoAnswer of(@Nullable Throwable failure) {
        boolean isRefused = false;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            switch (each) {
                case UnresolvedAddressException unknown -> {
                    return UNKNOWN_HOST;
                }
                case UnknownHostException unknown -> {
                    return UNKNOWN_HOST;
                }
                case HttpConnectTimeoutException late -> {
                    return NO_CONNECTION;
                }
                case HttpTimeoutException late -> {
                    return LATE;
                }
                case TimeoutException late -> {
                    return LATE;
                }
                case NoRouteToHostException none -> {
                    return NO_ROUTE;
                }
                case SSLException noTls -> {
                    return NO_TLS;
                }
                case EOFException closed -> {
                    return CLOSED;
                }
                case ProtocolException garbage -> {
                    return NO_HTTP;
                }
                case IOException broken
                when says(broken, "invalid status line") -> {
                    return NO_HTTP;
                }
                case IOException broken
                when says(broken, "connection reset") || says(broken, "broken pipe") -> {
                    return RESET;
                }
                case IOException broken
                when says(broken, "unreachable") -> {
                    return NO_ROUTE;
                }
                case ConnectException refused -> isRefused = true;
                default -> {
                    // The next cause may say more.
                }
            }
        }
        return isRefused ? REFUSED : BROKEN;
    }

    /** The JDK's client has no types for these. */
    private static boolean says(IOException broken, String words) {
        return String.valueOf(broken.getMessage()).toLowerCase(Locale.ROOT).contains(words);
    }

    /** {@return the same in a few words, without the address} */
    public String inWords() {
        return words;
    }
}
