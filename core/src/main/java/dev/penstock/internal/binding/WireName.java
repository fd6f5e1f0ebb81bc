package dev.penstock.internal.binding;

import java.util.Locale;

/**
 * One name in its spellings: {@code itemId}, {@code item_id} and {@code item-id} are the same, and so is {@code
 * ITEM_ID}.
 */
final class WireName {

    private WireName() {}

    static String normalized(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
