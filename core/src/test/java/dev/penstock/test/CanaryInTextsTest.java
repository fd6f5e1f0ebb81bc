package dev.penstock.test;

import static dev.penstock.test.Canary.APP_SECRET;
import static dev.penstock.test.Canary.CANARY;
import static dev.penstock.test.Canary.PLANTED_DATA;
import static dev.penstock.test.Canary.assertNothingIn;
import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Completion;
import dev.penstock.Flow;
import dev.penstock.FlowData;
import dev.penstock.FlowRequest;
import dev.penstock.FlowToken;
import dev.penstock.InvalidFlowToken;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.EndpointRequest;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.json.StrictJson;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.test.Canary.Form;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The same for texts, exceptions and keys. */
class CanaryInTextsTest {

    @Test
    void nothingComesOutOfTexts() {
        var phone = new Phone(TestKeys.CURRENT_PUBLIC, APP_SECRET);
        var secrets = AppSecrets.of(APP_SECRET).alsoAccept(CANARY + "-an-earlier-secret", java.time.Instant.MAX);
        var tokens = FlowTokens.of(secrets);
        var token = tokens.issue("shop", CANARY);
        var request = phone.seal(dataExchange("FORM", PLANTED_DATA, CANARY)).request();
        var encrypted = EncryptedRequest.parse(request.body());
        var opened = TestKeys.KEYSET.open(encrypted);
        var data = FlowData.from(Map.of(CANARY, CANARY));

        var texts = new ArrayList<Object>(List.of(
                parse(dataExchange("FORM", PLANTED_DATA, CANARY)),
                parse("{\"action\":\"INIT\",\"screen\":\"%1$s\",\"version\":\"%1$s\",\"%1$s\":1}".formatted(CANARY)),
                parse("{\"action\":\"BACK\",\"screen\":\"%1$s\",\"flow_token\":\"%1$s\"}".formatted(CANARY)),
                parse("{\"action\":\"ping\",\"version\":\"%1$s\",\"%1$s\":1}".formatted(CANARY)),
                parse(dataExchange("FORM", "{\"error\":\"%1$s\",\"error_message\":\"%1$s\"}".formatted(CANARY))),
                data,
                new NextScreen("FORM", data).withErrorMessage(CANARY),
                Completion.of(Map.of(CANARY, CANARY)),
                new InvalidFlowToken(CANARY),
                FlowToken.of(CANARY),
                new FlowToken(token, Optional.of(CANARY)),
                request,
                EndpointRequest.of(new byte[0], CANARY),
                new EndpointResponse(200, CANARY.getBytes(StandardCharsets.UTF_8)),
                encrypted,
                opened,
                new GuardedAnswer(200, CANARY.getBytes(StandardCharsets.UTF_8), true),
                secrets,
                tokens,
                tokens.verify("shop", token),
                tokens.withLifetime(Duration.ofNanos(1)).verify("shop", token),
                RequestSignature.of(secrets),
                FlowTokenSignature.of(secrets, InstantSource.system()),
                FlowEndpoint.builder(Flow.named("shop")
                                .onInit(init -> new InvalidFlowToken(CANARY))
                                .build())
                        .keyset(TestKeys.KEYSET)
                        .appSecrets(secrets)
                        .build()));

        assertThat(texts).allSatisfy(text -> assertThat(text.toString()).doesNotContainIgnoringCase(CANARY));
    }

    @Test
    void nothingComesOutOfExceptions() {
        var holdsNull = new HashMap<String, Object>();
        holdsNull.put("day", null);
        holdsNull.put("text", CANARY);
        var secrets = AppSecrets.of(APP_SECRET);
        var form = ((ScreenRequest) parse(dataExchange("FORM", "{\"seats\":\"%1$s\",\"%1$s\":1}".formatted(CANARY))))
                .data();

        assertNothingIn(
                () -> StrictJson.readObject("{\"" + CANARY + "\":" + CANARY),
                () -> StrictJson.readObject("{\"%1$s\":\"%1$s\",\"%1$s\":1}".formatted(CANARY)),
                () -> StrictJson.readObject("{\"" + CANARY.repeat(200) + "\":1}"),
                () -> StrictJson.write(new Object() {
                    @SuppressWarnings("unused")
                    public String getText() {
                        throw new IllegalStateException(CANARY);
                    }
                }),
                () -> FlowRequest.parse(PLANTED_DATA.getBytes(StandardCharsets.UTF_8)),
                () -> FlowRequest.parse(("{\"action\":\"" + CANARY + "\"}").getBytes(StandardCharsets.UTF_8)),
                () -> EncryptedRequest.parse(PLANTED_DATA.getBytes(StandardCharsets.UTF_8)),
                () -> EncryptedRequest.parse(StrictJson.write(Map.of("initial_vector", CANARY))),
                () -> FlowData.from(holdsNull),
                () -> form.as(Form.class),
                () -> secrets.alsoAccept(APP_SECRET, java.time.Instant.MAX),
                () -> AppSecrets.of(APP_SECRET + "\n"),
                () -> AppSecrets.of(CANARY),
                () -> FlowTokens.of(secrets).issue("shop", CANARY.repeat(50)),
                () -> TestKeys.KEYSET.open(
                        EncryptedRequest.parse(new Phone(BusinessPublicKey.of(PrivateKeys.generate()), APP_SECRET)
                                .seal(PLANTED_DATA)
                                .request()
                                .body())),
                () -> KeyUnwrappers.of(TestKeys.CURRENT).unwrap(CANARY.getBytes(StandardCharsets.UTF_8)));
    }

    private final String encrypted = PrivateKeys.encryptedPem(TestKeys.CURRENT, CANARY.toCharArray());
    private final String clear = PrivateKeys.clearPem(TestKeys.CURRENT);

    @Test
    void nothingComesOutOfKeysThatCannotBeRead() {
        assertNothingIn(
                () -> PrivateKeys.parse(encrypted),
                () -> PrivateKeys.parse(encrypted, (CANARY + "!").toCharArray()),
                () -> PrivateKeys.parse(encrypted.substring(0, 600), CANARY.toCharArray()),
                () -> PrivateKeys.parse(clear.substring(0, 600)),
                () -> PrivateKeys.parse(clear.replace("BEGIN PRIVATE", "BEGIN " + CANARY)),
                () -> PrivateKeys.parse(clear + clear),
                () -> PrivateKeys.parse(CANARY),
                () -> BusinessPublicKey.parse(clear),
                () -> Keyset.of(TestKeys.CURRENT).alsoAccept(TestKeys.CURRENT));
    }

    @Test
    void nothingComesOutOfKeysAsText() {
        var lines = clear.lines().filter(line -> !line.startsWith("-----")).toList();

        assertThat(List.of(Keyset.of(TestKeys.CURRENT), KeyUnwrappers.of(TestKeys.CURRENT), TestKeys.CURRENT_PUBLIC))
                .allSatisfy(text -> assertThat(text.toString()).doesNotContain(lines));
    }

    private static FlowRequest parse(String clear) {
        return FlowRequest.parse(clear.getBytes(StandardCharsets.UTF_8));
    }
}
