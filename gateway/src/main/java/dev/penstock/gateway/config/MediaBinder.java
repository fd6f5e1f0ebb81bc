package dev.penstock.gateway.config;

import dev.penstock.gateway.GatewayBuilder;
import dev.penstock.gateway.media.BackendMedia;
import dev.penstock.gateway.media.MediaKey;
import dev.penstock.media.MediaDecryptor;
import dev.penstock.media.MediaDecryptorBuilder;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes of what was read how files are lent to backends. */
record MediaBinder(Source source) {

    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(3);
    private static final int MAX_TOGETHER = 100 << 20;

    /**
     * @param host where the gateway listens
     * @param taken the paths of endpoints and webhooks
     */
    Optional<GatewaySettings.Media> media(Section section, String host, Set<String> taken) {
        taken.stream()
                .filter(path -> path.startsWith(BackendMedia.PATH + "/") || path.equals(BackendMedia.PATH))
                .forEach(path -> source.mistakes.add(
                        section.where(),
                        "%s is below /media, where files are given out: choose another path.".formatted(path)));
        boolean allowsLoopback =
                section.text("loopback").filter("allow"::equals).isPresent();
        if (allowsLoopback && !isLoopback(host)) {
            source.mistakes.add(
                    section.whereIs("loopback"),
                    ("This is for trying out on one's own machine only, and the gateway listens on %s: leave it out,"
                                    + " or listen on 127.0.0.1.")
                            .formatted(host));
        }
        if (section.url("url").isEmpty() || !isFit(section) || !hasKey(section)) {
            return Optional.empty();
        }
        return Optional.of(new GatewaySettings.Media(
                section.url("url").get(),
                section.secret("key"),
                section.time("lifetime").orElse(BackendMedia.DEFAULT_LIFETIME),
                section.time("time-limit").orElse(TIME_LIMIT),
                section.size("max-file").map(Math::toIntExact).orElse(MediaDecryptorBuilder.MAX_FILE_BYTES),
                section.size("max-together").map(Math::toIntExact).orElse(MAX_TOGETHER),
                section.whole("at-once").orElse(BackendMedia.DEFAULT_AT_ONCE),
                hosts(section),
                allowsLoopback));
    }

    private static List<String> hosts(Section section) {
        var given = section.list("hosts").stream()
                .map(each -> String.valueOf(each.held()))
                .toList();
        return given.isEmpty() ? List.of(MediaDecryptor.DOCUMENTED_HOST) : given;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private boolean isFit(Section section) {
        var url = section.url("url").orElseThrow();
        if (PublicHost.isReachedInClear(section)) {
            source.mistakes.add(
                    section.whereIs("url"),
                    "Files that people chose would go to a public host in clear: make the URL https; or, if the way"
                            + " there is private, add plain-http: allow.");
            return false;
        }
        if (url.getRawQuery() != null
                || url.getRawFragment() != null
                || url.getPath() == null
                || !url.getPath().endsWith(BackendMedia.PATH)) {
            source.mistakes.add(
                    section.whereIs("url"),
                    "Files are given out below /media: the URL must end with it, such as http://127.0.0.1:8080/media.");
            return false;
        }
        return true;
    }

    private boolean hasKey(Section section) {
        try {
            section.secret("key").map(SecretText::reveal).ifPresent(MediaKey::of);
            return true;
        } catch (IllegalArgumentException unfit) {
            source.mistakes.add(
                    section.secret("key").map(SecretText::where).orElse(section.where()),
                    String.valueOf(unfit.getMessage()));
            return false;
        }
    }

    /** Adds it to a gateway, with which its connections are closed. */
    static void open(GatewaySettings.Media media, GatewayBuilder builder) {
        var client = HttpClient.newBuilder().connectTimeout(CONNECTING).build();
        builder.closeAfter(client::shutdownNow);
        var decryptor = MediaDecryptor.over(client)
                .allowedHosts(media.hosts())
                .timeLimit(media.timeLimit())
                .maxFileBytes(media.maxFileBytes())
                .maxTotalBytes(media.maxTogetherBytes());
        if (media.allowsLoopback()) {
            decryptor.allowLoopbackForDevelopment();
        }
        var key = media.key().map(SecretText::reveal).map(MediaKey::of).orElseGet(MediaKey::random);
        builder.media(BackendMedia.of(decryptor.build(), media.url(), key)
                .withLifetime(media.lifetime())
                .withAtOnce(media.atOnce()));
    }
}
