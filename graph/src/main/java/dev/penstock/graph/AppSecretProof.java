package dev.penstock.graph;

import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.nio.charset.StandardCharsets;

/** The {@code appsecret_proof} of the Graph API. */
final class AppSecretProof {

    private static final String ALGORITHM = "sha256=";

    private AppSecretProof() {}

    /** It is made as the signature of a request is, and written without the name of the algorithm. */
    static String of(AccessToken token, AppSecrets secrets) {
        return RequestSignature.of(secrets)
                .sign(token.text().getBytes(StandardCharsets.UTF_8))
                .substring(ALGORITHM.length());
    }
}
