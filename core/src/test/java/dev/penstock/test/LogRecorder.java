package dev.penstock.test;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Records what every logger says, at every level, until it is closed. */
public final class LogRecorder implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing(); // the MDC is that of now
            super.append(event);
        }
    };

    private LogRecorder() {
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        root.getAppender("CONSOLE").stop();
    }

    public static LogRecorder start() {
        return new LogRecorder();
    }

    /** Everything that could be printed of each event. */
    public List<String> lines() {
        return List.copyOf(appender.list).stream().map(LogRecorder::line).toList();
    }

    private static String line(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return String.join(
                " ",
                event.getLevel().toString(),
                event.getLoggerName(),
                event.getThreadName(),
                event.getFormattedMessage(),
                event.getMDCPropertyMap().toString(),
                thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        root.setLevel(before);
        root.getAppender("CONSOLE").start();
    }
}
