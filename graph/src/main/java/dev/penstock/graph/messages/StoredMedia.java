package dev.penstock.graph.messages;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A media file at Meta.
 *
 * @param id its id
 * @param url where it can be fetched for five minutes, with the access token
 * @param mimeType what it claims to be; hostile until checked
 * @param sha256 the hash of its bytes, in hexadecimal or Base64
 * @param size its size in bytes
 */
public record StoredMedia(String id, URI url, Optional<String> mimeType, Optional<String> sha256, OptionalInt size) {

    @Override
    public String toString() {
        return "StoredMedia[" + id + "]";
    }
}
