package dev.penstock.testing;

import dev.penstock.json.StrictJson;
import dev.penstock.trust.RequestSignature;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Makes {@code flow_token_signature}, as Meta does since data API 4.0: a JWT with {@code alg} HS256 under the app
 * secret, whose claim {@code flow_token} is the flow token. Immutable and thread-safe.
 *
 * <p>Written independently of {@code dev.penstock.trust.FlowTokenSignature}, so that each is a check on the other.
 *
 * <p>Source: Meta, "Implementing Endpoint for Flows". That the key is the text of the secret is assumed.
 */
public final class FlowTokenSigner {

    private static final Map<String, Object> HEADER = Map.of("alg", "HS256");

    private final RequestSignature secret;

    private FlowTokenSigner(RequestSignature secret) {
        this.secret = secret;
    }

    /**
     * Creates a signer.
     *
     * @param secret signs with the app secret, as it signs requests: both are HMAC-SHA256
     * @return the signer
     */
    public static FlowTokenSigner with(RequestSignature secret) {
        return new FlowTokenSigner(Objects.requireNonNull(secret, "secret"));
    }

    /**
     * Vouches for a flow token.
     *
     * @param flowToken the flow token
     * @return the value of {@code flow_token_signature}
     */
    public String sign(String flowToken) {
        return jwt(HEADER, Map.of("flow_token", flowToken));
    }

    /**
     * Signs other claims, or says something else of the algorithm than is true; for tests of those who verify.
     *
     * @param header what the first part says
     * @param claims what the second part says
     * @return the three parts, the last one the HMAC-SHA256 under the app secret
     */
    public String jwt(Map<String, ?> header, Map<String, ?> claims) {
        var input = part(header) + "." + part(claims);
        var signed = secret.sign(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + base64Url(HexFormat.of().parseHex(signed.substring(signed.indexOf('=') + 1)));
    }

    private static String part(Map<String, ?> fields) {
        return base64Url(StrictJson.write(new LinkedHashMap<String, Object>(fields)));
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "FlowTokenSigner";
    }
}
