package dev.penstock.examples.booking;

import dev.penstock.examples.booking.appointments.Attachment;
import dev.penstock.media.FileType;
import dev.penstock.media.MediaDecryptor;
import dev.penstock.media.MediaDecryptorBuilder;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Fetches the files that people choose on the summary of an appointment: at most {@link Attachment#MAX_FILES}, within
 * the time that a handler has.
 *
 * <p>Thread-safe. {@link #close()} ends its connections.
 */
public final class BookingMedia implements AutoCloseable {

    /** How long fetching may take: two and a half of the seconds that a handler has; the rest is for the database. */
    private static final Duration TIME_LIMIT = Duration.ofMillis(2_500);

    private static final Duration CONNECTION = Duration.ofSeconds(2);
    private static final int SEALED_OVERHEAD = 1_024;

    private final UnaryOperator<MediaDecryptorBuilder> more;
    private Optional<Opened> opened = Optional.empty();

    private BookingMedia(UnaryOperator<MediaDecryptorBuilder> more) {
        this.more = more;
    }

    private record Opened(HttpClient client, MediaDecryptor decryptor) {}

    /** {@return files from where WhatsApp keeps them, and from nowhere else} */
    public static BookingMedia open() {
        return new BookingMedia(UnaryOperator.identity());
    }

    /** {@return files from this machine too, where a simulated phone serves them; never for production} */
    public static BookingMedia openWithLoopbackForDevelopment() {
        return new BookingMedia(MediaDecryptorBuilder::allowLoopbackForDevelopment);
    }

    /**
     * {@return what downloads and opens the files; it is made at the first call, since an HTTP client takes a while}
     */
    public synchronized MediaDecryptor decryptor() {
        var media = opened.orElseGet(this::openNow);
        opened = Optional.of(media);
        return media.decryptor();
    }

    private Opened openNow() {
        var client = HttpClient.newBuilder().connectTimeout(CONNECTION).build();
        var decryptor = more.apply(MediaDecryptor.over(client)
                        .maxFiles(Attachment.MAX_FILES)
                        .maxFileBytes(Attachment.MAX_BYTES)
                        .maxTotalBytes(Attachment.MAX_FILES * (Attachment.MAX_BYTES + SEALED_OVERHEAD))
                        .allowedTypes(Arrays.stream(FileType.values())
                                .filter(type -> Attachment.MEDIA_TYPES.contains(type.mimeType()))
                                .toList())
                        .timeLimit(TIME_LIMIT))
                .build();
        return new Opened(client, decryptor);
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(media -> {
            media.client().shutdownNow();
            media.client().close();
        });
    }
}
