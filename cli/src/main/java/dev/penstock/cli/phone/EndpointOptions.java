package dev.penstock.cli.phone;

import dev.penstock.FlowToken;
import dev.penstock.cli.CredentialOptions;
import dev.penstock.cli.FlowTokenOptions;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.simulator.EncryptingLine;
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
    private CredentialOptions credentials;

    EncryptingLine open() {
        return open(Optional::empty);
    }

    /** A line that encrypts under the key which is registered, if there is one, and otherwise under the one that was given. */
    EncryptingLine open(Supplier<Optional<BusinessPublicKey>> registered) {
        return credentials.line(url, registered);
    }

    /** Empty if nothing is to be signed. */
    Optional<String> appSecret() {
        return credentials.appSecret();
    }

    /** A new one each time if it is signed. */
    String flowToken() {
        return flowToken.token(credentials::secretForFlowTokens).orElse(FlowToken.UNUSED);
    }
}
