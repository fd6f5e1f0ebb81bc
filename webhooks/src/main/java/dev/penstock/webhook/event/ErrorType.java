package dev.penstock.webhook.event;

import java.util.Locale;

/**
 * The kinds of errors in alerts. Meta spells them in more than one way ({@code timeout_error}, {@code TIMEOUT}), so
 * they are compared without case, dashes and endings.
 */
public enum ErrorType {
    /** The endpoint took more than 10 seconds. */
    TIMEOUT,
    /** The linked app lacks the capability for endpoints. */
    MISSING_CAPABILITY,
    /** The Flow cannot be served: its state, the account, or versions missing in the Flow JSON. */
    CANNOT_BE_SERVED,
    /** The endpoint closed the connection without a valid answer. */
    NO_HTTP_RESPONSE,
    /** The endpoint answered with a status that Meta does not expect, such as 500. */
    UNEXPECTED_HTTP_STATUS,
    /** The phone could not get the business public key. */
    PUBLIC_KEY_MISSING,
    /** The phone could not verify Meta's signature over the business public key. */
    PUBLIC_KEY_SIGNATURE_VERIFICATION,
    /** The phone could not open the endpoint's answer. */
    RESPONSE_DECRYPTION,
    /** The answer named a screen that cannot be reached from the one before. */
    INVALID_SCREEN_TRANSITION,
    /** The answer's data does not match the screen. */
    PAYLOAD_SCHEMA,
    /** The endpoint could not decrypt, also after the phone had fetched the public key anew. */
    BUSINESS_DECRYPTION,
    /** A kind that Meta did not have when this was written. */
    UNKNOWN;

    /**
     * Reads Meta's word.
     *
     * @param word the word, in any of its spellings
     * @return the kind
     */
    public static ErrorType parse(String word) {
        var plain = word.toLowerCase(Locale.ROOT).replace('-', '_');
        plain = plain.endsWith("_error") ? plain.substring(0, plain.length() - "_error".length()) : plain;
        return switch (plain) {
            case "timeout" -> TIMEOUT;
            case "missing_capability", "capability" -> MISSING_CAPABILITY;
            case "cannot_be_served" -> CANNOT_BE_SERVED;
            case "no_http_response" -> NO_HTTP_RESPONSE;
            case "unexpected_http_status_code" -> UNEXPECTED_HTTP_STATUS;
            case "public_key_missing" -> PUBLIC_KEY_MISSING;
            case "public_key_signiture_verification", "public_key_signature_verification" ->
                PUBLIC_KEY_SIGNATURE_VERIFICATION;
            case "response_decryption" -> RESPONSE_DECRYPTION;
            case "invalid_screen_transition" -> INVALID_SCREEN_TRANSITION;
            case "payload_schema" -> PAYLOAD_SCHEMA;
            case "business_decryption" -> BUSINESS_DECRYPTION;
            default -> UNKNOWN;
        };
    }

    /** {@return whether uploading the business public key again may help} */
    public boolean isAboutKey() {
        return this == PUBLIC_KEY_MISSING || this == PUBLIC_KEY_SIGNATURE_VERIFICATION || this == BUSINESS_DECRYPTION;
    }
}
