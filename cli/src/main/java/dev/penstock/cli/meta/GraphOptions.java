package dev.penstock.cli.meta;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.SecretFileWarning;
import dev.penstock.cli.SecretSource;
import dev.penstock.graph.AccessToken;
import dev.penstock.graph.GraphClient;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How to reach the Graph API. The access token comes from a file or a variable, never from an argument. */
public final class GraphOptions {

    private static final String TOKEN_VARIABLE = "WHATSAPP_ACCESS_TOKEN";

    @Option(
            names = "--access-token-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the access token; default " + TOKEN_VARIABLE + ".")
    private @Nullable String tokenVariable;

    @Option(names = "--access-token-file", paramLabel = "FILE", description = "The file that holds the access token.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--graph-url",
            paramLabel = "URL",
            defaultValue = "https://graph.facebook.com",
            description = "Where the Graph API is; default ${DEFAULT-VALUE}.")
    private URI baseUrl;

    @Option(
            names = "--graph-version",
            paramLabel = "VERSION",
            defaultValue = GraphClient.DEFAULT_VERSION,
            description = "The version of the Graph API; default ${DEFAULT-VALUE}.")
    private String version;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    private final SecretFileWarning warning = new SecretFileWarning();

    /** A client, to be closed. */
    public GraphClient open() {
        return GraphClient.builder(AccessToken.of(token()))
                .baseUrl(baseUrl)
                .version(version)
                .build();
    }

    private String token() {
        if (tokenFile == null && tokenVariable == null && System.getenv(TOKEN_VARIABLE) == null) {
            throw new UsageFailure(
                    ("The access token is needed: set %s, or give --access-token-env or --access-token-file. A"
                                    + " system user access token lasts; the App Dashboard's ends after a day.")
                            .formatted(TOKEN_VARIABLE));
        }
        var variable = tokenFile == null && tokenVariable == null ? TOKEN_VARIABLE : tokenVariable;
        warning.check(mixee, tokenFile, "access token");
        return SecretSource.read(tokenFile, variable, "access token").orElseThrow();
    }
}
