package dev.penstock.cli;

import dev.penstock.json.StrictJson;
import dev.penstock.simulator.Exchange;
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
            case Exchange.Answered answered -> answered.status() + "  " + json(answered.answer());
            case Exchange.Outcome other -> problem(other);
        };
    }

    /** What went wrong, in a sentence. */
    static String problem(Exchange.Outcome outcome) {
        return switch (outcome) {
            case Exchange.Answered answered -> "";
            case Exchange.Refused refused -> refused.status() + ", " + meaning(refused.status());
            case Exchange.Unopened unopened ->
                unopened.status() + ", but the answer does not open. " + unopened.reason();
            case Exchange.Malformed malformed -> malformed.status() + ", but " + malformed.reason();
            case Exchange.TimedOut late -> "no answer in time";
            case Exchange.Unreachable gone -> "no HTTP answer (" + gone.reason() + ")";
        };
    }

    private static String meaning(int status) {
        return switch (status) {
            case 400 -> "the endpoint says the request is malformed";
            case 404 -> "there is no endpoint at this path";
            case 421 -> "the endpoint cannot decrypt the request: it holds another private key";
            case 427 -> "the endpoint says the flow token is no longer valid";
            case 432 -> "the endpoint does not accept the signature: it has another app secret";
            case 503 -> "the endpoint is busy";
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
            fields.put("problem", problem(exchange.outcome()));
        }
        return fields;
    }
}
