package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.trust.AppSecrets;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The endpoint that a command asks many times, and what has to be known of it. */
final class TargetOptions {

    @Parameters(paramLabel = "URL", description = "The endpoint.")
    private URI url;

    @Option(
            names = "--i-own-this-endpoint",
            description = "Needed unless the endpoint is on this machine: it is asked thousands of times.")
    private boolean own;

    @Mixin
    private CredentialOptions credentials;

    @Mixin
    private FlowTokenOptions flowToken;

    @Option(names = "--screen", paramLabel = "SCREEN", description = "A screen that the endpoint accepts as submitted.")
    private @Nullable String screen;

    @Option(
            names = "--data",
            paramLabel = "JSON",
            defaultValue = "{}",
            description = "What is submitted from it, as a JSON object or as @FILE; default ${DEFAULT-VALUE}.")
    private String data;

    /** What it takes to call it, once it is certain that it may be asked. */
    EndpointAccess access() {
        return credentials.access(allowedUrl());
    }

    /** The same without a signature if there is no secret. */
    EndpointAccess accessWithWhatThereIs() {
        return credentials.accessWithWhatThereIs(allowedUrl());
    }

    private URI allowedUrl() {
        boolean isUrl = url.getHost() != null; // else EndpointAccess says what one looks like
        if (isUrl && !own && !isOnThisMachine(url.getHost())) {
            throw new CommandFailure(
                    ("%s is not on this machine. If the endpoint is yours, and may be asked thousands of times, add"
                                    + " --i-own-this-endpoint.")
                            .formatted(url.getHost()));
        }
        return url;
    }

    private static boolean isOnThisMachine(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            throw new CommandFailure("The host %s is not known: check the URL.".formatted(host));
        }
    }

    /** Whether a flow token is given or to be signed. */
    boolean wantsFlowToken() {
        return flowToken.isWanted();
    }

    /** A flow token that the endpoint accepts, if one is given or can be signed. */
    Optional<String> flowToken() {
        return flowToken.token(credentials::secretForFlowTokens);
    }

    /** The one that is given, or so many that are signed; or none. */
    List<String> flowTokens(int count) {
        return flowToken.tokens(credentials::secretForFlowTokens, count);
    }

    /** A flow token that the endpoint no longer accepts, if one can be signed. */
    Optional<String> expiredFlowToken() {
        return flowToken.expired(credentials::secretForFlowTokens);
    }

    /** The secret with which flow tokens and their signatures are made. */
    AppSecrets secret() {
        return credentials.secretForFlowTokens();
    }

    Optional<String> screen() {
        return Optional.ofNullable(screen);
    }

    Map<String, Object> data() {
        return JsonArgument.read("--data", data);
    }
}
