package dev.penstock.postgres;

import dev.penstock.trust.FlowTokens;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Builds {@link FlowAnswers}: all that {@code answers} in {@code penstock.yaml} can say, with the same names.
 *
 * <p>Defaults: answers are kept for 90 days, nothing is sealed, no Flow has rules of its own, flow tokens tell nothing.
 * Not thread-safe.
 */
public final class FlowAnswersBuilder {

    /** How long answers are kept unless said otherwise: 90 days. */
    public static final Duration DEFAULT_KEEP = Duration.ofDays(90);

    final DataSource dataSource;
    final Map<String, FlowAnswerRules> flows = new LinkedHashMap<>();
    Duration keep = DEFAULT_KEEP;
    Set<String> seal = Set.of();
    Optional<KeyEncryption> keyEncryption = Optional.empty();
    Optional<FlowTokens> flowTokens = Optional.empty();

    FlowAnswersBuilder(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Sets how long answers are kept.
     *
     * @param time from an hour to 3,650 days, counted from when they were kept
     * @return this builder
     */
    public FlowAnswersBuilder keep(Duration time) {
        this.keep = FlowAnswerRules.inRange(time);
        return this;
    }

    /**
     * Sets which fields are sealed; the message that Meta delivered is sealed with them.
     *
     * @param fields the names of fields, or {@link FlowAnswerRules#EVERY_FIELD}
     * @return this builder
     */
    public FlowAnswersBuilder seal(Set<String> fields) {
        this.seal = Set.copyOf(fields);
        return this;
    }

    /**
     * Sets what seals and opens.
     *
     * @param encryption such as {@link LocalKeyEncryption}; needed where something is sealed
     * @return this builder
     */
    public FlowAnswersBuilder keyEncryption(KeyEncryption encryption) {
        this.keyEncryption = Optional.of(Objects.requireNonNull(encryption, "encryption"));
        return this;
    }

    /**
     * Adds rules for one Flow.
     *
     * @param rules its rules
     * @return this builder
     * @throws IllegalArgumentException if the Flow has rules already
     */
    public FlowAnswersBuilder flow(FlowAnswerRules rules) {
        if (flows.putIfAbsent(rules.flow(), rules) != null) {
            throw new IllegalArgumentException("The Flow %s has rules already.".formatted(rules.flow()));
        }
        return this;
    }

    /**
     * Sets what verifies flow tokens, so that they tell the Flow and the subject. A token that was verified is not
     * kept.
     *
     * @param tokens the flow tokens
     * @return this builder
     */
    public FlowAnswersBuilder flowTokens(FlowTokens tokens) {
        this.flowTokens = Optional.of(Objects.requireNonNull(tokens, "tokens"));
        return this;
    }

    /**
     * Builds it. Asks the database nothing.
     *
     * @return the answers
     * @throws IllegalArgumentException if something is to be sealed and nothing is there that could
     */
    public FlowAnswers build() {
        boolean seals = !seal.isEmpty()
                || flows.values().stream()
                        .anyMatch(rules -> !rules.seal().orElse(Set.of()).isEmpty());
        if (seals && keyEncryption.isEmpty()) {
            throw new IllegalArgumentException("Fields cannot be sealed without a key: add keyEncryption.");
        }
        return new FlowAnswers(this);
    }
}
