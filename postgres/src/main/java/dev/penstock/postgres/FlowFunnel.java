package dev.penstock.postgres;

import dev.penstock.Completion;
import dev.penstock.FlowFilter;
import dev.penstock.FlowResponse;
import dev.penstock.FlowToken;
import dev.penstock.InvalidFlowToken;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.postgres.internal.FunnelTable;
import dev.penstock.postgres.internal.FunnelTable.Step;
import dev.penstock.postgres.internal.FunnelWriter;
import dev.penstock.webhook.WebhookHandlers;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.MessageStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * How far people get in Flows, exactly, on PostgreSQL 12 or later; {@link PostgresSchema#install} makes the tables.
 *
 * <p>A filter of the Flow notes each request that a handler answered: the hash of the flow token, the screen, what was
 * answered, and when. No request waits for that: steps go through a queue of {@value #MAX_WAITING} in memory, from
 * which one thread writes many at once. When the database is away and the queue is full, steps are dropped and counted,
 * see {@link #dropped}. Steps are forgotten after a while.
 *
 * <p>An endpoint sees the screens with which it answers and those from which it is asked. What happens on a phone
 * without the endpoint, such as {@code navigate} from one screen to the next, it does not see.
 *
 * <p>Thread-safe. {@link #close} writes what still waits, if the database takes it.
 */
public final class FlowFunnel implements AutoCloseable {

    /** How long steps are kept unless said otherwise: 90 days. */
    public static final Duration DEFAULT_KEEP = Duration.ofDays(90);

    /** How many steps may wait to be written: {@value}, about 3 MB. */
    public static final int MAX_WAITING = 10_000;

    private static final Pattern SCREEN = Pattern.compile("[A-Za-z_0-9]{1,100}");

    private final FunnelTable table;
    private final FunnelWriter writer;
    private final InstantSource clock;

    private FlowFunnel(FunnelTable table, FunnelWriter writer, InstantSource clock) {
        this.table = table;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Begins to write steps that are given to it.
     *
     * @param dataSource the database
     * @param keep how long steps are kept, from an hour to 3,650 days
     * @return the funnel, to be closed
     */
    public static FlowFunnel start(DataSource dataSource, Duration keep) {
        return start(dataSource, keep, InstantSource.system());
    }

    static FlowFunnel start(DataSource dataSource, Duration keep, InstantSource clock) {
        var table = new FunnelTable(Objects.requireNonNull(dataSource, "dataSource"));
        var writer = new FunnelWriter(table, FlowAnswerRules.inRange(keep), MAX_WAITING);
        writer.start();
        return new FlowFunnel(table, writer, clock);
    }

    /**
     * Returns a filter that notes what handlers answer. Give it to the Flow as the first, so that it sees what the
     * others make of an answer.
     *
     * @param flow the name of the Flow
     * @param version which version of the Flow JSON it is, in words of your own; funnels of two versions can be
     *     compared
     * @return the filter
     */
    public FlowFilter filter(String flow, String version) {
        requireName(flow, version);
        return (request, next) -> {
            FlowResponse response;
            try {
                response = next.handle(request);
            } catch (Exception | Error failed) {
                note(flow, version, request, FunnelTable.FAILURE, "");
                throw failed;
            }
            switch (response) {
                case NextScreen screen ->
                    note(
                            flow,
                            version,
                            request,
                            screen.data().has(NextScreen.ERROR_MESSAGE) ? FunnelTable.ERROR : FunnelTable.SCREEN,
                            screen.screen());
                case Completion completion -> note(flow, version, request, FunnelTable.COMPLETION, "");
                case InvalidFlowToken invalid -> note(flow, version, request, FunnelTable.FAILURE, "");
            }
            return response;
        };
    }

    private static void requireName(String flow, String version) {
        if (flow.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("A Flow has a name, and its Flow JSON a version.");
        }
    }

    private void note(String flow, String version, ScreenRequest request, String form, String answered) {
        writer.offer(new Step(
                clock.instant(),
                flow,
                version,
                session(request.flowToken()),
                request.action().name().toLowerCase(Locale.ROOT),
                screen(request.screen()),
                form,
                screen(answered)));
    }

    /** What is no id of a screen comes from nobody's Flow JSON, and is not kept. */
    private static String screen(String id) {
        return SCREEN.matcher(id).matches() ? id : "";
    }

    private static Optional<byte[]> session(FlowToken token) {
        return token.isPresent() ? Optional.of(FunnelTable.session(token.value())) : Optional.empty();
    }

    /**
     * Notes that a message was sent that opens a Flow: Meta's statuses do not say what a message was, so without this
     * the funnel begins with people who open the Flow.
     *
     * @param flow the name of the Flow
     * @param version which version of the Flow JSON it is
     * @param messageId the id that Meta gave the message
     * @throws PostgresStoreException if the database does not take it
     */
    public void sent(String flow, String version, String messageId) {
        requireName(flow, version);
        call("A sent message could not be noted.", () -> table.sent(flow, version, messageId));
    }

    /**
     * Does what {@link #sent(String, String, String)} does, for a program that only sends.
     *
     * @param dataSource the database
     * @param flow the name of the Flow, with {@code TENANT/} before it if it is a tenant's
     * @param version which version of the Flow JSON it is
     * @param messageId the id that Meta gave the message
     * @throws PostgresStoreException if the database does not take it
     */
    public static void sent(DataSource dataSource, String flow, String version, String messageId) {
        requireName(flow, version);
        var table = new FunnelTable(Objects.requireNonNull(dataSource, "dataSource"));
        call("A sent message could not be noted.", () -> table.sent(flow, version, messageId));
    }

    /** {@return handlers for a webhook that note what becomes of messages, and completions; add others to them} */
    public WebhookHandlers handlers() {
        return WebhookHandlers.none().onMessageStatus(this::noteStatus).onCompletion(this::noteCompletion);
    }

    void noteStatus(MessageStatus status) {
        var time = status.time().orElseGet(clock::instant);
        call("What became of a message could not be noted.", () -> switch (status.status()) {
            case "delivered" -> table.delivered(status.messageId(), time);
            case "read" -> table.read(status.messageId(), time);
            default -> 0;
        });
    }

    void noteCompletion(FlowCompletion completion) {
        var time = completion.time().orElseGet(clock::instant);
        completion
                .flowToken()
                .ifPresent(token -> call(
                        "A completion could not be noted.", () -> table.completed(FunnelTable.session(token), time)));
    }

    /** {@return how many steps were not written since the start, since the database was away for too long} */
    public long dropped() {
        return writer.dropped();
    }

    /**
     * Reads how far people got.
     *
     * @param dataSource the database
     * @param flow the name of the Flow
     * @param since only what happened then or later
     * @return a report for each version of its Flow JSON, the one that was used last first; none if nothing is known
     * @throws PostgresStoreException if the database cannot be asked
     */
    public static List<FunnelReport> reports(DataSource dataSource, String flow, Instant since) {
        var table = new FunnelTable(Objects.requireNonNull(dataSource, "dataSource"));
        return call("The funnel could not be read.", () -> table.reports(flow, since));
    }

    @Override
    public void close() {
        writer.close();
    }

    @Override
    public String toString() {
        return "FlowFunnel[dropped %d]".formatted(dropped());
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
