package dev.penstock.server.internal;

import java.util.List;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Silences the loggers of Jetty that anybody can make write as many lines as they like, most with what they sent: by a
 * bad host name, for example. Jetty cannot be told not to, so the level is set where the log is written, and to no
 * logger that has been given a level of its own.
 */
public final class JettyLoggers {

    private static final Logger LOG = LoggerFactory.getLogger(JettyLoggers.class);

    private static final List<String> NAMES = List.of(
            "org.eclipse.jetty.util.HostPort", // bad host names and ports
            "org.eclipse.jetty.http.HttpParser", // more than one host
            "org.eclipse.jetty.server.NetworkConnectionLimit"); // one connection too many, one less

    /** Whoever writes the log by {@code java.util.logging} forgets loggers that nobody holds. */
    private static final List<java.util.logging.Logger> HELD =
            NAMES.stream().map(java.util.logging.Logger::getLogger).toList();

    private JettyLoggers() {}

    /** Silences them; says which ones that did not work for. */
    public static void silence() {
        var loud = NAMES.stream().filter(name -> !isSilenced(name)).toList();
        if (!loud.isEmpty()) {
            LOG.warn("Anybody can fill the log with lines of these loggers: set their level to ERROR: {}.", loud);
        }
    }

    private static boolean isSilenced(String name) {
        // Read when a logger is made, so before that.
        setIfAbsent("org.slf4j.simpleLogger.log." + name);
        var logger = LoggerFactory.getLogger(name);
        switch (logger.getClass().getName()) {
            case "ch.qos.logback.classic.Logger" -> silenceLogback(logger);
            case "org.slf4j.jul.JDK14LoggerAdapter" -> silenceJdk(name);
            default -> {}
        }
        return !logger.isWarnEnabled();
    }

    private static void setIfAbsent(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "error");
        }
    }

    private static void silenceJdk(String name) {
        HELD.stream()
                .filter(logger -> name.equals(logger.getName()) && logger.getLevel() == null)
                .forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    /** By reflection, since Logback is only one of those that write logs. */
    private static void silenceLogback(Logger logger) {
        try {
            var type = logger.getClass();
            if (type.getMethod("getLevel").invoke(logger) == null) {
                var levels = Class.forName("ch.qos.logback.classic.Level", true, type.getClassLoader());
                type.getMethod("setLevel", levels)
                        .invoke(logger, levels.getField("ERROR").get(null));
            }
        } catch (ReflectiveOperationException | RuntimeException anotherLogback) {
            LOG.debug(
                    "The level could not be set ({}).",
                    anotherLogback.getClass().getName());
        }
    }
}
