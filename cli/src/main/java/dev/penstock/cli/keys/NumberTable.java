package dev.penstock.cli.keys;

import dev.penstock.cli.Paint;
import dev.penstock.cli.TextTable;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.keys.NumberKey;
import dev.penstock.graph.keys.StoredKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Meta holds for each number, for people and for programs. */
final class NumberTable {

    private NumberTable() {}

    static String of(List<NumberKey> numbers, Map<String, Instant> since, Paint paint) {
        var table = TextTable.of("ID", "NUMBER", "KEY AT META", "SIGNATURE", "SINCE", "VERDICT");
        for (var number : numbers) {
            var stored = number.stored();
            table.row(
                    number.number().id().value(),
                    number.number().displayNumber(),
                    stored.flatMap(StoredKey::publicKey)
                            .map(BusinessPublicKey::id)
                            .orElse("-"),
                    stored.map(key -> key.rawStatus().orElse("-")).orElse("-"),
                    since(number, since),
                    words(number.verdict()));
        }
        return table.text(cell -> cell.equals(words(NumberKey.Verdict.OURS)) ? paint.green(cell) : paint.red(cell));
    }

    static List<Map<String, Object>> json(List<NumberKey> numbers, Map<String, Instant> since) {
        return numbers.stream().map(number -> json(number, since)).toList();
    }

    private static Map<String, Object> json(NumberKey number, Map<String, Instant> since) {
        var json = new LinkedHashMap<String, Object>();
        json.put("phone_number_id", number.number().id().value());
        json.put("number", number.number().displayNumber());
        json.put("verdict", number.verdict().name());
        number.stored().flatMap(StoredKey::publicKey).ifPresent(key -> json.put("key", key.id()));
        number.stored().flatMap(StoredKey::rawStatus).ifPresent(status -> json.put("signature", status));
        var seen = since.get(number.number().id().value());
        if (seen != null) {
            json.put("seen_since", seen.toString());
        }
        return json;
    }

    private static String since(NumberKey number, Map<String, Instant> since) {
        var seen = since.get(number.number().id().value());
        return seen == null ? "-" : seen.toString();
    }

    private static String words(NumberKey.Verdict verdict) {
        return switch (verdict) {
            case OURS -> "ours";
            case OURS_PREVIOUS -> "ours, but the previous one";
            case OURS_MISMATCH -> "ours, signature not good";
            case FOREIGN -> "not ours";
            case DAMAGED -> "damaged";
            case MISSING -> "none";
        };
    }
}
