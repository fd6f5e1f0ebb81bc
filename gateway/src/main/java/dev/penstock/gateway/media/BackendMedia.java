package dev.penstock.gateway.media;

import dev.penstock.FlowData;
import dev.penstock.media.MediaDecryptor;
import dev.penstock.media.MediaFile;
import dev.penstock.media.MediaProblem;
import dev.penstock.media.PickedMedia;
import dev.penstock.server.FileAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Opens what people chose in a {@code PhotoPicker} or {@code DocumentPicker} and lends it to a backend: in the place
 * of what the phone sent the backend finds name, type, size, hash and a URL on the gateway, which gives the clear file
 * until it expires.
 *
 * <p>The URL holds what opens the file, sealed; nothing is kept in memory and nothing is written to disk, and any
 * replica with the same key can answer. A file is downloaded and checked when the request comes, and again when the
 * backend asks for it. Since files are opened in memory, only a few pickers and files are opened at the same time; what
 * does not get its turn within a second is refused.
 *
 * <p>Immutable and thread-safe. Neither logs nor texts show names, contents or keys.
 */
public final class BackendMedia {

    /** Where a gateway gives out files: {@value}. */
    public static final String PATH = "/media";

    /** How long a link can be used unless said otherwise: 15 minutes. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(15);

    /** How many pickers and files are opened at the same time unless said otherwise: 4. */
    public static final int DEFAULT_AT_ONCE = 4;

    private static final int MAX_AT_ONCE = 1_000;
    private static final long PATIENCE_MILLIS = 1_000;
    private static final Duration MAX_LIFETIME = Duration.ofDays(1);
    private static final String FILE = "file";

    private final MediaDecryptor decryptor;
    private final URI base;
    private final MediaKey key;
    private final Duration lifetime;
    private final InstantSource clock;
    private final Semaphore turns;

    private BackendMedia(
            MediaDecryptor decryptor, URI base, MediaKey key, Duration lifetime, InstantSource clock, Semaphore turns) {
        this.decryptor = decryptor;
        this.base = base;
        this.key = key;
        this.lifetime = lifetime;
        this.clock = clock;
        this.turns = turns;
    }

