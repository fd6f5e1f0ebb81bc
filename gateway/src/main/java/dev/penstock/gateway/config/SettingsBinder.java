package dev.penstock.gateway.config;

import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.gateway.config.GatewaySettings.Memory;
import dev.penstock.postgres.FlowFunnel;
import dev.penstock.redis.RedisConnections;
import dev.penstock.server.ServerLimits;
import dev.penstock.server.ServerStartException;
import dev.penstock.server.TlsFiles;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes settings of the whole file. */
record SettingsBinder(Source source) {

    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_ADMIN_PORT = 8081;
    private static final int MAX_PORT = 65_535;

    Optional<GatewaySettings> bind(Section root) {
        if (!root.has("endpoints") && !root.has("tenants")) {
            source.mistakes.add(root.where(), "There is nothing to serve: add endpoints, or tenants.");
        }
        var endpoints = endpoints(root);
        var server = server(root.section("server"));
        var database = root.section("database").flatMap(SettingsBinder::database);
        var redis = root.section("redis").flatMap(this::redis);
        var events =
                root.section("events").map(section -> new EventsBinder(source).events(section, root.has("database")));
        var webhooks = root.section("webhooks")
                .flatMap(section ->
                        new WebhooksBinder(source).webhooks(section, endpoints.keySet(), root.has("tenants")));
        var answers = root.section("answers")
                .map(section -> new AnswersBinder(source).answers(section, root.has("database"), root.has("webhooks")));
        var metaKeys = root.section("meta-keys")
                .flatMap(section -> new MetaKeysBinder(source).keys(section, root.has("admin")));
        var funnel = root.section("funnel").map(section -> funnel(section, root.has("database")));
        var taken = new TreeSet<>(endpoints.keySet());
        webhooks.ifPresent(each -> taken.add(each.path()));
        var media = root.section("media")
                .flatMap(section -> new MediaBinder(source)
                        .media(section, server.map(GatewaySettings.Server::host).orElse(DEFAULT_HOST), taken));
        return server.map(each -> new GatewaySettings(
                each,
                root.section("admin").map(section -> admin(section, server)),
                replay(root),
                endpoints,
                root.section("tenants").flatMap(this::tenants),
                database,
                redis,
                events,
                webhooks,
                answers,
                root.section("alerts").map(section -> new AlertsBinder(source).alerts(section, root.has("admin"))),
                funnel,
                media,
                metaKeys,
                source.files));
    }

    private Duration funnel(Section section, boolean hasDatabase) {
        if (!hasDatabase) {
            source.mistakes.add(section.where(), "The funnel is kept in PostgreSQL: add database.");
        }
        return section.time("keep").orElse(FlowFunnel.DEFAULT_KEEP);
    }

    private Map<String, GatewayEndpoint> endpoints(Section root) {
        var binder = new EndpointBinder(source, new FlowJsonCache());
        var endpoints = new LinkedHashMap<String, GatewayEndpoint>();
        var paths = new HashMap<String, Where>();
        for (var section : root.sections("endpoints")) {
            var path = section.text("path").orElse("");
            var first = path.isEmpty() ? null : paths.putIfAbsent(path, section.whereIs("path"));
            if (first != null) {
                source.mistakes.add(
                        section.whereIs("path"),
                        "Two endpoints have the path %s, the first in line %d.".formatted(path, first.line()));
            }
            if (EndpointBinder.opensMedia(section) && !root.has("media")) {
                var where = section.section("backend").map(each -> each.whereIs("media"));
                source.mistakes.add(
                        where.orElse(section.where()),
                        "To open files the gateway must know where links lead: add media.");
            }
            var owner = binder.business(section);
            var flow = flow(section, path);
            binder.endpoint(flow, section, root.section("defaults"), owner)
                    .ifPresent(endpoint -> endpoints.putIfAbsent(path, endpoint));
        }
        return endpoints;
    }

    private String flow(Section section, String path) {
        return section.text("flow").filter(text -> !text.isEmpty()).orElseGet(() -> {
            var last = path.substring(path.lastIndexOf('/') + 1);
            if (!path.isEmpty() && !section.has("flow") && !last.matches("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?")) {
                source.mistakes.add(
                        section.whereIs("path"),
                        "The last part of the path cannot be the name of a Flow, which is lower-case letters, digits"
                                + " and hyphens: add flow: NAME.");
                return "flow";
            }
            return last.isEmpty() ? "flow" : last;
        });
    }

    private Optional<GatewaySettings.Server> server(Optional<Section> section) {
        var tls = section.flatMap(each -> each.section("tls"));
        var files = tls.flatMap(each -> each.path("certificate-file")
                .flatMap(chain -> each.path("private-key-file").map(key -> new TlsFiles(chain, key))));
        files.ifPresent(pair -> check(pair, tls.map(each -> each.whereIs("certificate-file"))));
        return Optional.of(new GatewaySettings.Server(
                section.flatMap(each -> each.text("host"))
                        .filter(each -> !each.isEmpty())
                        .orElse(DEFAULT_HOST),
                section.flatMap(each -> each.whole("port")).orElse(DEFAULT_PORT),
                files,
                limits(
                        section.flatMap(each -> each.section("limits")),
                        section.flatMap(each -> each.section("shutdown")))));
    }

    private void check(TlsFiles files, Optional<Where> where) {
        try {
            files.check();
        } catch (ServerStartException unusable) {
            where.ifPresent(each -> source.mistakes.add(each, String.valueOf(unusable.getMessage())));
        }
    }

