package dev.penstock.trust;

import dev.penstock.internal.Hex;
import dev.penstock.internal.LosslessUtf8;
import dev.penstock.internal.SecretTexts;
import dev.penstock.internal.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The app secret of the Meta app that is linked to the Flow, and earlier ones that are accepted until a given time.
 *
 * <p>Meta signs every request with the secret that is current on its side. While a secret is being exchanged both are
 * accepted, the earlier one only up to its end: {@code AppSecrets.of(secret).alsoAccept(old, until)}.
 *
 * <p>Immutable and thread-safe. {@link #toString()} prints ids, never a secret.
 */
public final class AppSecrets {

    private static final int MIN_LENGTH = 16;

    static {
        SecretTexts.readBy(
                AppSecrets.class, secrets -> new String(secrets.current.key().getEncoded(), StandardCharsets.UTF_8));
    }

    private final Secret current;
    private final List<Previous> previous;
    private final InstantSource clock;

    private AppSecrets(Secret current, List<Previous> previous, InstantSource clock) {
        this.current = current;
        this.previous = List.copyOf(previous);
        this.clock = clock;
    }

    /**
     * Creates the secrets with one that is current.
     *
     * @param appSecret the app secret as Meta's App Dashboard shows it, at least 16 characters; surrounding white space
     *     is an error
     * @return the secrets
     * @throws IllegalArgumentException if it cannot be an app secret
     */
    public static AppSecrets of(String appSecret) {
        Objects.requireNonNull(appSecret, "appSecret");
        return of(Secret.of(appSecret));
    }

    /** Secrets with a key of any bytes; package-private, since published vectors have keys that are no text. */
    static AppSecrets of(Secret current) {
        return new AppSecrets(current, List.of(), InstantSource.system());
    }

    /**
     * Returns secrets that also accept an earlier one.
     *
     * @param appSecret the earlier app secret
     * @param until when it ceases to be accepted
     * @return a copy
     * @throws IllegalArgumentException if it cannot be an app secret, or is the current one
     */
    public AppSecrets alsoAccept(String appSecret, Instant until) {
        Objects.requireNonNull(appSecret, "appSecret");
        var secret = Secret.of(appSecret);
        if (secret.id().equals(current.id())) {
            throw new IllegalArgumentException(
                    "The previous app secret is the same as the current one (id %s): give the".formatted(secret.id())
                            + " secret that was in use before, or none.");
        }
        var all = new ArrayList<>(previous);
        all.add(new Previous(secret, Objects.requireNonNull(until, "until")));
        return new AppSecrets(current, all, clock);
    }

    /**
     * Returns the same secrets on another clock.
     *
     * @param clock tells whether an earlier secret is still accepted; default the system's
     * @return a copy
     */
    public AppSecrets withClock(InstantSource clock) {
        return new AppSecrets(current, previous, Objects.requireNonNull(clock, "clock"));
    }

    /** The current secret. */
    Secret current() {
        return current;
    }

    /** The secrets that count now, the current one first. */
    List<Secret> accepted() {
        if (previous.isEmpty()) {
            return List.of(current);
        }
        var now = clock.instant();
        var accepted = new ArrayList<Secret>();
        accepted.add(current);
        for (var earlier : previous) {
            if (now.isBefore(earlier.until())) {
                accepted.add(earlier.secret());
            }
        }
        return accepted;
    }

    @Override
    public String toString() {
        return "AppSecrets[current=%s, previous=%s]"
                .formatted(
                        current.id(),
                        previous.stream()
                                .map(p -> p.secret().id() + " until " + p.until())
                                .toList());
    }

    private record Previous(Secret secret, Instant until) {}

    /** One secret: its id for people, its key for the MAC. */
    record Secret(String id, SecretKey key) {

        static Secret of(String appSecret) {
            if (appSecret.length() < MIN_LENGTH) {
                throw new IllegalArgumentException(
                        "An app secret has at least %d characters, this one has %d: copy it from"
                                        .formatted(MIN_LENGTH, appSecret.length())
                                + " Meta's App Dashboard, App settings, Basic.");
            }
            if (!appSecret.strip().equals(appSecret)) {
                throw new IllegalArgumentException(
                        "The app secret begins or ends with white space: remove it, often a line end at the end of a"
                                + " file.");
            }
            if (appSecret.chars().anyMatch(each -> Character.isISOControl(each) || each == '\uFEFF')) {
                throw new IllegalArgumentException(
                        "The app secret holds a line break, or another character that cannot be seen, such as a byte"
                                + " order mark: write it alone into its file, as text in UTF-8.");
            }
            var bytes = LosslessUtf8.encode(appSecret);
            // The id is a hash under a label, so that it is no hash of the bare secret that a table could hold.
            var id = Hex.encode(Sha256.of("penstock app secret id ".getBytes(StandardCharsets.UTF_8), bytes), 4);
            return new Secret(id, new SecretKeySpec(bytes, "HmacSHA256"));
        }

        @Override
        public String toString() {
            return id;
        }
    }
}
