package dev.penstock.simulator.graph;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message that a business sent, and that a phone would now show.
 *
 * @param id its id
 * @param numberId the number that sent it
 * @param to the person: a phone number, or a business-scoped user id, see {@link #isToUserId()}
 * @param flowJson the Flow JSON that opens with it: the published one, or the draft
 * @param flowToken the flow token, {@code unused} if none was given
 * @param template what of it is at Meta, if it was sent from a template
 * @param message the message as it was sent
 */
public record SentByApi(
        String id,
        String numberId,
        String to,
        Optional<String> flowJson,
        String flowToken,
        Optional<ShownTemplate> template,
        Map<String, Object> message) {

    /** Two letters for the country, a dot, and the rest. Source: Meta, "Business-scoped user IDs". */
    static final Pattern USER_ID = Pattern.compile("[A-Z]{2}(\\.[A-Z]{1,10})?\\.[A-Za-z0-9]{1,128}");

    /** {@return whether it went to a business-scoped user id, so that nobody knows the person's number} */
    public boolean isToUserId() {
        return USER_ID.matcher(to).matches();
    }

    @Override
    public String toString() {
        return "SentByApi[" + id + "]";
    }
}