    private static ServerLimits limits(Optional<Section> given, Optional<Section> shutdown) {
        var limits = ServerLimits.defaults();
        int cores = Runtime.getRuntime().availableProcessors();
        int body =
                given.flatMap(each -> each.size("body")).map(Math::toIntExact).orElse(limits.maxBodyBytes());
        return limits.withMaxBodyBytes(body)
                .withMaxConcurrentRequests(
                        given.flatMap(each -> each.whole("concurrent-requests")).orElse(limits.maxConcurrentRequests()))
                .withMaxWaitingRequests(given.flatMap(each -> each.whole("waiting-requests-per-core"))
                        .map(perCore -> Math.multiplyExact(perCore, cores))
                        .orElse(limits.maxWaitingRequests()))
                .withMaxConnections(
                        given.flatMap(each -> each.whole("connections")).orElse(limits.maxConnections()))
                .withRequestDeadline(
                        given.flatMap(each -> each.time("request-deadline")).orElse(limits.requestDeadline()))
                .withIdleTimeout(
                        given.flatMap(each -> each.time("idle-timeout")).orElse(limits.idleTimeout()))
                .withStopTimeout(shutdown.flatMap(each -> each.time("timeout")).orElse(limits.stopTimeout()))
                .withDrainTimeout(shutdown.flatMap(each -> each.time("drain")).orElse(limits.drainTimeout()));
    }

    private GatewaySettings.Admin admin(Section section, Optional<GatewaySettings.Server> server) {
        int taken = server.map(GatewaySettings.Server::port).orElse(0);
        if (taken != 0 && section.whole("port").orElse(DEFAULT_ADMIN_PORT) == taken) {
            source.mistakes.add(
                    section.whereIs("port"),
                    "The server listens on port %d, and admin needs another: it is for nobody but probes and operators."
                            .formatted(taken));
        }
        return new GatewaySettings.Admin(
                section.text("host").filter(each -> !each.isEmpty()).orElse(DEFAULT_HOST),
                section.whole("port").orElse(DEFAULT_ADMIN_PORT));
    }

    private GatewaySettings.Replay replay(Section root) {
        var section = root.section("replay");
        var requests = memory(root, section, "requests").orElse(Memory.MEMORY);
        return new GatewaySettings.Replay(
                section.flatMap(each -> each.time("keep"))
                        .orElse(Units.time("1h").orElseThrow()),
                section.flatMap(each -> each.size("memory"))
                        .orElse(Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 4)),
                requests,
                memory(root, section, "submissions").orElse(requests));
    }

    private Optional<Memory> memory(Section root, Optional<Section> section, String key) {
        var memory = section.flatMap(each -> each.text(key))
                .filter(each -> !each.isEmpty())
                .map(each -> Memory.valueOf(each.toUpperCase(Locale.ROOT)));
        memory.ifPresent(each -> {
            switch (each) {
                case MEMORY -> {}
                case POSTGRES -> need(root, section, key, "database", "PostgreSQL needs a database");
                case REDIS -> need(root, section, key, "redis", "Redis needs to know which");
            }
        });
        return memory;
    }

    private void need(Section root, Optional<Section> section, String key, String needed, String sentence) {
        if (!root.has(needed)) {
            section.ifPresent(each -> source.mistakes.add(
                    each.whereIs(key), "Recognising repeats in %s: add %s.".formatted(sentence, needed)));
        }
    }

    private static Optional<GatewaySettings.Database> database(Section section) {
        return section.text("url")
                .map(url -> new GatewaySettings.Database(
                        url,
                        section.text("user"),
                        section.secret("password"),
                        section.whole("pool").orElse(10)));
    }

    private Optional<GatewaySettings.Redis> redis(Section section) {
        return section.text("url").filter(each -> !each.isEmpty()).flatMap(text -> {
            try {
                if (URI.create(text).getPort() > MAX_PORT) {
                    throw new IllegalArgumentException("There is no such port.");
                }
                RedisConnections.builder(URI.create(text));
            } catch (IllegalArgumentException unfit) {
                source.mistakes.add(
                        section.whereIs("url"), "This is no URL of a Redis, such as redis://127.0.0.1:6379.");
                return Optional.empty();
            }
            return Optional.of(new GatewaySettings.Redis(
                    URI.create(text),
                    section.text("user"),
                    section.secret("password"),
                    section.path("ca-file"),
                    section.whole("replicas").orElse(0),
                    section.whole("connections").orElse(16)));
        });
    }

    private Optional<GatewaySettings.Tenants> tenants(Section section) {
        var limits = section.section("limits");
        return Optional.of(new GatewaySettings.Tenants(
                section.path("directory"),
                section.section("postgres").flatMap(this::postgres),
                section.whole("cache").orElse(10_000),
                limits.flatMap(each -> each.whole("under-way")).orElse(128),
                limits.flatMap(each -> each.whole("waiting")).orElse(256)));
    }

    private Optional<GatewaySettings.Postgres> postgres(Section section) {
        return section.text("url")
                .filter(each -> !each.isEmpty())
                .flatMap(url -> section.secret("key-encryption-key")
                        .filter(new KeyEncryptionKeys(source)::isKey)
                        .map(key -> new GatewaySettings.Postgres(
                                url,
                                section.text("user"),
                                section.secret("password"),
                                key,
                                previous(section),
                                section.whole("pool").orElse(4))));
    }

    private List<SecretText> previous(Section section) {
        return section.list("previous-key-encryption-keys").stream()
                .map(Section.Value::held)
                .filter(SecretText.class::isInstance)
                .map(SecretText.class::cast)
                .filter(new KeyEncryptionKeys(source)::isKey)
                .toList();
    }
}
