package dev.penstock.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The log of the command: to the standard error, from {@code PENSTOCK_LOG_LEVEL} on, which is INFO unless it is set; of
 * what is not ours only warnings. A file named with {@code -Dlogback.configurationFile} takes its place.
 *
 * <p>In Java and not in XML, since reading that takes a tenth of a second at each start.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {

    /** What a terminal would obey, as in {@link HarmlessWriter}; names and messages of others may hold it. */
    private static final String OBEYED = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t\\u200c\\u200d]]";

    private static final String STDERR = "STDERR";

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %replace(%msg%n%ex){'" + OBEYED + "', '?'}%nopex";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setName(STDERR);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        context.getLogger("ROOT").addAppender(console);
        context.getLogger("ROOT").setLevel(Level.WARN);
        var level = Optional.ofNullable(System.getenv("PENSTOCK_LOG_LEVEL")).orElse("INFO");
        context.getLogger("dev.penstock").setLevel(Level.toLevel(level, Level.INFO));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** From now on one JSON object a line is logged, unless a file says how it is logged. */
    static void writeJson() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            writeJson(context);
        }
    }

    static void writeJson(LoggerContext context) {
        if (context.getLogger("ROOT").getAppender(STDERR) instanceof ConsoleAppender<ILoggingEvent> console) {
            var encoder = new EcsEncoder();
            encoder.setContext(context);
            encoder.start();
            console.setEncoder(encoder);
        }
    }
}
