package dev.penstock.graph.messages;

import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.internal.Required;
import dev.penstock.internal.Fields;
import dev.penstock.internal.Ids;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Fetches the files that a completed Flow names in its response ({@code {id, mime_type, sha256, file_name}}).
 *
 * <p>Files that a data exchange request names are fetched otherwise: they are encrypted and lie on another host.
 * Thread-safe.
 */
public final class Media {

    /** The largest file that a picker lets through: 25 MiB. */
    public static final int MAX_BYTES = 25 * 1_024 * 1_024;

    private final GraphClient client;

    private Media(GraphClient client) {
        this.client = client;
    }

    /**
     * Fetches through a client.
     *
     * @param client the client
     * @return the media that its token may see
     */
    public static Media of(GraphClient client) {
        return new Media(client);
    }

    /**
     * Looks a file up.
     *
     * @param id its id
     * @return what is known of it, with a URL for five minutes
     * @throws GraphException if Meta refuses
     */
    public StoredMedia describe(String id) {
        Ids.check("media file", id);
        var answer = new Fields(client.call(GraphRequest.get(id)));
        URI url;
        try {
            url = URI.create(Required.text(answer, "url"));
        } catch (IllegalArgumentException notAUrl) {
            throw GraphException.unreadable("The answer of the Graph API names no URL for the media file.");
        }
        return new StoredMedia(id, url, answer.text("mime_type"), answer.text("sha256"), answer.whole("file_size"));
    }

    /**
     * Fetches a file and compares its hash, if Meta gave one. Meta does not vouch for what is in it: treat it as
     * hostile.
     *
     * @param id its id
     * @return its bytes, at most {@value #MAX_BYTES}
     * @throws GraphException if Meta refuses, or other bytes came than Meta announced
     */
    public byte[] download(String id) {
        var file = describe(id);
        var bytes = client.download(file.url(), MAX_BYTES);
        if (file.sha256().isPresent() && !isHashOf(file.sha256().get(), bytes)) {
            throw GraphException.unreadable(
                    "The media file is not the one that Meta announced: its SHA-256 hash differs.");
        }
        return bytes;
    }

    private static boolean isHashOf(String claimed, byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return claimed.toLowerCase(Locale.ROOT).equals(HexFormat.of().formatHex(hash))
                    || claimed.equals(Base64.getEncoder().encodeToString(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
