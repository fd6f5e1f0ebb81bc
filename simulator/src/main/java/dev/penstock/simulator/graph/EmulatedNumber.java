package dev.penstock.simulator.graph;

import java.util.Optional;

/** A phone number and its key. */
final class EmulatedNumber {

    final String id;
    final String accountId;
    final String display;
    Optional<String> key = Optional.empty();
    String signatureStatus = "VALID";

    EmulatedNumber(String id, String accountId, String display) {
        this.id = id;
        this.accountId = accountId;
        this.display = display;
    }
}
