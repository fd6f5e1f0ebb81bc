package dev.penstock.cli;

import dev.penstock.testing.FlowTokenSigner;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether requests carry the {@code flow_token_signature} of data API 4.0, and what is wrong with it. */
public final class FlowTokenSignatureOption {

    private static final AppSecrets NOBODYS = AppSecrets.of("a-secret-that-is-nobody-s-at-all");

    @Option(
            names = "--flow-token-signature",
            paramLabel = "KIND",
            defaultValue = "none",
            converter = KindConverter.class,
            description = "Send the flow_token_signature of data API 4.0: valid, wrong-secret, other-token or none;"
                    + " default ${DEFAULT-VALUE}.")
    private Kind kind;

    enum Kind {
        NONE,
        VALID,
        WRONG_SECRET,
        OTHER_TOKEN
    }

    /** Whether one is to be sent. */
    public boolean isWanted() {
        return kind != Kind.NONE;
    }

    /** The signature for a flow token; empty if none is to be sent. The secret is asked for only where it is needed. */
    public Optional<String> sign(String flowToken, Supplier<AppSecrets> secret) {
        return switch (kind) {
            case NONE -> Optional.empty();
            case VALID -> Optional.of(signer(secret.get()).sign(flowToken));
            case WRONG_SECRET -> Optional.of(signer(NOBODYS).sign(flowToken));
            case OTHER_TOKEN -> Optional.of(signer(secret.get()).sign(flowToken + "-of-somebody-else"));
        };
    }

    private static FlowTokenSigner signer(AppSecrets secret) {
        return FlowTokenSigner.with(RequestSignature.of(secret));
    }

    static final class KindConverter implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String text) {
            for (var kind : Kind.values()) {
                if (kind.name().replace('_', '-').equals(text.toUpperCase(Locale.ROOT))) {
                    return kind;
                }
            }
            throw new TypeConversionException("it takes valid, wrong-secret, other-token or none");
        }
    }
}
