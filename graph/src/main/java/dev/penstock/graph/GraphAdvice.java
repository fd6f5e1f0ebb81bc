package dev.penstock.graph;

import java.util.Optional;
import java.util.Set;

/** What to do about the error codes that Meta documents for Flows, keys and sends. */
final class GraphAdvice {

    static final int TOKEN_REFUSED = 190;

    private static final Set<Integer> RATE_LIMITS = Set.of(4, 17, 32, 613, 80007, 130429);

    private GraphAdvice() {}

    static boolean isRateLimit(GraphError error) {
        return error.code().isPresent() && RATE_LIMITS.contains(error.code().getAsInt());
    }

    static Optional<String> of(int status, GraphError error) {
        if (isRateLimit(error)) {
            return Optional.of("Too many calls: wait a few minutes, and make fewer.");
        }
        return byCode(error).or(() -> byStatus(status));
    }

    private static Optional<String> byCode(GraphError error) {
        return Optional.ofNullable(
                switch (error.code().orElse(0)) {
                    case 10, 200 ->
                        error.subcode().orElse(0) == 1349174
                                ? "The app may not do this for this business: it needs Advanced Access to whatsapp_business_messaging."
                                : "The access token lacks a permission: give the system user whatsapp_business_management and"
                                        + " whatsapp_business_messaging, and assign it the WhatsApp Business Account.";
                    case 100 ->
                        "Something given is not what Meta expects here: an id of another kind or of nothing the token may see, a"
                                + " Flow name that is taken, an unknown Flow JSON or data API version, or an endpoint URI that is no"
                                + " https URL.";
                    case TOKEN_REFUSED ->
                        "The access token has expired, was revoked or is damaged: make a new system user access token.";
                    case 131000 ->
                        "A check of the Flow's set-up fails: look at the Flow's health status, it names the check.";
                    case 131026 ->
                        "The message cannot be delivered: the number is not on WhatsApp, or its app is too old for this Flow.";
                    case 132068 ->
                        "The Flow is blocked, because its endpoint failed too often: repair the endpoint; Meta lifts the block by"
                                + " itself once the endpoint is healthy.";
                    case 132069 ->
                        "The Flow is throttled to 10 messages an hour, because its endpoint failed too often: repair the endpoint;"
                                + " Meta lifts the limit by itself.";
                    case 139000 ->
                        "Meta's integrity rules block this: look at the account's quality in WhatsApp Manager.";
                    case 139001 ->
                        "The Flow cannot be changed as it is: try again in case Meta could not process it, otherwise clone it"
                                + " into a new Flow.";
                    case 139002 ->
                        "Meta refuses to publish. It needs: a number on the account with a signed business public key, an endpoint"
                                + " URI that answers the health check, a linked app that is subscribed to webhooks, and a Flow JSON"
                                + " without errors in a version that can be published. penstock doctor finds which one is missing.";
                    case 139003 -> "Only a published Flow can be deprecated; if it is deprecated already, all is well.";
                    case 139004 -> "A Flow that was published cannot be deleted: deprecate it.";
                    case 139006 -> "Too few requests in that time for Meta to give a metric.";
                    default -> null;
                });
    }

    private static Optional<String> byStatus(int status) {
        return Optional.ofNullable(
                switch (status) {
                    case 0 -> "Check the network, the proxy and the base URL, and try again.";
                    case 401 -> "The access token is refused: make a new system user access token.";
                    case 403 -> "The access token lacks a permission for this.";
                    case 404 -> "Check the id and the version of the Graph API.";
                    case 429 -> "Too many calls: wait a few minutes, and make fewer.";
                    default -> status >= 500 ? "Meta has a fault on its side: try again later." : null;
                });
    }
}
