package dev.penstock.cli.answers;

import dev.penstock.postgres.SentAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers as CSV: what is known of each, then a column for each field, then one for the fields that have none.
 *
 * @param fields the names of the fields that have a column
 * @param hasMore whether there are others
 * @param withRaw whether the messages that Meta delivered have one
 */
record AnswerCsv(List<String> fields, boolean hasMore, boolean withRaw) {

    private static final List<String> KNOWN = List.of(
            "message_id",
            "completed_at",
            "kept_at",
            "flow",
            "flow_id",
            "subject",
            "phone_number",
            "user_id",
            "waba_id",
            "phone_number_id");

    private static final String SEALED = "(sealed)";

    String head() {
        return line(Stream.of(
                        KNOWN.stream(),
                        fields.stream().map("fields."::concat),
                        hasMore ? Stream.of("more_fields") : Stream.<String>empty(),
                        withRaw ? Stream.of("raw") : Stream.<String>empty())
                .flatMap(names -> names));
    }

    String row(SentAnswer answer) {
        var known = Stream.of(
                        Optional.of(answer.messageId()),
                        Optional.of(answer.completedAt().toString()),
                        Optional.of(answer.keptAt().toString()),
                        answer.flow(),
                        answer.flowId(),
                        answer.subject(),
                        answer.phoneNumber(),
                        answer.userId(),
                        answer.accountId(),
                        answer.phoneNumberId())
                .map(text -> text.orElse(""));
        var values = fields.stream().map(name -> answer.sealed().contains(name) ? SEALED : cell(answer, name));
        var more = hasMore ? Stream.of(more(answer)) : Stream.<String>empty();
        var raw = withRaw
                ? Stream.of(answer.raw()
                        .map(AnswerJson::text)
                        .orElse(answer.sealed().isEmpty() ? "" : SEALED))
                : Stream.<String>empty();
        return line(Stream.of(known, values, more, raw).flatMap(cells -> cells));
    }

    private static String cell(SentAnswer answer, String name) {
        return text(answer.fields().get(name));
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case Map<?, ?> map -> AnswerJson.text(map);
            case List<?> list -> AnswerJson.text(list);
            default -> String.valueOf(value);
        };
    }

    private String more(SentAnswer answer) {
        var more = new LinkedHashMap<>(answer.fields());
        fields.forEach(more::remove);
        return more.isEmpty() ? "" : AnswerJson.text(more);
    }

    private static String line(Stream<String> cells) {
        return cells.map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n"));
    }
}
