package dev.penstock.log;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Says once in a process, on the standard error, that nothing is logged, since nobody chose where the log goes. SLF4J
 * says that it found no provider, but not what a reader of it misses, nor what to add. Who chose silence, with
 * slf4j-nop, hears nothing. Thread-safe.
 */
public final class SilentLog {

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    private SilentLog() {}

    /** Says it, unless it was said before or there is a log. */
    @SuppressWarnings("SystemOut") // there is no other place left
    public static void tellOnce() {
        if (isSilent() && TOLD.compareAndSet(false, true)) {
            System.err.println(
                    "Penstock logs nothing, neither why a handler fails nor which requests are refused, since SLF4J"
                            + " has no provider: add one, such as org.slf4j:slf4j-simple or"
                            + " ch.qos.logback:logback-classic for SLF4J 2, or org.slf4j:slf4j-nop if you want it so.");
        }
    }

    private static boolean isSilent() {
        if (!(LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory)
                || System.getProperty("slf4j.provider") != null) {
            return false;
        }
        try {
            return ServiceLoader.load(SLF4JServiceProvider.class, LoggerFactory.class.getClassLoader()).stream()
                    .findAny()
                    .isEmpty();
        } catch (ServiceConfigurationError broken) {
            // SLF4J has said so itself.
            return false;
        }
    }
}
