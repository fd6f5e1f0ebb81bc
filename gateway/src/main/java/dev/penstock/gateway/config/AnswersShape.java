package dev.penstock.gateway.config;

import dev.penstock.gateway.config.Shape.AtMostOne;
import dev.penstock.gateway.config.Type.Several;
import dev.penstock.gateway.config.Type.Time;
import dev.penstock.gateway.config.Type.Words;
import java.util.List;

/** The keys of {@code answers}. */
final class AnswersShape {

    private static final Type FIELDS =
            new Several(Words.of("(?s).{1,1000}", "the name of a field, or \"*\" for every field"), 1, true);
    private static final Time KEEP = Time.between("1h", "3650d");

    private static final Shape FLOW = Shape.of(
            "answers.flows",
            Key.needed("flow", Words.of("(?s).{1,1000}", "the name of a Flow"), "The name of the Flow."),
            Key.optional(
                    "id",
                    new Several(Words.of("[0-9]{1,40}", "the id of a Flow, digits in quotation marks"), 1, true),
                    "Its id at Meta, for completions whose flow token does not say the Flow."),
            Key.of("keep", KEEP, "as for all", "How long its answers are kept."),
            Key.of("seal", FIELDS, "as for all", "Which of its fields are sealed."));

    static final Shape ANSWERS = Shape.of(
                    "answers",
                    Key.all(
                            List.of(
                                    Key.of("keep", KEEP, "90d", "How long answers are kept."),
                                    Key.optional(
                                            "seal",
                                            FIELDS,
                                            "Fields that are sealed in the database, and with them the message as Meta"
                                                    + " delivered it.")),
                            Key.secret(
                                            "key-encryption-key",
                                            "What fields are sealed with, as penstock tenants init makes it")
                                    .toArray(Key[]::new)),
                    new AtMostOne(List.of("key-encryption-key-file", "key-encryption-key-env")))
            .and(List.of(
                    Key.optional(
                            "previous-key-encryption-keys",
                            new Several(new Type.SecretFile(), 1, true),
                            "Earlier ones, while answers are still sealed with them."),
                    Key.optional(
                            "flows", new Several(new Type.Group(FLOW), 1, false), "What holds for one Flow only.")));

    private AnswersShape() {}
}
