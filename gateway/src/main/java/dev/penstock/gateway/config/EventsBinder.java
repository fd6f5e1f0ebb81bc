package dev.penstock.gateway.config;

import dev.penstock.gateway.config.GatewaySettings.Destination;
import dev.penstock.gateway.config.GatewaySettings.KafkaTopic;
import dev.penstock.gateway.config.GatewaySettings.PostedTo;
import dev.penstock.gateway.config.GatewaySettings.Target;
import dev.penstock.gateway.event.EventDestination;
import dev.penstock.gateway.event.EventFilter;
import dev.penstock.gateway.event.HttpEventDestination;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of what was read the destinations of events. */
record EventsBinder(Source source) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

    GatewaySettings.Events events(Section section, boolean hasDatabase) {
        boolean isDurable = section.text("queue").map("postgres"::equals).orElse(hasDatabase);
        if (isDurable && !hasDatabase) {
            source.mistakes.add(section.whereIs("queue"), "A queue in PostgreSQL needs a database: add database.");
        }
        Map<String, Destination> destinations = new LinkedHashMap<>();
        for (var each : section.sections("destinations")) {
            var name = each.text("name").orElse("");
            if (!name.isEmpty() && destinations.containsKey(name)) {
                source.mistakes.add(each.whereIs("name"), "Two destinations have the name %s.".formatted(name));
            }
            target(each).ifPresent(target -> destinations.putIfAbsent(name, destination(name, each, target)));
        }
        return new GatewaySettings.Events(isDurable, destinations);
    }

    private Optional<Target> target(Section section) {
        return section.url("url")
                .<Target>map(url ->
                        new PostedTo(url, new SigningSecretsBinder(source).texts(section), section.path("ca-file")))
                .or(() -> section.section("kafka").flatMap(EventsBinder::topic));
    }

    private static Optional<KafkaTopic> topic(Section section) {
        var brokers = Kafka.brokers(section);
        return section.text("topic")
                .filter(topic -> !topic.isEmpty() && !brokers.isEmpty())
                .map(topic -> new KafkaTopic(brokers, topic, section.secret("properties")));
    }

    private Destination destination(String name, Section section, Target target) {
        var destination =
                new Destination(target, filter(section), section.time("timeout").orElse(DEFAULT_TIMEOUT));
        var where = section.whereIs(target instanceof KafkaTopic ? "kafka" : "url");
        try {
            if (isReachedInClear(section, target)) {
                source.mistakes.add(
                        where,
                        ("What people typed would go to a public host in clear: make %s; or, if the way there is"
                                        + " private, add plain-http: allow.")
                                .formatted(
                                        target instanceof KafkaTopic
                                                ? "security.protocol SSL or SASL_SSL in properties-file"
                                                : "the URL https"));
            }
            open(name.isEmpty() ? "none" : name, destination).close();
        } catch (IllegalArgumentException unfit) {
            source.mistakes.add(
                    target instanceof KafkaTopic ? where : section.where(), String.valueOf(unfit.getMessage()));
        }
        return destination;
    }

    private static boolean isReachedInClear(Section section, Target target) {
        return switch (target) {
            case PostedTo posted -> PublicHost.isReachedInClear(section);
            case KafkaTopic topic ->
                section.text("plain-http").filter("allow"::equals).isEmpty() && Kafka.isReachedInClear(topic);
        };
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
    static EventDestination open(String name, Destination settings) {
        return switch (settings.target()) {
            case KafkaTopic topic -> Kafka.open(name, topic, settings.timeout());
            case PostedTo posted -> posted(name, posted, settings.timeout());
        };
    }

    private static HttpEventDestination posted(String name, PostedTo posted, Duration timeout) {
        var builder = HttpEventDestination.builder(name, posted.url()).timeout(timeout);
        SigningSecretsBinder.of(posted.signingSecrets()).ifPresent(builder::signingSecrets);
        posted.certificateAuthorities().ifPresent(builder::certificateAuthorities);
        return builder.build();
    }
}
