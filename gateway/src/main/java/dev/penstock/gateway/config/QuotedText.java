package dev.penstock.gateway.config;

import java.util.regex.Pattern;

/** What of a file may be repeated in a message: not what may be a secret in the wrong place. */
final class QuotedText {

    private static final Pattern MAY_BE_SECRET =
            Pattern.compile("(?s)[0-9A-Fa-f]{16,}|EAA.{20,}|whsec_.*|.*-----BEGIN.*|[A-Za-z0-9_+/=-]{40,}"
                    + "|.*\\p{Cntrl}.*|.{100,}|.*://[^/]*@.*");

    private QuotedText() {}

    /** In quotation marks, or a remark that it is not shown. */
    static String of(String written) {
        return MAY_BE_SECRET.matcher(written).matches() ? "(not shown, as it may be a secret)" : "\"" + written + "\"";
    }
}
