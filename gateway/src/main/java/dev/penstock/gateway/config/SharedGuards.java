package dev.penstock.gateway.config;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.gateway.GatewayBuilder;
import dev.penstock.gateway.config.GatewaySettings.Memory;
import dev.penstock.gateway.internal.http.ClientTls;
import dev.penstock.postgres.PostgresReplayGuard;
import dev.penstock.redis.RedisConnections;
import dev.penstock.redis.RedisReplayGuard;
import dev.penstock.redis.UnfitRedisException;
import dev.penstock.replay.InMemoryReplayGuard;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.server.ServerStartException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The guards of requests and submissions. Where both are recognised in one place, that is one guard: it is asked once.
 *
 * @param requests recognises the same request
 * @param submissions recognises a second tap
 */
record SharedGuards(ReplayGuard requests, ReplayGuard submissions) {

    /** Opens what is needed; what has to be closed is closed with the gateway. */
    static SharedGuards open(GatewaySettings settings, GatewayBuilder builder, Optional<HikariDataSource> database) {
        var replay = settings.replay();
        Map<Memory, ReplayGuard> guards = new EnumMap<>(Memory.class);
        var requests =
                guards.computeIfAbsent(replay.requests(), each -> guard(each, true, settings, builder, database));
        var submissions =
                guards.computeIfAbsent(replay.submissions(), each -> guard(each, false, settings, builder, database));
        return new SharedGuards(requests, submissions);
    }

    private static ReplayGuard guard(
            Memory memory,
            boolean isForRequests,
            GatewaySettings settings,
            GatewayBuilder builder,
            Optional<HikariDataSource> database) {
        var replay = settings.replay();
        return switch (memory) {
            case MEMORY ->
                InMemoryReplayGuard.builder()
                        .keep(replay.keep())
                        .maxBytes(replay.memoryBytes())
                        .build();
            case POSTGRES -> PostgresReplayGuard.of(database.orElseThrow()).withKeep(replay.keep());
            case REDIS ->
                redis(settings.redis().orElseThrow(), isForRequests, builder).withKeep(replay.keep());
        };
    }

    private static RedisReplayGuard redis(
            GatewaySettings.Redis settings, boolean isForRequests, GatewayBuilder builder) {
        try {
            var connections = connect(settings);
            try {
                var guard = isForRequests
                        ? RedisReplayGuard.forRequests(connections)
                        : RedisReplayGuard.forSubmissions(connections);
                builder.closeAfter(connections);
                return guard;
            } catch (UnfitRedisException unfit) {
                connections.close();
                throw unfit;
            }
        } catch (UnfitRedisException unfit) {
            throw new ServerStartException("%s It is redis in the configuration.".formatted(unfit.getMessage()), unfit);
        }
    }

    private static RedisConnections connect(GatewaySettings.Redis settings) {
        var connections = RedisConnections.builder(settings.url())
                .replicas(settings.replicas())
                .connections(settings.connections());
        settings.user().ifPresent(connections::user);
        settings.password().map(SecretText::reveal).ifPresent(connections::password);
        settings.certificateAuthorities()
                .map(Optional::of)
                .map(authorities -> ClientTls.context(authorities, Optional.empty()))
                .ifPresent(connections::tls);
        return connections.open();
    }
}
