package dev.penstock.fuzzing;

import dev.penstock.FlowRequest;
import dev.penstock.MalformedRequestException;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.flowjson.expression.Evaluator;
import dev.penstock.flowjson.expression.Expression;
import dev.penstock.flowjson.expression.ExpressionParser;
import dev.penstock.flowjson.expression.ExpressionSyntaxException;
import dev.penstock.flowjson.lint.Linter;
import dev.penstock.json.JsonFormatException;
import dev.penstock.simulator.phone.scenario.Scenario;
import dev.penstock.simulator.phone.scenario.ScenarioException;
import dev.penstock.webhook.Webhooks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every parser of what comes from outside. Whatever the bytes are, it reads them or refuses them with the exception
 * that its Javadoc names; anything else is a fault.
 */
enum Target {
    /** The encrypted body of a request. */
    ENVELOPE(MalformedRequestException.class, input -> {
        EncryptedRequest.parse(input);
        return true;
    }),
    /** What is inside. */
    CLEAR_REQUEST(MalformedRequestException.class, input -> {
        FlowRequest.parse(input);
        return true;
    }),
    /** The text of a key file. */
    PEM(UnusableKeyException.class, input -> isKey(text(input))),
    /** The bytes in a key file, under a label that the first byte chooses. */
    DER(UnusableKeyException.class, input -> {
        var labels = List.of("PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PUBLIC KEY", "CERTIFICATE");
        var label = labels.get(input.length == 0 ? 0 : Math.floorMod(input[0], labels.size()));
        var body =
                Base64.getEncoder().encodeToString(Arrays.copyOfRange(input, Math.min(1, input.length), input.length));
        return isKey("-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label));
    }),
    /** Flow JSON: read, linted, and its screens understood. */
    FLOW_JSON(UnreadableFlowJsonException.class, input -> {
        boolean isGood = !Linter.standard().check(input).hasErrors();
        ScreenModels.of(FlowJson.parse(input));
        return isGood;
    }),
    /** Conditions, backtick expressions and bindings, parsed and evaluated. */
    EXPRESSION(ExpressionSyntaxException.class, input -> {
        var text = text(input);
        Function<String, Expression> parser = text.startsWith("`")
                ? ExpressionParser::parseBacktick
                : text.startsWith("$") ? ExpressionParser::parseBinding : ExpressionParser::parseCondition;
        var evaluator = Evaluator.in(name -> name.text().length() % 2 == 0 ? Optional.of(1) : Optional.empty());
        evaluator.evaluate(parser.apply(text));
        return true;
    }),
    /** What Meta delivers beside the endpoint, down to its events. */
    WEBHOOK(JsonFormatException.class, Webhooks::areRead),
    /** A scenario in YAML. */
    SCENARIO(ScenarioException.class, input -> {
        Scenario.parse(text(input), Path.of("folder"), "fuzzed");
        return true;
    }),
    /** The signature of a flow token, and a flow token of ours: as they are, and signed. */
    JWT(RuntimeException.class, Tokens::areRead) {
        @Override
        boolean isRefusal(RuntimeException thrown) {
            return false; // false is all that it says
        }
    };

    private static final char[] PASSPHRASE = "correct-horse".toCharArray();

    private final Class<? extends RuntimeException> refusal;
    private final Reading reading;

    Target(Class<? extends RuntimeException> refusal, Reading reading) {
        this.refusal = refusal;
        this.reading = reading;
    }

    /** Reads something, and says whether it was found good. */
    interface Reading {
        boolean read(byte[] input);
    }

    static Target named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The name as {@code bin/fuzz} and the folder of the seeds have it. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the bytes are read and not refused; throws what no parser may throw. */
    boolean reads(byte[] input) {
        try {
            return reading.read(input);
        } catch (RuntimeException thrown) {
            if (isRefusal(thrown)) {
                return false;
            }
            throw thrown;
        }
    }

    boolean isRefusal(RuntimeException thrown) {
        return refusal.equals(thrown.getClass());
    }

    private static boolean isKey(String text) {
        boolean isPublic = false;
        try {
            BusinessPublicKey.parse(text);
            isPublic = true;
        } catch (UnusableKeyException refused) {
            // It may be a private one.
        }
        return isPublic || !PrivateKeys.parse(text, PASSPHRASE).getModulus().testBit(2048);
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
