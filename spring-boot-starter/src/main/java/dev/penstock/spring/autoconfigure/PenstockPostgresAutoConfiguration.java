package dev.penstock.spring.autoconfigure;

import dev.penstock.postgres.PostgresReplayGuard;
import dev.penstock.postgres.PostgresSchema;
import dev.penstock.postgres.PostgresWebhookQueue;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.spring.PenstockProperties;
import dev.penstock.webhook.queue.WebhookQueue;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;

/** Keeps answers and events in the application's PostgreSQL, where the properties ask for it. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass(PostgresReplayGuard.class)
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(PenstockProperties.class)
public class PenstockPostgresAutoConfiguration {

    /** For Spring. */
    public PenstockPostgresAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization // or the migrations of the application would find tables that are not theirs
    @ConditionalOnProperty(prefix = "penstock.guard", name = "kind", havingValue = "postgres")
    ReplayGuard penstockPostgresReplayGuard(PenstockProperties properties, DataSource dataSource) {
        install(properties, dataSource);
        return PostgresReplayGuard.of(dataSource).withKeep(properties.guard().keep());
    }

    @Bean
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization // or the migrations of the application would find tables that are not theirs
    @ConditionalOnProperty(prefix = "penstock.webhooks", name = "queue", havingValue = "postgres")
    WebhookQueue penstockPostgresWebhookQueue(PenstockProperties properties, DataSource dataSource) {
        install(properties, dataSource);
        return PostgresWebhookQueue.of(dataSource);
    }

    private static void install(PenstockProperties properties, DataSource dataSource) {
        if (properties.guard().createTables()) {
            PostgresSchema.install(dataSource);
        }
    }
}
