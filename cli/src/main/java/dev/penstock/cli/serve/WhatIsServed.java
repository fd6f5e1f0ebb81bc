package dev.penstock.cli.serve;

import dev.penstock.gateway.config.GatewaySettings;
import dev.penstock.gateway.config.GatewaySettings.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A configuration in a few lines, without any secret. */
final class WhatIsServed {

    private WhatIsServed() {}

    /** @param what was read, for the first line */
    static List<String> of(GatewaySettings settings, String what) {
        var lines = new ArrayList<String>();
        var server = settings.server();
        lines.add("%s is right. It listens on %s port %d%s."
                .formatted(what, server.host(), server.port(), server.tls().isPresent() ? " with TLS" : ""));
        new TreeMap<>(settings.endpoints())
                .forEach((path, endpoint) -> lines.add("  %s  Flow %s, keys %s"
                        .formatted(path, endpoint.flow(), endpoint.keyset().ids())));
        settings.tenants()
                .ifPresent(tenants -> lines.add("  /flows/TENANT/FLOW  %s"
                        .formatted(tenants.directory()
                                .map(directory -> "tenants in " + directory)
                                .orElse("tenants in PostgreSQL"))));
        settings.webhooks()
                .ifPresent(webhooks -> lines.add("  %s  what Meta tells%s"
                        .formatted(
                                webhooks.path(), webhooks.summary().isPresent() ? ", and summaries to people" : "")));
        settings.media()
                .ifPresent(media -> lines.add("  /media  files for backends, linked as %s%s"
                        .formatted(media.url(), media.key().isPresent() ? "" : ", by this process alone")));
        settings.events()
                .ifPresent(events -> new TreeMap<>(events.destinations())
                        .forEach((name, destination) ->
                                lines.add("  events to %s, %s".formatted(name, target(destination)))));
        lines.add("  repeats: requests in %s, submissions in %s"
                .formatted(
                        settings.replay().requests().name().toLowerCase(Locale.ROOT),
                        settings.replay().submissions().name().toLowerCase(Locale.ROOT)));
        settings.admin()
                .ifPresent(admin ->
                        lines.add("  probes, metrics and reload on %s port %d".formatted(admin.host(), admin.port())));
        return lines;
    }

    private static String target(Destination destination) {
        return switch (destination.target()) {
            case GatewaySettings.PostedTo posted -> "posted to " + posted.url().getHost();
            case GatewaySettings.KafkaTopic kafka -> "Kafka's topic " + kafka.topic();
        };
    }
}
