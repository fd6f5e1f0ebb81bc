package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogConfiguratorTest {

    private static String logged(String message, @Nullable Throwable thrown) {
        var context = new LoggerContext();
        new LogConfigurator().configure(context);
        var logger = context.getLogger("dev.penstock.test");
        var console = (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("STDERR");
        var event = new LoggingEvent("here", logger, Level.WARN, message, thrown, null);
        try {
            return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
        } finally {
            context.stop();
        }
    }

    @Test
    void letsNothingThroughThatATerminalWouldObey() {
        var log = logged(
                "a\u001b]0;owned\u0007b\u009b2Jc\rd\u202ee\u2028f",
                new IllegalStateException("g\u001b[31mh", new IllegalArgumentException("i\u0008j")));

        assertThat(log)
                .contains("WARN  a?]0;owned?b?2Jc?d?e?f\n", "g?[31mh", "i?j", "LogConfiguratorTest")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}&&[^\\n\\t]]");
    }

    @Test
    void leavesTextsAsTheyAre() {
        assertThat(logged("two\nlines\tand 👩\u200d🚀, مرحبا", null))
                .endsWith("WARN  two\nlines\tand 👩\u200d🚀, مرحبا\n");
    }
}
