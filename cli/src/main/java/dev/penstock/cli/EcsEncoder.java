package dev.penstock.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One JSON object a line, with the field names of the Elastic Common Schema. */
final class EcsEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    /** What JSON need not escape and a terminal would obey. */
    private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** Entries of the MDC that have a field of their own. */
    private static final Map<String, String> NAMED = Map.of(
            FlowEndpoint.REQUEST_ID_IN_MDC,
            "http.request.id",
            "trace_id",
            "trace.id",
            "traceId",
            "trace.id",
            "span_id",
            "span.id",
            "spanId",
            "span.id");

    @Override
    public byte[] encode(ILoggingEvent event) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("@timestamp", event.getInstant().toString());
        fields.put("log.level", event.getLevel().toString());
        fields.put("message", event.getFormattedMessage());
        fields.put("ecs.version", "8.11.0");
        fields.put("service.name", "penstock");
        fields.put("log.logger", event.getLoggerName());
        fields.put("process.thread.name", event.getThreadName());
        addContext(event.getMDCPropertyMap(), fields);
        addError(event, fields);
        var line = OBEYED.matcher(new String(StrictJson.write(fields), StandardCharsets.UTF_8))
                .replaceAll(found -> "\\\\" + escaped(found.group()));
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String obeyed) {
        var text = new StringBuilder();
        for (int i = 0; i < obeyed.length(); i++) {
            text.append(i == 0 ? "u" : "\\\\u").append("%04x".formatted((int) obeyed.charAt(i)));
        }
        return text.toString();
    }

    private static void addContext(Map<String, String> context, Map<String, Object> fields) {
        var labels = new TreeMap<String, Object>();
        context.forEach((key, value) -> {
            var name = NAMED.get(key);
            if (name == null) {
                labels.put(key, value);
            } else {
                fields.put(name, value);
            }
        });
        if (!labels.isEmpty()) {
            fields.put("labels", labels);
        }
    }

    private static void addError(ILoggingEvent event, Map<String, Object> fields) {
        var thrown = event.getThrowableProxy();
        if (thrown == null) {
            return;
        }
        fields.put("error.type", thrown.getClassName());
        if (thrown.getMessage() != null) {
            fields.put("error.message", thrown.getMessage());
        }
        fields.put("error.stack_trace", ThrowableProxyUtil.asString(thrown));
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
