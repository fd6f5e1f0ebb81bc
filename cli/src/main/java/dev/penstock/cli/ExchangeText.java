package dev.penstock.cli;

import dev.penstock.json.StrictJson;
import dev.penstock.testing.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Draws an exchange for people: what was asked, what came back, how long it took. */
public final class ExchangeText {

    private ExchangeText() {}

    public static String of(Exchange exchange) {
        return "→ %s%n← %s  (%s)".formatted(json(exchange.request()), answer(exchange), time(exchange));
    }

    private static String answer(Exchange exchange) {
        return switch (exchange.outcome()) {
            case Exchange.Answered answered
            when answered.status() == 427 -> "427  %s  (%s)".formatted(json(answered.answer()), meaning(427));
            case Exchange.Answered answered -> answered.status() + "  " + json(answered.answer());
            case Exchange.Outcome other -> problem(exchange);
        };
    }

    /** What went wrong, and after how long. */
    public static String problem(Exchange exchange) {
        return exchange.outcome() instanceof Exchange.TimedOut
                ? "no answer in time, that is within %.0f s"
                        .formatted(exchange.took().toNanos() / 1e9)
                : problem(exchange.outcome());
    }

    /** What went wrong, in a sentence. */
    static String problem(Exchange.Outcome outcome) {
        return switch (outcome) {
            case Exchange.Answered answered
            when answered.status() != 200 -> answered.status() + ", " + meaning(answered.status());
            case Exchange.Answered answered -> "";
            case Exchange.Refused refused -> refused.status() + ", " + meaning(refused.status());
            case Exchange.Unopened unopened ->
                unopened.status() + ", but the answer does not open. " + unopened.reason();
            case Exchange.Malformed malformed -> malformed.status() + ", but " + malformed.reason();
            case Exchange.TimedOut late -> "no answer in time";
            case Exchange.Unreachable gone -> "no HTTP answer: " + withoutStop(Paint.harmless(gone.reason()));
        };
    }

    private static String withoutStop(String sentence) {
        var words = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return words.endsWith("(connection refused)") ? words + ", is the endpoint running" : words;
    }

    private static String meaning(int status) {
        return switch (status) {
            case 400 -> "the endpoint says the request is malformed";
            case 404 -> "there is no endpoint at this path: check the URL";
            case 421 -> "the endpoint cannot decrypt the request: it holds another private key";
            case 427 ->
                "the endpoint says the flow token is not valid: give one that it issued with --flow-token, or have"
                        + " one signed with --flow-name";
            case 432 -> "the endpoint does not accept the signature: it has another app secret";
            case 503 -> "the endpoint is busy";
            case 301, 302, 303, 307, 308 ->
                "a redirect, which WhatsApp is not known to follow: give the URL it leads to";
            case 401, 403 -> "something in front of the endpoint asks for credentials";
            case 500, 502, 504 -> "the endpoint failed: look at the log of the endpoint, and of what is in front of it";
            default -> "which a phone counts as an error of the endpoint";
        };
    }

    private static String json(Object value) {
        return new String(StrictJson.write(value), StandardCharsets.UTF_8);
    }

    private static String time(Exchange exchange) {
        return String.format(Locale.ROOT, "%.1f ms", exchange.took().toNanos() / 1e6);
    }

    /** The same for programs. */
    public static Map<String, Object> fields(Exchange exchange) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("status", exchange.status());
        fields.put("milliseconds", exchange.took().toNanos() / 1e6);
        fields.put("request", exchange.request());
        if (exchange.outcome() instanceof Exchange.Answered answered) {
            fields.put("answer", answered.answer());
        } else {
            fields.put("problem", problem(exchange));
        }
        return fields;
    }
}
