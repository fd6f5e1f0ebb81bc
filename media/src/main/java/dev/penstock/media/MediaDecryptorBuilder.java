package dev.penstock.media;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Builds a {@link MediaDecryptor}.
 *
 * <p>Defaults: the host {@value MediaDecryptor#DOCUMENTED_HOST} alone; 30 files of 25 MiB each and 100 MiB together,
 * which are Meta's limits; 6 seconds in all; every {@link FileType}. Set what your picker allows: phones of people with
 * an old operating system are known to let other files through. Not thread-safe.
 */
public final class MediaDecryptorBuilder {

    /** The largest file that a picker takes: 25 MiB. */
    public static final int MAX_FILE_BYTES = 25 * 1024 * 1024;

    /** The most files that a picker takes: 30. */
    public static final int MAX_FILES = 30;

    private static final int MAX_TOTAL_BYTES = 100 * 1024 * 1024;
    private static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(6);
    private static final Duration LONGEST_TIME_LIMIT = Duration.ofMinutes(10);

    final HttpClient client;
    Set<String> hosts = Set.of(MediaDecryptor.DOCUMENTED_HOST);
    boolean isLoopbackAllowed;
    int maxFiles = MAX_FILES;
    int maxFileBytes = MAX_FILE_BYTES;
    int maxTotalBytes = MAX_TOTAL_BYTES;
    Duration timeLimit = DEFAULT_TIME_LIMIT;
    Set<FileType> types = EnumSet.allOf(FileType.class);

    MediaDecryptorBuilder(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "The HTTP client follows redirects, which would lead past the list of hosts:"
                            + " build it with followRedirects(Redirect.NEVER), which is the default.");
        }
        this.client = client;
    }

    /**
     * Sets from which hosts files are downloaded, in the place of the documented one.
     *
     * @param names host names in lower case; {@code *.example.net} stands for every name below {@code example.net}
     * @return this builder
     * @throws IllegalArgumentException if there is none, or one is no host name, such as an address
     */
    public MediaDecryptorBuilder allowedHosts(Collection<String> names) {
        Objects.requireNonNull(names, "names");
        if (names.isEmpty()) {
            throw new IllegalArgumentException("The list of hosts is empty: name at least one.");
        }
        for (var name : names) {
            if (!MediaSources.isHost(name)) {
                throw new IllegalArgumentException(
                        "\"%s\" is no host name: write it in lower case, such as %s or *.whatsapp.net."
                                .formatted(name, MediaDecryptor.DOCUMENTED_HOST));
            }
        }
        hosts = Set.copyOf(names);
        return this;
    }

    /**
     * Also downloads from this machine, over HTTP or HTTPS and from any port. The phone of {@code penstock dev} and
     * tests serve their files from there. Never call it in production: whoever can send a request could then make this
     * program ask what listens on loopback.
     *
     * @return this builder
     */
    public MediaDecryptorBuilder allowLoopbackForDevelopment() {
        isLoopbackAllowed = true;
        return this;
    }

    /**
     * Sets how many files there may be.
     *
     * @param count 1 to 30; default 30
     * @return this builder
     */
    public MediaDecryptorBuilder maxFiles(int count) {
        maxFiles = inRange("The number of files", count, MAX_FILES);
        return this;
    }

    /**
     * Sets how large a file may be.
     *
     * @param bytes 1 to 26,214,400, before encryption; default 26,214,400
     * @return this builder
     */
    public MediaDecryptorBuilder maxFileBytes(int bytes) {
        maxFileBytes = inRange("The size of a file in bytes", bytes, MAX_FILE_BYTES);
        return this;
    }

    /**
     * Sets how large the encrypted files of a picker may be together. At the worst moment about four times as much
     * memory is in use for them: buffers grow by doubling, and encrypted and opened files are there together.
     *
     * @param bytes 1 to 786,432,000; default 104,857,600
     * @return this builder
     */
    public MediaDecryptorBuilder maxTotalBytes(int bytes) {
        maxTotalBytes = inRange("The size of all files in bytes", bytes, MAX_FILES * MAX_FILE_BYTES);
        return this;
    }

    /**
     * Sets how long all downloads of a picker may take together, from the first connection to the last byte.
     *
     * @param limit positive, at most 10 minutes; default 6 seconds, so that the answer is there before the phone gives
     *     up after 10
     * @return this builder
     */
    public MediaDecryptorBuilder timeLimit(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        if (limit.isZero() || limit.isNegative() || limit.compareTo(LONGEST_TIME_LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "The time limit is %s: it must be positive and at most %s.".formatted(limit, LONGEST_TIME_LIMIT));
        }
        timeLimit = limit;
        return this;
    }

    /**
     * Sets which types of files are taken.
     *
     * @param allowed at least one; default all
     * @return this builder
     */
    public MediaDecryptorBuilder allowedTypes(Collection<FileType> allowed) {
        Objects.requireNonNull(allowed, "allowed");
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("The list of types is empty: name at least one.");
        }
        types = EnumSet.copyOf(allowed);
        return this;
    }

    /** {@return the decryptor} */
    public MediaDecryptor build() {
        return new MediaDecryptor(this);
    }

    private static int inRange(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("%s is %d: it must be between 1 and %d.".formatted(what, value, most));
        }
        return value;
    }
}
