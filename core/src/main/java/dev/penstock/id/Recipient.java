package dev.penstock.id;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Whom a message is for: a phone number, or a business-scoped user id.
 *
 * <p>The two are written into different fields of the message. Meta takes a user id in the field of the phone number,
 * answers with a message id, and was seen never to deliver the message. So a text alone is not enough to say whom a
 * message is for, and each factory refuses what belongs to the other.
 *
 * <p>Source: Meta, "Business-scoped user IDs". Immutable; {@code toString} shows nothing of the person.
 */
public sealed interface Recipient {

    /**
     * A person by phone number.
     *
     * @param number the number with its country code, 6 to 15 digits; plus sign, spaces, dashes, dots and brackets are
     *     left out
     * @return the recipient
     * @throws IllegalArgumentException if it is no phone number, such as a business-scoped user id
     */
    static Recipient phoneNumber(String number) {
        return new PhoneNumber(Objects.requireNonNull(number, "number"));
    }

    /**
     * A person by business-scoped user id, or parent business-scoped user id, as webhooks bring it: {@code user_id},
     * {@code from_user_id}, {@code parent_user_id}.
     *
     * @param id the whole id: two capital letters for the country, a dot, and the rest, as in {@code
     *     US.13491208655302741918}
     * @return the recipient
     * @throws IllegalArgumentException if it is no user id, such as a phone number
     */
    static Recipient userId(String id) {
        return new UserId(Objects.requireNonNull(id, "id"));
    }

    /**
     * A phone number.
     *
     * @param digits its digits, country code first; the compact constructor takes it as people write it
     */
    record PhoneNumber(String digits) implements Recipient {

        private static final Pattern DIGITS = Pattern.compile("[0-9]{6,15}");

        /**
         * Leaves out what people write between the digits.
         *
         * @throws IllegalArgumentException if it is no phone number
         */
        public PhoneNumber {
            Objects.requireNonNull(digits, "digits");
            if (UserId.looksLikeOne(digits)) {
                throw new IllegalArgumentException(
                        "This is a business-scoped user id, not a phone number. In place of a phone number Meta takes"
                                + " it and never delivers the message: give it as a user id.");
            }
            digits = digits.strip().replaceFirst("^\\+", "").replaceAll("[ ().\\u00a0-]", "");
            if (!DIGITS.matcher(digits).matches()) {
                throw new IllegalArgumentException(
                        "This is no phone number: write it with its country code and 6 to 15 digits, like +15550100.");
            }
        }

        @Override
        public String toString() {
            return "PhoneNumber[hidden]";
        }
    }

    /**
     * A business-scoped user id, or a parent one.
     *
     * @param value the whole id
     */
    record UserId(String value) implements Recipient {

        private static final Pattern LOOK = Pattern.compile("\\s*[A-Za-z]{2}\\..*", Pattern.DOTALL);
        private static final Pattern ID = Pattern.compile("[A-Z]{2}(\\.[A-Z]{1,10})?\\.[A-Za-z0-9]{1,128}");

        /**
         * Checks the id.
         *
         * @throws IllegalArgumentException if it is no user id
         */
        public UserId {
            Objects.requireNonNull(value, "value");
            if (!ID.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        value.matches("[+0-9][0-9 ().-]*")
                                ? "This looks like a phone number, not like a business-scoped user id: give it as a"
                                        + " phone number."
                                : "This is no business-scoped user id: it has two capital letters for the country, a"
                                        + " dot, and up to 128 letters and digits, like US.13491208655302741918. Give"
                                        + " it whole.");
            }
        }

        static boolean looksLikeOne(String text) {
            return LOOK.matcher(text).matches();
        }

        @Override
        public String toString() {
            return "UserId[hidden]";
        }
    }
}
