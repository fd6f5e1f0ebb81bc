package dev.penstock.endpoint;

import java.security.SecureRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Ids of requests: ten letters and digits that nobody confuses, which is short to say and enough for years of logs. */
final class RequestIds {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 10;
    private static final Pattern FIT_FOR_A_LOG = Pattern.compile("[!-~]{1,64}");

    private RequestIds() {}

    static String random() {
        long bits = RANDOM.nextLong();
        var id = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            id[i] = ALPHABET[(int) (bits & 31)];
            bits >>>= 5;
        }
        return new String(id);
    }

    /** The id that somebody else gives; one of our own where that is none, or could forge a line of a log. */
    static String from(Supplier<String> given) {
        try {
            var id = given.get();
            return id != null && isFitForALog(id) ? id : random();
        } catch (RuntimeException broken) {
            return random();
        }
    }

    static boolean isFitForALog(String text) {
        return FIT_FOR_A_LOG.matcher(text).matches();
    }
}