    /**
     * Makes one whose links can be used for 15 minutes.
     *
     * @param decryptor downloads and opens; give it a time limit that leaves the backend its share of the time budget
     * @param base where backends reach the gateway; links are below it
     * @param key seals the links
     * @return the media
     * @throws IllegalArgumentException if the base is not {@code http} or {@code https}
     */
    public static BackendMedia of(MediaDecryptor decryptor, URI base, MediaKey key) {
        Objects.requireNonNull(decryptor, "decryptor");
        Objects.requireNonNull(key, "key");
        boolean isHttp = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
        if (!isHttp || base.getHost() == null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "Links to files begin with a URL such as http://127.0.0.1:8080/media, at which backends reach"
                            + " the gateway.");
        }
        return new BackendMedia(
                decryptor, base, key, DEFAULT_LIFETIME, InstantSource.system(), new Semaphore(DEFAULT_AT_ONCE));
    }

    /**
     * Returns the same with another lifetime of links.
     *
     * @param lifetime from a second to a day
     * @return a copy
     */
    public BackendMedia withLifetime(Duration lifetime) {
        if (lifetime.toSeconds() < 1 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException(
                    "Links to files can be used from a second to a day, and not for %s.".formatted(lifetime));
        }
        return new BackendMedia(decryptor, base, key, lifetime, clock, turns);
    }

    /**
     * Returns the same with another bound of memory: each picker may take as much as its decryptor allows.
     *
     * @param count how many pickers and files are opened at the same time, from 1 to 1000
     * @return a copy
     */
    public BackendMedia withAtOnce(int count) {
        if (count < 1 || count > MAX_AT_ONCE) {
            throw new IllegalArgumentException(
                    "From 1 to %d pickers are opened at the same time, and not %d.".formatted(MAX_AT_ONCE, count));
        }
        return new BackendMedia(decryptor, base, key, lifetime, clock, new Semaphore(count));
    }

    /**
     * Returns the same with another clock.
     *
     * @param clock tells when links expire; default the system's
     * @return a copy
     */
    public BackendMedia withClock(InstantSource clock) {
        return new BackendMedia(decryptor, base, key, lifetime, Objects.requireNonNull(clock, "clock"), turns);
    }

    /**
     * Replaces what phones sent of files by what a backend can use: {@code media_id}, {@code file_name},
     * {@code mime_type}, {@code size} in bytes, {@code sha256} in hexadecimal digits and {@code url}; or
     * {@code media_id} and {@code error}, the name of a {@link MediaProblem}.
     *
     * @param data the data of a request
     * @return all fields, those of pickers replaced
     */
    public Map<String, Object> lend(FlowData data) {
        var lent = new LinkedHashMap<String, Object>(data.asMap());
        data.asMap().forEach((name, value) -> {
            if (isOfPicker(value)) {
                lent.put(
                        name,
                        inTurn(() -> lent((List<?>) value, decryptor.open(data, name)))
                                .orElseGet(() -> refused((List<?>) value)));
            }
        });
        return lent;
    }

    /** An empty list may be that of a picker or of boxes to tick; it stays as it is. */
    private static boolean isOfPicker(Object value) {
        return value instanceof List<?> items
                && !items.isEmpty()
                && items.stream()
                        .allMatch(item -> item instanceof Map<?, ?> fields
                                && fields.containsKey("cdn_url")
                                && fields.containsKey("encryption_metadata"));
    }

    /** Nothing if too many others are at it. */
    private <T> Optional<T> inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            turns.release();
        }
    }

    /** All of them, since others had their turn for too long. */
    private static List<Map<String, Object>> refused(List<?> items) {
        return items.stream()
                .map(item -> Map.<String, Object>of(
                        "media_id",
                        String.valueOf(((Map<?, ?>) item).get("media_id")),
                        "error",
                        MediaProblem.TIMED_OUT.name()))
                .toList();
    }

    private List<Map<String, Object>> lent(List<?> items, PickedMedia picked) {
        var lent = new ArrayList<Map<String, Object>>();
        for (var item : items) {
            var fields = (Map<?, ?>) item;
            var id = String.valueOf(fields.get("media_id"));
            lent.add(picked.files().stream()
                    .filter(file -> file.mediaId().equals(id))
                    .findFirst()
                    .map(file -> lent(file, fields))
                    .orElseGet(() -> refused(id, picked)));
        }
        return lent;
    }

    private Map<String, Object> lent(MediaFile file, Map<?, ?> fields) {
        var reference = new LinkedHashMap<String, Object>();
        for (var name : List.of("media_id", "cdn_url", "file_name", "encryption_metadata")) {
            Optional.ofNullable(fields.get(name)).ifPresent(value -> reference.put(name, value));
        }
        var token = new SealedLink(clock.instant().plus(lifetime), reference).seal(key);
        var lent = new LinkedHashMap<String, Object>();
        lent.put("media_id", file.mediaId());
        lent.put("file_name", file.name());
        lent.put("mime_type", file.type().mimeType());
        lent.put("size", file.size());
        lent.put("sha256", sha256(file.bytes()));
        lent.put("url", "%s/%s".formatted(base.toString().replaceAll("/+$", ""), token));
        return lent;
    }

    private static Map<String, Object> refused(String id, PickedMedia picked) {
        var problem = picked.refusals().stream()
                .filter(refusal ->
                        refusal.mediaId().isEmpty() || refusal.mediaId().get().equals(id))
                .findFirst()
                .map(refusal -> refusal.problem().name())
                .orElse(MediaProblem.MALFORMED.name());
        return Map.of("media_id", id, "error", problem);
    }

    /**
     * Answers a backend that asks for a file.
     *
     * @param token the last part of the path of the URL
     * @return the file; or 404 for a link that was never given, 410 for one that has expired, 502 where the file cannot
     *     be had, 503 where too many others are at it
     */
    public FileAnswer answer(String token) {
        Objects.requireNonNull(token, "token");
        var link = SealedLink.open(token, key);
        if (link.isEmpty()) {
            return FileAnswer.bare(404);
        }
        if (!clock.instant().isBefore(link.get().until())) {
            return FileAnswer.bare(410);
        }
        var data = FlowData.from(Map.of(FILE, List.of(link.get().reference())));
        return inTurn(() -> decryptor.open(data, FILE).files().stream()
                        .findFirst()
                        .map(BackendMedia::answer)
                        .orElseGet(() -> FileAnswer.bare(502)))
                .orElseGet(() -> FileAnswer.bare(503));
    }

    /** Never shown in a page of the gateway's own origin, whatever it is. */
    private static FileAnswer answer(MediaFile file) {
        var name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return new FileAnswer(
                200,
                Map.of(
                        "Content-Type",
                        file.type().mimeType(),
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''" + name,
                        "X-Content-Type-Options",
                        "nosniff",
                        "Cache-Control",
                        "no-store"),
                file.bytes());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    @Override
    public String toString() {
        return "BackendMedia[%s]".formatted(base);
    }
}
