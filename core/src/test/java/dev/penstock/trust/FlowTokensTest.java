package dev.penstock.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.test.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTokensTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String NEXT_SECRET = "fedcba9876543210fedcba9876543210";

    private final ManualClock clock = ManualClock.create();
    private final FlowTokens tokens = tokens(AppSecrets.of(SECRET));
    private final String token = tokens.issue("shop", "customer-7");

    private FlowTokens tokens(AppSecrets secrets) {
        return FlowTokens.of(secrets.withClock(clock)).withClock(clock).withLifetime(Duration.ofHours(1));
    }

    @Test
    void issuedTokenIsVerifiedWithItsSubject() {
        assertThat(tokens.verify("shop", token))
                .isEqualTo(new TokenCheck.Verified("customer-7", clock.instant().plusSeconds(3600)));
    }

    @Test
    void tokenIsSafeInUrlsAndMessages() {
        assertThat(tokens.issue("shop", "\u00e4 \"subject\" / with {} all")).matches("[A-Za-z0-9._-]+");
    }

    @Test
    void loneSurrogatesOfASubjectOrFlowAreKeptApart() {
        var odd = tokens.issue("shop\ud800", "customer\udc00");

        assertThat(tokens.verify("shop\ud800", odd))
                .isEqualTo(new TokenCheck.Verified(
                        "customer\udc00", clock.instant().plusSeconds(3600)));
        assertThat(tokens.verify("shop?", odd)).isEqualTo(TokenCheck.OtherFlow.INSTANCE);
        assertThat(tokens.verify("shop", token + "\ud800")).isEqualTo(TokenCheck.Forged.INSTANCE);
        assertThat(AppSecrets.of(SECRET + "\ud800").toString())
                .isNotEqualTo(AppSecrets.of(SECRET + "?").toString());
    }

    @Test
    void noTwoTokensAreAlike() {
        assertThat(tokens.issue("shop", "customer-7")).isNotEqualTo(token);
    }

    @Test
    void tokenExpiresAtTheEndOfItsLifetime() {
        clock.advance(Duration.ofHours(1).minusSeconds(1));
        assertThat(tokens.verify("shop", token)).isInstanceOf(TokenCheck.Verified.class);

        clock.advance(Duration.ofSeconds(1));
        assertThat(tokens.verify("shop", token)).isEqualTo(new TokenCheck.Expired("customer-7", clock.instant()));
    }

    @Test
    void tokenOfAnotherFlowIsNamedAsSuch() {
        assertThat(tokens.verify("clinic", token)).isEqualTo(TokenCheck.OtherFlow.INSTANCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unused",
                ".",
                "p1",
                "p1.",
                "p1..",
                "p2.e30.AAAA",
                "flows-builder-1",
                "eyJhbGciOiJub25lIn0.e30."
            })
    void textsOfOthersAreForged(String text) {
        assertThat(tokens.verify("shop", text)).isEqualTo(TokenCheck.Forged.INSTANCE);
    }

    @Test
    void everyChangedCharacterIsForged() {
        for (int i = 0; i < token.length(); i++) {
            var changed = new StringBuilder(token);
            changed.setCharAt(i, token.charAt(i) == 'A' ? 'B' : 'A');

            assertThat(tokens.verify("shop", changed.toString()))
                    .as("character %d", i)
                    .isEqualTo(TokenCheck.Forged.INSTANCE);
        }
    }

    @Test
    void everyShorterTokenIsForged() {
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.verify("shop", token.substring(0, length))).isEqualTo(TokenCheck.Forged.INSTANCE);
        }
        assertThat(tokens.verify("shop", token + "A")).isEqualTo(TokenCheck.Forged.INSTANCE);
    }

    @Test
    void tokensOfThePreviousSecretAreGoodUntilItsEnd() {
        var rotated = tokens(
                AppSecrets.of(NEXT_SECRET).alsoAccept(SECRET, clock.instant().plusSeconds(60)));

        assertThat(rotated.verify("shop", token)).isInstanceOf(TokenCheck.Verified.class);
        clock.advance(Duration.ofSeconds(60));
        assertThat(rotated.verify("shop", token)).isEqualTo(TokenCheck.Forged.INSTANCE);
    }

    @Test
    void tokensAreIssuedUnderTheCurrentSecret() {
        var rotated = tokens(
                AppSecrets.of(NEXT_SECRET).alsoAccept(SECRET, clock.instant().plusSeconds(60)));

        assertThat(tokens.verify("shop", rotated.issue("shop", "s"))).isEqualTo(TokenCheck.Forged.INSTANCE);
    }

    /** A MAC of one kind must never serve as one of another kind. */
    @Test
    void appSecretItselfSignsNoToken() {
        var signed = token.substring(0, token.lastIndexOf('.'));
        var requestSignature = RequestSignature.of(AppSecrets.of(SECRET))
                .sign(signed.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .substring("sha256=".length());
        var mac = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.HexFormat.of().parseHex(requestSignature));

        assertThat(tokens.verify("shop", signed + "." + mac)).isEqualTo(TokenCheck.Forged.INSTANCE);
    }

    @Test
    void everyTokenThatIsIssuedCanBeVerified() {
        var widest = "\u4e2d".repeat(FlowTokens.MAX_SUBJECT_LENGTH);

        assertThat(tokens.verify("shop", tokens.issue("shop", widest))).isInstanceOf(TokenCheck.Verified.class);
    }

    @Test
    void subjectTooLongToComeBackIsRefusedWhenItIsIssued() {
        assertThat(tokens.verify("shop", tokens.issue("shop", "x".repeat(200))))
                .isInstanceOf(TokenCheck.Verified.class);
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.issue("shop", "x".repeat(201)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.issue("shop", "\u0001".repeat(200)))
                .withMessageContaining("1024");
    }

    @Test
    void lifetimeHasToBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.withLifetime(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.withLifetime(Duration.ofSeconds(-1)));
    }
}
