package dev.penstock.simulator.phone;

/**
 * Something about an answer, or about what one screen carries to the next, that is shown all the same, but is not
 * right.
 *
 * @param isError whether a person is kept from going on by it, such as by options that cannot be told apart; otherwise
 *     it is shown otherwise than meant, or on some phones only
 * @param text what it is, without any value
 */
public record PhoneRemark(boolean isError, String text) {

    /** {@return the finding in one line} */
    @Override
    public String toString() {
        return isError ? text : "warning: " + text;
    }
}
