package dev.penstock.cli.answers;

import dev.penstock.json.StrictJson;
import dev.penstock.postgres.SentAnswer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An answer as JSON on one line, in which nothing stands that a terminal would obey. */
final class AnswerJson {

    private AnswerJson() {}

    static String of(SentAnswer answer) {
        var json = new LinkedHashMap<String, Object>();
        json.put("message_id", answer.messageId());
        json.put("completed_at", answer.completedAt().toString());
        json.put("kept_at", answer.keptAt().toString());
        put(json, "flow", answer.flow());
        put(json, "flow_id", answer.flowId());
        put(json, "subject", answer.subject());
        put(json, "phone_number", answer.phoneNumber());
        put(json, "user_id", answer.userId());
        put(json, "waba_id", answer.accountId());
        put(json, "phone_number_id", answer.phoneNumberId());
        json.put("fields", answer.fields());
        if (!answer.sealed().isEmpty()) {
            json.put("sealed", List.copyOf(answer.sealed()));
        }
        answer.raw().ifPresent(raw -> json.put("raw", raw));
        return text(json);
    }

    private static void put(Map<String, Object> json, String name, Optional<String> value) {
        value.ifPresent(text -> json.put(name, text));
    }

    /** Of any JSON value. */
    static String text(Object value) {
        return harmless(new String(StrictJson.write(value), StandardCharsets.UTF_8));
    }

    /** Outside of texts JSON has no such characters, and inside they may be written so. */
    private static String harmless(String json) {
        var safe = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (isObeyed(c)) {
                for (char unit : Character.toChars(c)) {
                    safe.append("\\u%04x".formatted((int) unit));
                }
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    private static boolean isObeyed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
