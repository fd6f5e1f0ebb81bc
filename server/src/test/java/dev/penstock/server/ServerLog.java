package dev.penstock.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What every logger says at the level of an ordinary installation and above, until it is closed. */
final class ServerLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<String> events = new CopyOnWriteArrayList<>();

    ServerLog() {
        start();
        root.setLevel(Level.INFO);
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        events.add("%s %s: %s%s"
                .formatted(
                        event.getLevel(),
                        event.getLoggerName(),
                        event.getFormattedMessage(),
                        thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown)));
    }

    /** Of warnings and errors. */
    List<String> complaints() {
        return events.stream().filter(event -> !event.startsWith("INFO")).toList();
    }

    /** All that was said. */
    String text() {
        return String.join("\n", events);
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(before);
        stop();
    }
}
