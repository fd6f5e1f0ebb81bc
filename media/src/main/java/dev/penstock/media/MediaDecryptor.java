package dev.penstock.media;

import dev.penstock.FlowData;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Downloads and opens the files that people choose in a {@code PhotoPicker} or {@code DocumentPicker}.
 *
 * <p>A data exchange request has only references to the files: the phone encrypts each of them and puts it into
 * WhatsApp's media store. Everything in a reference comes from a phone, so nothing in it is believed:
 *
 * <ul>
 *   <li>Files are downloaded over HTTPS from an allow-list of hosts, and no redirect is followed.
 *   <li>Downloads are broken off at a limit of size and at a limit of time.
 *   <li>The hash and the HMAC of the encrypted file are checked, in constant time, before anything is decrypted; then
 *       the hash of the file.
 *   <li>The type is decided by the contents, and must be an allowed one; the name is made harmless.
 * </ul>
 *
 * <p>What is wrong with a file is a value, never an exception, and nothing is logged. Neither says anything of keys,
 * hashes, URLs and names.
 *
 * <p>It does not look for viruses, and says nothing about what a document does when it is opened. The hashes and keys
 * come with the reference, so they prove that the file is the one that the phone encrypted, not who the phone belongs
 * to. That is what the signature and the flow token of the request are for.
 *
 * <p>Immutable and thread-safe. The HTTP client belongs to the caller, who closes it. Files are held in memory, see
 * {@link MediaDecryptorBuilder#maxTotalBytes}.
 *
 * <p>Source: Meta, "Media upload components", download and decryption of media in endpoints.
 */
public final class MediaDecryptor {

    /** The one host that Meta's documentation shows in {@code cdn_url}. */
    public static final String DOCUMENTED_HOST = "mmg.whatsapp.net";

    private final HttpClient client;
    private final MediaSources sources;
    private final int maxFiles;
    private final int maxFileBytes;
    private final int maxTotalBytes;
    private final Duration timeLimit;
    private final Set<FileType> types;

    MediaDecryptor(MediaDecryptorBuilder builder) {
        this.client = builder.client;
        this.sources = new MediaSources(builder.hosts, builder.isLoopbackAllowed);
        this.maxFiles = builder.maxFiles;
        this.maxFileBytes = builder.maxFileBytes;
        this.maxTotalBytes = builder.maxTotalBytes;
        this.timeLimit = builder.timeLimit;
        this.types = Set.copyOf(builder.types);
    }

    /**
     * Begins a decryptor.
     *
     * @param client downloads the files; it must not follow redirects, which is the default of the JDK's client
     * @return a builder
     * @throws IllegalArgumentException if the client follows redirects
     */
    public static MediaDecryptorBuilder over(HttpClient client) {
        Objects.requireNonNull(client, "client");
        return new MediaDecryptorBuilder(client);
    }

    /**
     * Downloads and opens the files of a picker. All are downloaded at the same time; each is accepted or refused by
     * itself. If the thread is interrupted, the downloads are broken off, what has not arrived is refused as
     * {@link MediaProblem#TIMED_OUT}, and the thread stays interrupted.
     *
     * @param data the data of a data exchange request
     * @param picker the name of the field that has the value of the picker
     * @return the files, and why others were refused; both empty if no file was chosen or there is no such field
     */
    public PickedMedia open(FlowData data, String picker) {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(picker, "picker");
        var value = data.value(picker).orElse("");
        if (value.equals("")) {
            return new PickedMedia(List.of(), List.of());
        }
        if (!(value instanceof List<?> items)) {
            return PickedMedia.refused(MediaProblem.MALFORMED);
        }
        return items.size() > maxFiles ? PickedMedia.refused(MediaProblem.TOO_MANY_FILES) : openAll(items);
    }

    private PickedMedia openAll(List<?> items) {
        long deadline = System.nanoTime() + timeLimit.toNanos();
        var leftTogether = new AtomicLong(maxTotalBytes);
        var files = new ArrayList<MediaFile>();
        var refusals = new ArrayList<MediaRefusal>();
        var downloads = new ArrayList<MediaDownload>();
        var seen = new HashSet<String>();
        for (var item : items) {
            switch (start(item, leftTogether, seen)) {
                case Result.Done<MediaDownload> started -> downloads.add(started.value());
                case Result.Refused<MediaDownload> refused ->
                    refusals.add(new MediaRefusal(MediaReference.idOf(item), refused.problem()));
            }
        }
        for (var download : downloads) {
            switch (await(download, deadline).then(file -> open(file, download.reference()))) {
                case Result.Done<MediaFile> opened -> files.add(opened.value());
                case Result.Refused<MediaFile> refused ->
                    refusals.add(MediaRefusal.of(download.reference().mediaId(), refused.problem()));
            }
        }
        return new PickedMedia(files, refusals);
    }

    /** Two files with one ID could not be told apart on the screen, so the second is refused. */
    private Result<MediaDownload> start(@Nullable Object item, AtomicLong leftTogether, Set<String> seen) {
        var reference = MediaReference.parse(item).filter(parsed -> seen.add(parsed.mediaId()));
        if (reference.isEmpty()) {
            return Result.refused(MediaProblem.MALFORMED);
        }
        if (!sources.allows(reference.get().source())) {
            return Result.refused(MediaProblem.FOREIGN_SOURCE);
        }
        int limit = maxFileBytes + SealedFile.MAX_OVERHEAD;
        return Result.of(MediaDownload.start(reference.get(), client, limit, leftTogether));
    }

    private static Result<byte[]> await(MediaDownload download, long deadline) {
        try {
            return download.await(deadline);
        } catch (InterruptedException interrupted) {
            download.cancel();
            Thread.currentThread().interrupt();
            return Result.refused(MediaProblem.TIMED_OUT);
        }
    }

    private Result<MediaFile> open(byte[] file, MediaReference reference) {
        return SealedFile.open(file, reference).then(clear -> accept(clear, reference));
    }

    private Result<MediaFile> accept(byte[] clear, MediaReference reference) {
        if (clear.length == 0) {
            return Result.refused(MediaProblem.EMPTY);
        }
        if (clear.length > maxFileBytes) {
            return Result.refused(MediaProblem.TOO_LARGE);
        }
        return FileType.of(clear)
                .filter(types::contains)
                .<Result<MediaFile>>map(type -> Result.of(
                        new MediaFile(reference.mediaId(), SafeFileName.of(reference.fileName(), type), type, clear)))
                .orElseGet(() -> Result.refused(MediaProblem.TYPE_NOT_ALLOWED));
    }

    @Override
    public String toString() {
        return "MediaDecryptor[]";
    }
}
