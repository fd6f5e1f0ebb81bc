package dev.penstock.gateway.config;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.gateway.GatewayBuilder;
import dev.penstock.gateway.event.EventOutbox;
import dev.penstock.graph.AccessToken;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.messages.Messages;
import dev.penstock.graph.summary.CompletionSummary;
import dev.penstock.graph.summary.SummaryTemplate;
import dev.penstock.postgres.PostgresSchema;
import dev.penstock.postgres.PostgresStoreException;
import dev.penstock.postgres.PostgresWebhookQueue;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.server.ServerStartException;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a gateway has beside its endpoints: guards, the database of its replicas, the outbox of events, webhooks. Each
 * is closed with the gateway, and if the start fails.
 */
final class SharedParts {

    private static final long CONNECTION_TIMEOUT_MILLIS = 1_000;

    /** At the start nobody waits for an answer yet, and a new process on a busy machine takes longer. */
    private static final long FIRST_CONNECTION_MILLIS = 5_000;

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
        var outbox = settings.events().map(this::outbox);
        outbox.ifPresent(each -> builder.closeAfter(each).listeners(each::listener));
        settings.webhooks().ifPresent(each -> {
            var webhooks = webhooks(each, outbox);
            builder.closeAfter(webhooks).webhooks(each.path(), webhooks);
        });
    }

    private EventOutbox outbox(GatewaySettings.Events events) {
        var outbox = EventOutbox.builder();
        new TreeMap<>(events.destinations()).forEach((name, destination) -> {
            var opened = EventsBinder.open(name, destination);
            if (events.isDurable()) {
                outbox.destination(
                        opened,
                        destination.filter(),
                        PostgresWebhookQueue.named(database.orElseThrow(), EventOutbox.queueName(name)));
            } else {
                outbox.destination(opened, destination.filter());
            }
        });
        return outbox.start();
    }

    private WebhookEndpoint webhooks(GatewaySettings.Webhooks webhooks, Optional<EventOutbox> outbox) {
        var handlers = outbox.map(each -> each.handlers(Optional.empty())).orElseGet(WebhookHandlers::none);
        if (webhooks.summary().isPresent()) {
            handlers = handlers.onCompletion(summary(webhooks.summary().get()));
        }
        var endpoint = WebhookEndpoint.builder(
                webhooks.appSecrets(), VerifyToken.of(webhooks.verifyToken().reveal()), handlers);
        database.ifPresent(pool -> endpoint.queue(PostgresWebhookQueue.of(pool)));
        return endpoint.build();
    }

    private CompletionSummary summary(GatewaySettings.Summary summary) {
        var client = GraphClient.builder(AccessToken.of(summary.accessToken().reveal()));
        summary.graphUrl().ifPresent(client::baseUrl);
        var templates = summary.texts().stream().map(SummaryTemplate::of).toList();
        return CompletionSummary.of(
                Messages.of(client.build()),
                completion -> templates.stream()
                        .filter(text -> text.missing(completion.response()).isEmpty())
                        .findFirst(),
                submissions);
    }
}
