package dev.penstock.cli.phone;

import dev.penstock.FlowToken;
import dev.penstock.cli.CredentialOptions;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.FlowTokenOptions;
import dev.penstock.cli.FlowTokenSignatureOption;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.testing.EncryptingLine;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The endpoint that the phone calls, and what it needs for that. */
final class EndpointOptions {

    @Option(names = "--url", paramLabel = "URL", required = true, description = "The endpoint, in any language.")
    private URI url;

    @Mixin
    private FlowTokenOptions flowToken;

    @Mixin
    private FlowTokenSignatureOption flowTokenSignature;

    @Mixin
    private CredentialOptions credentials;

    EncryptingLine open() {
        return open(Optional::empty);
    }

    /**
     * A line that encrypts under the key which is registered, if there is one, and otherwise under the one that was
     * given.
     */
    EncryptingLine open(Supplier<Optional<BusinessPublicKey>> registered) {
        return credentials.line(url, registered);
    }

    /** Empty if nothing is to be signed. */
    Optional<String> appSecret() {
        return credentials.appSecret();
    }

    /**
     * The signature for a flow token, if one is wanted; says so where the Flow is of a version in which phones send
     * none.
     */
    Optional<String> flowTokenSignature(FlowJson flow, String token) {
        if (flowTokenSignature.isWanted() && !flow.dataApiVersion().equals(Optional.of("4.0"))) {
            throw new CommandFailure(
                    "--flow-token-signature is for a Flow JSON with data_api_version 4.0: without it, phones send"
                            + " none.");
        }
        return flowTokenSignature(token);
    }

    /** The same whatever the Flow, for messages whose Flow is not known yet. */
    Optional<String> flowTokenSignature(String token) {
        return flowTokenSignature.sign(token, credentials::secretForFlowTokens);
    }

    /** A new one each time if it is signed. */
    String flowToken() {
        return flowToken.token(credentials::secretForFlowTokens).orElse(FlowToken.UNUSED);
    }
}
