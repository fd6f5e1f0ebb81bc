package dev.penstock.cli;

import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * The flow token: one that is given, or one that is signed for a Flow with the app secret, as endpoints with
 * {@link FlowTokens} want it.
 */
public final class FlowTokenOptions {

    @ArgGroup
    private GivenOrSigned choice = new GivenOrSigned();

    static final class GivenOrSigned {
        @Option(names = "--flow-token", paramLabel = "TEXT", description = "A flow token that the endpoint accepts.")
        private @Nullable String token;

        @Option(
                names = "--flow-name",
                paramLabel = "NAME",
                description =
                        "The name of the Flow in the endpoint, for which flow tokens are signed with the app secret.")
        private @Nullable String flow;
    }

    /** Whether one is given or to be signed. */
    boolean isWanted() {
        return choice.token != null || choice.flow != null;
    }

    /** That which is given, or a new one that stands for this subject; empty if nothing is said of it. */
    public Optional<String> token(Supplier<AppSecrets> secrets, String subject) {
        return Optional.ofNullable(choice.token)
                .or(() -> flow().map(flow -> FlowTokens.of(secrets.get()).issue(flow, subject)));
    }

    /** The same for somebody whom nobody knows. */
    public Optional<String> token(Supplier<AppSecrets> secrets) {
        return token(secrets, UUID.randomUUID().toString());
    }

    /** That which is given, or so many new ones; none if nothing is said of it. */
    List<String> tokens(Supplier<AppSecrets> secrets, int count) {
        if (choice.token != null) {
            return List.of(choice.token);
        }
        return flow().map(flow -> {
                    var tokens = FlowTokens.of(secrets.get());
                    return Stream.generate(
                                    () -> tokens.issue(flow, UUID.randomUUID().toString()))
                            .limit(count)
                            .toList();
                })
                .orElse(List.of());
    }

    /** A signed one that is no longer valid, where they are signed. */
    Optional<String> expired(Supplier<AppSecrets> secrets) {
        var longAgo = InstantSource.offset(InstantSource.system(), FlowTokens.DEFAULT_LIFETIME.multipliedBy(-2));
        return flow().map(flow -> FlowTokens.of(secrets.get())
                .withClock(longAgo)
                .issue(flow, UUID.randomUUID().toString()));
    }

    private Optional<String> flow() {
        return Optional.ofNullable(choice.flow);
    }
}
