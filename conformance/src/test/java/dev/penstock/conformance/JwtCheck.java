package dev.penstock.conformance;

import dev.penstock.conformance.WrongEndpoint.Mistake;
import dev.penstock.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies a flow token signature as the little endpoint does, right but for the mistakes that are planted. None of
 * ours is used.
 */
record JwtCheck(String secret, String previousSecret, Set<Mistake> mistakes) {

    /** 200 if the request may pass, 427 if not, 500 if the check itself fails. */
    int status(Map<String, Object> request) {
        var signature = request.get("flow_token_signature");
        if (mistakes.contains(Mistake.TOKEN_SIGNATURE_NOT_VERIFIED)) {
            return 200;
        }
        if (signature == null) {
            return mistakes.contains(Mistake.TOKEN_SIGNATURE_REQUIRED) ? 427 : 200;
        }
        if (mistakes.contains(Mistake.TOKEN_SIGNATURE_REFUSED)) {
            return 427;
        }
        try {
            return isGood(String.valueOf(signature).split("\\.", -1), request) ? 200 : 427;
        } catch (GeneralSecurityException | RuntimeException broken) {
            return mistakes.contains(Mistake.BROKEN_TOKEN_SIGNATURE_IS_500) ? 500 : 427;
        }
    }

    private boolean isGood(String[] parts, Map<String, Object> request) throws GeneralSecurityException {
        var algorithm = String.valueOf(json(parts[0]).get("alg"));
        boolean isTrusting = mistakes.contains(Mistake.ALGORITHM_OF_THE_TOKEN);
        boolean isSigned = isTrusting && (algorithm.equalsIgnoreCase("none") || algorithm.equals("HS512"))
                || algorithm.equals("HS256") && (isSigned(secret, parts) || isSigned(previousSecret, parts));
        var claims = json(parts[1]);
        boolean isInTime = mistakes.contains(Mistake.EXPIRY_NOT_HELD_TO)
                || !(claims.get("exp") instanceof Number end)
                || Instant.now().getEpochSecond() < end.longValue();
        boolean isForToken = mistakes.contains(Mistake.TOKEN_NOT_COMPARED)
                || request.get("flow_token").equals(claims.get("flow_token"));
        return isSigned && isInTime && isForToken;
    }

    private static boolean isSigned(String key, String[] parts) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var expected = mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return MessageDigest.isEqual(expected, Base64.getUrlDecoder().decode(parts[2]));
    }

    private static Map<String, Object> json(String part) {
        return StrictJson.readObject(Base64.getUrlDecoder().decode(part));
    }
}
