package dev.penstock.graph.templates;

import java.util.Locale;

/** What a template is for, which decides what it costs and what may be in it. */
public enum TemplateCategory {
    /** Offers and news. */
    MARKETING,
    /** About something that the person has ordered or asked for. */
    UTILITY,
    /** One-time passwords; Meta sends them to phone numbers only, not to business-scoped user ids. */
    AUTHENTICATION,
    /** A word that is new. */
    UNKNOWN;

    static TemplateCategory parse(String word) {
        for (var category : values()) {
            if (category.name().equals(word.toUpperCase(Locale.ROOT))) {
                return category;
            }
        }
        return UNKNOWN;
    }
}
