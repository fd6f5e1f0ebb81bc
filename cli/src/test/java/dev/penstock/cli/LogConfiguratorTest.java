package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.penstock.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

    private static Map<String, Object> json(String message, @Nullable Throwable thrown, Map<String, String> mdc) {
        var context = new LoggerContext();
        new LogConfigurator().configure(context);
        LogConfigurator.writeJson(context);
        var console = (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("STDERR");
        var event = new LoggingEvent(
                "here", context.getLogger("dev.penstock.test"), Level.WARN, message, thrown, new Object[] {"x"});
        event.setMDCPropertyMap(mdc);
        try {
            var line = new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
            assertThat(line).endsWith("}\n").matches("[^\\p{Cc}\\p{Cf}\\p{Zl}]*\n");
            return StrictJson.readObject(line.strip());
        } finally {
            context.stop();
        }
    }

    @Test
    void writesOneObjectALineWithTheNamesOfTheElasticCommonSchema() {
        var line = json(
                "request {} failed\nand more",
                new IllegalStateException("why"),
                Map.of("penstock.request", "r-17", "trace_id", "0af7", "shop", "7"));

        assertThat(line)
                .containsEntry("log.level", "WARN")
                .containsEntry("message", "request x failed\nand more")
                .containsEntry("log.logger", "dev.penstock.test")
                .containsEntry("http.request.id", "r-17")
                .containsEntry("trace.id", "0af7")
                .containsEntry("labels", Map.of("shop", "7"))
                .containsEntry("error.type", "java.lang.IllegalStateException")
                .containsEntry("error.message", "why")
                .containsKeys("@timestamp", "ecs.version", "process.thread.name", "error.stack_trace");
    }

    @Test
    void escapesInJsonWhatATerminalWouldObey() {
        var text = "a\u001b]0;owned\u0007b\u009b2Jc\u202ed\u2028e\uDB40\uDC01f";

        assertThat(json(text, null, Map.of())).containsEntry("message", text).doesNotContainKey("labels");
    }

    @Test
    void leavesTextsAsTheyAre() {
        assertThat(logged("two\nlines\tand 👩\u200d🚀, مرحبا", null))
                .endsWith("WARN  two\nlines\tand 👩\u200d🚀, مرحبا\n");
    }
}
