package dev.penstock.gateway.config;

import dev.penstock.gateway.event.EventFilter;
import dev.penstock.gateway.event.HttpEventDestination;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes of what was read the destinations of events. */
record EventsBinder(Source source) {

    GatewaySettings.Events events(Section section, boolean hasDatabase) {
        boolean isDurable = section.text("queue").map("postgres"::equals).orElse(hasDatabase);
        if (isDurable && !hasDatabase) {
            source.mistakes.add(section.whereIs("queue"), "A queue in PostgreSQL needs a database: add database.");
        }
        Map<String, GatewaySettings.Destination> destinations = new LinkedHashMap<>();
        for (var each : section.sections("destinations")) {
            var name = each.text("name").orElse("");
            if (!name.isEmpty() && destinations.containsKey(name)) {
                source.mistakes.add(each.whereIs("name"), "Two destinations have the name %s.".formatted(name));
            }
            if (each.url("url").isPresent()) {
                destinations.putIfAbsent(name, destination(name, each));
            }
        }
        return new GatewaySettings.Events(isDurable, destinations);
    }

    private GatewaySettings.Destination destination(String name, Section section) {
        if (PublicHost.isReachedInClear(section)) {
            source.mistakes.add(
                    section.whereIs("url"),
                    "What people typed would go to a public host in clear: make the URL https; or, if the way there is"
                            + " private, add plain-http: allow.");
        }
        var destination = new GatewaySettings.Destination(
                section.url("url").orElseThrow(),
                filter(section),
                section.time("timeout").orElse(Duration.ofSeconds(15)),
                new SigningSecretsBinder(source).texts(section),
                section.path("ca-file"));
        try {
            open(name.isEmpty() ? "none" : name, destination).close();
        } catch (IllegalArgumentException unfit) {
            source.mistakes.add(section.where(), String.valueOf(unfit.getMessage()));
        }
        return destination;
    }

    private EventFilter filter(Section section) {
        List<String> names = section.list("events").stream()
                .map(Section.Value::held)
                .map(String::valueOf)
                .toList();
        try {
            return EventFilter.of(names);
        } catch (IllegalArgumentException unknown) {
            source.mistakes.add(section.whereIs("events"), String.valueOf(unknown.getMessage()));
            return EventFilter.ALL;
        }
    }

    /** The destination itself. */
    static HttpEventDestination open(String name, GatewaySettings.Destination settings) {
        var builder = HttpEventDestination.builder(name, settings.url()).timeout(settings.timeout());
        SigningSecretsBinder.of(settings.signingSecrets()).ifPresent(builder::signingSecrets);
        settings.certificateAuthorities().ifPresent(builder::certificateAuthorities);
        return builder.build();
    }
}
