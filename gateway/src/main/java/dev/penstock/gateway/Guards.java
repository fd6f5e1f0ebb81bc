package dev.penstock.gateway;

import dev.penstock.replay.ReplayGuard;

/**
 * What all endpoints of a gateway ask whether something came before.
 *
 * @param requests recognises the same bytes
 * @param submissions recognises what a person sends once more
 */
record Guards(ReplayGuard requests, ReplayGuard submissions) {}
