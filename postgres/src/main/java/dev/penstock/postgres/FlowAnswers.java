package dev.penstock.postgres;

import dev.penstock.json.StrictJson;
import dev.penstock.postgres.internal.AnswerSealing;
import dev.penstock.postgres.internal.CompletionTable;
import dev.penstock.postgres.internal.StorableJson;
import dev.penstock.trust.FlowTokens;
import dev.penstock.webhook.WebhookHandlers;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.Person;
import dev.penstock.webhook.event.UserChange;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people sent by completing Flows, one row for each completion in the table {@code penstock_completion}, on
 * PostgreSQL 12 or later. {@link PostgresSchema#install} makes the table. {@code penstock answers} lists, exports and
 * erases what is in it.
 *
 * <p>The same message is kept once, however often it is delivered. Which Flow it belongs to is told by the flow token,
 * if {@link FlowTokens} issued it, else by the id of the Flow where the phone tells one. An answer of which neither
 * tells it is kept without, for the time that holds for all, and what any Flow seals is sealed.
 *
 * <p>A flow token that was verified is not kept, here or in the raw message: sessions are sealed under it. Another one
 * is the field {@code flow_token}, since it is what ties the answer to the message that was sent; it can be sealed as
 * any field.
 *
 * <p>Thread-safe. Closing is not needed, except for what {@link #forgetEveryHour} returns.
 */
public final class FlowAnswers {

    /** How often is looked for what was kept for long enough: every hour. */
    public static final Duration FORGETTING = Duration.ofHours(1);

    private static final String FLOW_TOKEN = "flow_token";
    private static final int PAGE = 100;
    private static final int BATCH = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(FlowAnswers.class);

    private final CompletionTable table;
    private final AnswerSealing sealing;
    private final Map<String, FlowAnswerRules> flows;
    private final Duration keep;
    private final Set<String> seal;
    private final Optional<FlowTokens> flowTokens;

    FlowAnswers(FlowAnswersBuilder builder) {
        this.table = new CompletionTable(builder.dataSource);
        this.sealing = new AnswerSealing(builder.keyEncryption);
        this.flows = Map.copyOf(builder.flows);
        this.keep = builder.keep;
        this.seal = builder.seal;
        this.flowTokens = builder.flowTokens;
    }

    /**
     * Begins to build it.
     *
     * @param dataSource the database
     * @return a builder
     */
    public static FlowAnswersBuilder builder(DataSource dataSource) {
        return new FlowAnswersBuilder(dataSource);
    }

    /** {@return handlers for a webhook that keep completions, and follow people to new numbers; add others to them} */
    public WebhookHandlers handlers() {
        return WebhookHandlers.none().onCompletion(this::keep).onUserChange(this::follow);
    }

    /**
     * Keeps a completion. Does nothing if it is kept already.
     *
     * @param completion the completion
     * @throws PostgresStoreException if the database does not take it; in a handler of webhooks it comes again then
     */
    public void keep(FlowCompletion completion) {
        // An expired one was issued by us all the same: people take their time.
        var token = completion.flowToken().flatMap(text -> flowTokens.flatMap(tokens -> tokens.issuedFor(text)));
        var flowId = completion.flowId().map(StorableJson::text);
        var flow = token.map(FlowTokens.Issued::flow)
                .map(StorableJson::text)
                .or(() -> flowId.flatMap(this::named))
                .orElse("");
        var fields = StorableJson.of(completion.response());
        var raw = StorableJson.of(completion.raw());
        if (token.isPresent()) {
            fields.remove(FLOW_TOKEN);
            removeToken(raw);
        }
        var id = CompletionTable.id(completion.messageId());
        var head = new CompletionTable.Head(
                StorableJson.text(completion.messageId()),
                completion.time(),
                flow,
                flowId,
                token.map(FlowTokens.Issued::subject).map(StorableJson::text),
                storable(completion.person()),
                completion.accountId().map(StorableJson::text),
                completion.phoneNumberId().map(StorableJson::text));
        call("An answer could not be kept.", () -> table.put(id, head, sealing.seal(id, fields, raw, sealed(flow))));
    }

    private Optional<String> named(String flowId) {
        return flows.values().stream()
                .filter(rules -> rules.flowIds().contains(flowId))
                .map(FlowAnswerRules::flow)
                .findFirst();
    }

    private Set<String> sealed(String flow) {
        if (!flow.isEmpty()) {
            return Optional.ofNullable(flows.get(flow))
                    .flatMap(FlowAnswerRules::seal)
                    .orElse(seal);
        }
        var all = new HashSet<>(seal);
        flows.values().forEach(rules -> rules.seal().ifPresent(all::addAll));
        return all;
    }

    /** From the JSON in the JSON that Meta delivered. */
    private static void removeToken(Map<String, Object> message) {
        object(message, "interactive")
                .flatMap(interactive -> object(interactive, "nfm_reply"))
                .ifPresent(reply -> {
                    switch (reply.get("response_json")) {
                        case String text -> {
                            var response = new LinkedHashMap<>(StrictJson.readObject(text));
                            response.remove(FLOW_TOKEN);
                            reply.put(
                                    "response_json",
                                    new String(StrictJson.write(StorableJson.of(response)), StandardCharsets.UTF_8));
                        }
                        case Map<?, ?> response -> response.remove(FLOW_TOKEN);
                        case null, default -> {}
                    }
                });
    }

    @SuppressWarnings("unchecked") // a copy of ours, whose maps have text keys
    private static Optional<Map<String, Object>> object(Map<String, Object> in, String name) {
        return in.get(name) instanceof Map<?, ?> map ? Optional.of((Map<String, Object>) map) : Optional.empty();
    }

    private static Person storable(Person person) {
        return new Person(
                person.phoneNumber().map(StorableJson::text),
                person.userId().map(StorableJson::text),
                person.parentUserId().map(StorableJson::text),
                Optional.empty());
    }

    /**
     * Gives the answers of a person to the new number or user id.
     *
     * @param change who it was and who it is
     * @throws PostgresStoreException if the database cannot be asked
     */
    public void follow(UserChange change) {
        call(
                "Answers of a person could not be followed to a new number or id.",
                () -> table.follow(storable(change.previous()), storable(change.current()), change.time()));
    }

    /**
     * Hands over answers in the order in which they were kept, a hundred at a time in memory. What is kept meanwhile is
     * not among them. No connection is held while they are handed over.
     *
     * @param selection which
     * @param action what is done with each
     * @throws PostgresStoreException if the database cannot be asked
     * @throws KeyEncryptionException if something is sealed under a key that is not among those that were given
     */
    public void forEach(FlowAnswerSelection selection, Consumer<SentAnswer> action) {
        Objects.requireNonNull(action, "action");
        long last = call("Answers could not be read.", table::last);
        long after = 0;
        for (int size = PAGE; size == PAGE; ) {
            long from = after;
            var page = call("Answers could not be read.", () -> table.page(selection, sealing, from, last, PAGE));
            page.forEach(placed -> action.accept(placed.answer()));
            size = page.size();
            after = page.isEmpty() ? after : page.getLast().place();
        }
    }

    /**
     * Lists the names of the fields of answers, sealed ones too.
     *
     * @param selection of which answers
     * @param most how many at most, from 1
     * @return their names, those that most answers have first
     * @throws IllegalArgumentException if it would be none
     * @throws PostgresStoreException if the database cannot be asked
     */
    public List<String> fieldNames(FlowAnswerSelection selection, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("%d fields would be listed: it must be 1 at least.".formatted(most));
        }
        return call(
                "The fields of answers could not be listed.",
                () -> List.copyOf(table.names(selection, table.last(), most)));
    }

    /**
     * Counts answers.
     *
     * @param selection which
     * @return how many there are
     * @throws PostgresStoreException if the database cannot be asked
     */
    public long count(FlowAnswerSelection selection) {
        return call("Answers could not be counted.", () -> table.count(selection));
    }

    /**
     * Erases answers, with all that is sealed of them.
     *
     * @param selection which
     * @return how many there were
     * @throws PostgresStoreException if the database cannot be asked; then all are still there
     */
    public int erase(FlowAnswerSelection selection) {
        return call("Answers could not be erased.", () -> table.erase(selection));
    }

    /**
     * Forgets what was kept for long enough, now. The time is that of the Flow as it is said now, not as it was said
     * when an answer was kept.
     *
     * @return how many answers
     * @throws PostgresStoreException if the database cannot be asked
     */
    public int forget() {
        return call("Old answers could not be forgotten.", () -> {
            int all = 0;
            var own = new HashSet<String>();
            for (var rules : flows.values()) {
                if (rules.keep().isPresent()) {
                    own.add(rules.flow());
                    all += inBatches(
                            most -> table.forget(rules.flow(), rules.keep().get(), most));
                }
            }
            return all + inBatches(most -> table.forgetOthers(own, keep, most));
        });
    }

    /** Each batch takes a fraction of a second, however many rows there are in all. */
    private static int inBatches(Batch work) throws SQLException {
        int all = 0;
        for (int some = BATCH; some == BATCH; all += some) {
            some = work.upTo(BATCH);
        }
        return all;
    }

    /**
     * Forgets what was kept for long enough, at once and then {@linkplain #FORGETTING every hour}, on a thread of its
     * own. Any replica may, and all of them too.
     *
     * @return closed to end it
     */
    public Forgetting forgetEveryHour() {
        // No interrupt, which would close the socket of a statement that is under way.
        var closed = new CountDownLatch(1);
        Thread.ofVirtual().name("penstock-answers").start(() -> {
            try {
                do {
                    forgetOrTell();
                } while (!closed.await(FORGETTING.toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException nobody) {
                Thread.currentThread().interrupt();
            }
        });
        return closed::countDown;
    }

    /** Goes on until it is closed. */
    @FunctionalInterface
    public interface Forgetting extends AutoCloseable {

        @Override
        void close();
    }

    private void forgetOrTell() {
        try {
            int gone = forget();
            if (gone > 0) {
                LOG.info("{} answers were kept for long enough and are forgotten.", gone);
            }
        } catch (PostgresStoreException away) {
            LOG.warn("{} The next try is in {}.", away.getMessage(), FORGETTING);
        } catch (RuntimeException poolClosed) {
            LOG.warn(
                    "Old answers could not be forgotten ({}).",
                    poolClosed.getClass().getName());
        }
    }

    @Override
    public String toString() {
        return "FlowAnswers[keep %s, %d Flows]".formatted(keep, flows.size());
    }

    private interface Batch {

        int upTo(int most) throws SQLException;
    }

    private interface Work<T> {

        T run() throws SQLException;
    }

    private static <T> T call(String problem, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException failed) {
            throw new PostgresStoreException(problem, failed);
        }
    }
}
