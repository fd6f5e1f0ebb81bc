package dev.penstock.endpoint;

import dev.penstock.crypto.OpenedRequest;
import java.time.Duration;

/**
 * How a request was decrypted.
 *
 * @param opened the request, readable
 * @param withCurrentKey whether the current key opened it and not a previous one
 * @param took what the decryption took
 * @param sinceArrival what it took with all that came before
 */
record Decryption(OpenedRequest opened, boolean withCurrentKey, Duration took, Duration sinceArrival) {}
