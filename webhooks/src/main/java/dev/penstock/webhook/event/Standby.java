package dev.penstock.webhook.event;

import java.util.Set;

/**
 * The fields by which Meta lets a business look on while another, such as its Business Agent, holds the conversation.
 */
final class Standby {

    private static final Set<String> FIELDS = Set.of("standby", "messaging_handovers");

    private Standby() {}

    static boolean is(String field) {
        return FIELDS.contains(field);
    }
}
