package dev.penstock.graph;

import dev.penstock.webhook.internal.SendAdvice;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to do about the error codes that Meta documents for Flows, keys, templates and sends. */
final class GraphAdvice {

    static final int TOKEN_REFUSED = 190;

    private static final Set<Integer> RATE_LIMITS = Set.of(4, 17, 32, 613, 80007, 130429, 131056);

    /** An object that does not exist, or that the token may not see. */
    private static final int NO_SUCH_OBJECT = 33;

    private static final int NEEDS_ADVANCED_ACCESS = 1349174;

    private GraphAdvice() {}

    static boolean isRateLimit(GraphError error) {
        return error.code().isPresent() && RATE_LIMITS.contains(error.code().getAsInt());
    }

    /** The code says more than the status: one and the same status stands for quite different faults. */
    static Optional<String> of(int status, GraphError error) {
        if (isRateLimit(error)) {
            return Optional.of(
                    error.code().orElse(0) == 131056
                            ? "Too many messages to this one person: wait a while before the next."
                            : "Too many calls: wait a few minutes, and make fewer.");
        }
        int code = error.code().orElse(0);
        return Optional.ofNullable(
                        switch (code) {
                            case 0 -> null;
                            case 10, 200 -> permission(error);
                            case 100 -> parameter(error);
                            case TOKEN_REFUSED ->
                                "The access token has expired, was revoked or is damaged: make a new system user"
                                        + " access token.";
                            default -> {
                                var send = SendAdvice.of(code);
                                yield send == null ? flow(code) : send;
                            }
                        })
                .or(() -> byStatus(status, code != 0));
    }

    private static String permission(GraphError error) {
        return error.subcode().orElse(0) == NEEDS_ADVANCED_ACCESS
                ? "The app may not do this for this business: it needs Advanced Access to whatsapp_business_messaging."
                : "The access token lacks a permission: give the system user whatsapp_business_management and"
                        + " whatsapp_business_messaging, and assign it the WhatsApp Business Account.";
    }

    private static String parameter(GraphError error) {
        if (error.subcode().orElse(0) == NO_SUCH_OBJECT) {
            return "No such object, or the access token may not see it: check the id, and that it is of the right"
                    + " kind. A message is sent from the phone number ID, not from the number itself nor from the"
                    + " account. Assign the account to the system user of the token.";
        }
        if (error.details().isPresent()) {
            return "Correct what Meta names there: something is missing, too much, or of another kind than Meta"
                    + " documents.";
        }
        return "Something given is not what Meta expects here: an id of another kind or of nothing the token may see, a"
                + " Flow name that is taken, an unknown Flow JSON or data API version, or an endpoint URI that is no"
                + " https URL.";
    }

    private static @Nullable String flow(int code) {
        return switch (code) {
            case 132068 ->
                "The Flow is blocked, because its endpoint failed too often: repair the endpoint; Meta lifts the block"
                        + " by itself once the endpoint is healthy.";
            case 132069 ->
                "The Flow is throttled to 10 messages an hour, because its endpoint failed too often: repair the"
                        + " endpoint; Meta lifts the limit by itself.";
            case 139000 -> "Meta's integrity rules block this: look at the account's quality in WhatsApp Manager.";
            case 139001 ->
                "The Flow cannot be changed as it is: try again in case Meta could not process it, otherwise clone it"
                        + " into a new Flow.";
            case 139002 ->
                "Meta refuses to publish. It needs: a number on the account with a signed business public key, an"
                        + " endpoint URI that answers the health check, a linked app that is subscribed to webhooks,"
                        + " and a Flow JSON without errors in a version that can be published. penstock doctor finds"
                        + " which one is missing.";
            case 139003 -> "Only a published Flow can be deprecated; if it is deprecated already, all is well.";
            case 139004 -> "A Flow that was published cannot be deleted: deprecate it.";
            case 139006 -> "Too few requests in that time for Meta to give a metric.";
            default -> null;
        };
    }

    /** Where the code is one that Meta has and this table has not, a status must not send people to a wrong place. */
    private static Optional<String> byStatus(int status, boolean hasCode) {
        return Optional.ofNullable(
                switch (status) {
                    case 0 -> "Check the network, the proxy and the base URL, and try again.";
                    case 401 -> "The access token is refused: make a new system user access token.";
                    case 403 -> "The access token lacks a permission for this.";
                    case 404 -> hasCode ? null : "Check the id and the version of the Graph API.";
                    case 429 -> "Too many calls: wait a few minutes, and make fewer.";
                    default -> status >= 500 ? "Meta has a fault on its side: try again later." : null;
                });
    }
}
