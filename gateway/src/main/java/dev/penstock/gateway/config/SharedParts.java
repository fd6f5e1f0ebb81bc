package dev.penstock.gateway.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.gateway.GatewayBuilder;
import dev.penstock.gateway.alert.AlertNotifier;
import dev.penstock.gateway.event.EventOutbox;
import dev.penstock.graph.AccessToken;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphClientBuilder;
import dev.penstock.graph.RetryPolicy;
import dev.penstock.graph.keys.BusinessKeys;
import dev.penstock.graph.messages.Messages;
import dev.penstock.graph.summary.CompletionSummary;
import dev.penstock.graph.summary.SummaryTemplate;
import dev.penstock.postgres.FlowAnswers;
import dev.penstock.postgres.FlowFunnel;
import dev.penstock.postgres.LocalKeyEncryption;
import dev.penstock.postgres.PostgresSchema;
import dev.penstock.postgres.PostgresStoreException;
import dev.penstock.postgres.PostgresWebhookQueue;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.server.ServerStartException;
import dev.penstock.trust.FlowTokens;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import dev.penstock.webhook.queue.MemoryWebhookQueue;
import dev.penstock.webhook.queue.WebhookQueue;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a gateway has beside its endpoints: guards, the database of its replicas, answers that are kept, the outbox of
 * events, webhooks. Each is closed with the gateway, and if the start fails.
 */
final class SharedParts {

    private static final long CONNECTION_TIMEOUT_MILLIS = 1_000;

    /** At the start nobody waits for an answer yet, and a new process on a busy machine takes longer. */
    private static final long FIRST_CONNECTION_MILLIS = 5_000;

    private static final Duration META_CONNECT = Duration.ofSeconds(3);
    private static final Duration META_CALL = Duration.ofSeconds(8);

    private final GatewaySettings settings;
    private final GatewayBuilder builder;
    private final Optional<HikariDataSource> database;
    private final ReplayGuard submissions;

    private SharedParts(GatewaySettings settings, GatewayBuilder builder) {
        this.settings = settings;
        this.builder = builder;
        this.database = settings.database().map(SharedParts::open);
        database.ifPresent(builder::closeAfter);
        var guards = SharedGuards.open(settings, builder, database);
        this.submissions = guards.submissions();
        builder.replayGuard(guards.requests()).submissionGuard(submissions);
    }

    /** Adds all of them to a gateway that is being built. */
    static void addTo(GatewayBuilder builder, GatewaySettings settings) {
        new SharedParts(settings, builder).addEventsAndWebhooks();
    }

