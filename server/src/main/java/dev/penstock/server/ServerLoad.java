package dev.penstock.server;

/**
 * What a server is busy with at one moment, against its {@link ServerLimits}.
 *
 * @param connections how many connections are open
 * @param requests how many requests wait or are being answered
 * @param maxRequests how many there may be
 * @param waiting how many of them wait to be opened
 * @param opening how many of them are being opened, which is the decryption
 * @param maxOpening how many may be opened at the same time, all {@link dev.penstock.endpoint.DecryptionPermits}
 *     together
 * @param bodyBytes what the bodies of requests and answers take in memory, in bytes
 * @param maxBodyBytes what they may take, in bytes
 */
public record ServerLoad(
        int connections,
        int requests,
        int maxRequests,
        int waiting,
        int opening,
        int maxOpening,
        long bodyBytes,
        long maxBodyBytes) {}
