package dev.penstock.graph.templates;

import java.util.OptionalInt;

/**
 * A template at Meta.
 *
 * @param id its id
 * @param name its name
 * @param language the code of its language
 * @param status {@code APPROVED}, {@code PENDING}, {@code REJECTED}, {@code PAUSED}, {@code DISABLED}, or a word that
 *     is new
 * @param category what it is for
 * @param content what it says
 */
public record Template(
        String id, String name, String language, String status, TemplateCategory category, TemplateContent content) {

    /** {@return whether it can be sent} */
    public boolean isApproved() {
        return status.equals("APPROVED");
    }

    /** {@return the place of its first Flow button among the buttons, from 0; empty if it has none} */
    public OptionalInt flowButton() {
        for (int i = 0; i < content.buttons().size(); i++) {
            if (content.buttons().get(i) instanceof TemplateButton.Flow) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public String toString() {
        return "Template[" + name + ", " + language + ", " + status + "]";
    }
}