    private static HikariDataSource open(GatewaySettings.Database settings) {
        var config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        settings.user().ifPresent(config::setUsername);
        settings.password().map(SecretText::reveal).ifPresent(config::setPassword);
        config.setMaximumPoolSize(settings.pool());
        config.setConnectionTimeout(FIRST_CONNECTION_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setPoolName("penstock");
        var pool = new HikariDataSource(config);
        try {
            PostgresSchema.install(pool);
            pool.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
            return pool;
        } catch (PostgresStoreException away) {
            pool.close();
            throw new ServerStartException(
                    "The database that replicas share cannot be used: %s Check database in the configuration."
                            .formatted(away.getMessage()),
                    away);
        }
    }

    private void addEventsAndWebhooks() {
        var notifier = settings.alerts().flatMap(this::notifier);
        notifier.ifPresent(builder::closeAfter);
        var outbox = settings.events().map(this::outbox);
        outbox.ifPresent(each -> builder.closeAfter(each).listeners(each::listener));
        var funnel = settings.funnel().map(keep -> FlowFunnel.start(database.orElseThrow(), keep));
        funnel.ifPresent(each -> builder.closeAfter(each).funnel(each));
        settings.media().ifPresent(each -> MediaBinder.open(each, builder));
        settings.metaKeys().ifPresent(this::lookAtKeys);
        settings.webhooks().ifPresent(each -> {
            var answers = settings.answers().map(kept -> answers(kept, each));
            answers.ifPresent(kept -> builder.closeAfter(kept.forgetEveryHour()));
            var webhooks = webhooks(each, answers, funnel, outbox, notifier);
            builder.closeAfter(webhooks).webhooks(each.path(), webhooks);
        });
    }

    private void lookAtKeys(GatewaySettings.MetaKeys settings) {
        // What fails is asked again at the next look, and nobody waits for it who stops the gateway.
        var client = client(settings.accessToken(), settings.graphUrl())
                .timeouts(META_CONNECT, META_CALL)
                .retryPolicy(RetryPolicy.never())
                .build();
        builder.closeAfter(client);
        var keys = BusinessKeys.of(client);
        settings.phoneNumberIds().forEach(number -> builder.keyAtMeta(number, () -> keys.read(number)));
    }

    private static GraphClientBuilder client(SecretText accessToken, Optional<URI> graphUrl) {
        var client = GraphClient.builder(AccessToken.of(accessToken.reveal()));
        graphUrl.ifPresent(client::baseUrl);
        return client;
    }

    private EventOutbox outbox(GatewaySettings.Events events) {
        var outbox = EventOutbox.builder();
        new TreeMap<>(events.destinations()).forEach((name, destination) -> {
            var opened = EventsBinder.open(name, destination);
            var queue = queue(name, events.isDurable());
            outbox.destination(
                    opened,
                    destination.filter(),
                    builder.metrics().map(each -> each.counted(name, queue)).orElse(queue));
        });
        return outbox.start();
    }

    private FlowAnswers answers(GatewaySettings.Answers kept, GatewaySettings.Webhooks webhooks) {
        var answers = FlowAnswers.builder(database.orElseThrow())
                .keep(kept.keep())
                .seal(kept.seal())
                .flowTokens(FlowTokens.of(webhooks.appSecrets()));
        kept.keyEncryptionKey()
                .ifPresent(key -> answers.keyEncryption(LocalKeyEncryption.of(
                        key.reveal(),
                        kept.previousKeyEncryptionKeys().stream()
                                .map(SecretText::reveal)
                                .toList())));
        kept.flows().forEach(answers::flow);
        return answers.build();
    }

    private WebhookQueue queue(String destination, boolean isDurable) {
        return isDurable
                ? PostgresWebhookQueue.named(database.orElseThrow(), EventOutbox.queueName(destination))
                : MemoryWebhookQueue.create();
    }

    private Optional<AlertNotifier> notifier(GatewaySettings.Alerts alerts) {
        return builder.metrics().map(metrics -> {
            var notifier = AlertNotifier.builder(metrics)
                    .repeat(alerts.repeat())
                    .instance("%s:%d"
                            .formatted(
                                    settings.server().host(), settings.server().port()));
            alerts.to().forEach(to -> notifier.receiver(AlertsBinder.open(to), to.least()));
            return notifier.start();
        });
    }

    private WebhookEndpoint webhooks(
            GatewaySettings.Webhooks webhooks,
            Optional<FlowAnswers> answers,
            Optional<FlowFunnel> funnel,
            Optional<EventOutbox> outbox,
            Optional<AlertNotifier> notifier) {
        var handlers = answers.map(FlowAnswers::handlers)
                .orElseGet(WebhookHandlers::none)
                .andThen(funnel.map(FlowFunnel::handlers).orElseGet(WebhookHandlers::none))
                .andThen(outbox.map(each -> each.handlers(Optional.empty())).orElseGet(WebhookHandlers::none));
        if (notifier.isPresent()) {
            handlers = handlers.onAlert(notifier.get()::heard);
        }
        if (webhooks.summary().isPresent()) {
            handlers = handlers.onCompletion(summary(webhooks.summary().get()));
        }
        var endpoint = WebhookEndpoint.builder(
                webhooks.appSecrets(), VerifyToken.of(webhooks.verifyToken().reveal()), handlers);
        var queue = database.<WebhookQueue>map(PostgresWebhookQueue::of).orElseGet(MemoryWebhookQueue::create);
        return endpoint.queue(builder.metrics().map(each -> each.counted(queue)).orElse(queue))
                .build();
    }

    private CompletionSummary summary(GatewaySettings.Summary summary) {
        var templates = summary.texts().stream().map(SummaryTemplate::of).toList();
        return CompletionSummary.of(
                Messages.of(client(summary.accessToken(), summary.graphUrl()).build()),
                completion -> templates.stream()
                        .filter(text -> text.missing(completion.response()).isEmpty())
                        .findFirst(),
                submissions);
    }
}
