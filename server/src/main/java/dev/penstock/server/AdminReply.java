package dev.penstock.server;

/**
 * What an action on the admin port is answered with.
 *
 * @param status the HTTP status
 * @param text for the operator; never a secret
 */
public record AdminReply(int status, String text) {}
