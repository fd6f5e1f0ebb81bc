package dev.penstock.gateway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The known answers were made with npm {@code standardwebhooks} 1.1.1. */
class SigningSecretsTest {

    private static final String ONE = "whsec_cGVuc3RvY2sga25vd24gYW5zd2VyIHNlY3JldCBvbmU=";
    private static final String TWO = "whsec_cGVuc3RvY2sga25vd24gYW5zd2VyIHNlY3JldCAyLi4=";
    private static final Instant SENT = Instant.ofEpochSecond(1_764_244_800, 999_000_000);
    private static final String TEXT = """
            {"version":"4.0","action":"INIT","screen":"","data":{"name":"Žofie ☂"},"flow_token":"t-1"}""";

    private static final byte[] BODY = TEXT.getBytes(StandardCharsets.UTF_8);

    @Test
    void signsAsTheReferenceLibraryDoes() {
        assertThat(SigningSecrets.of(ONE).sign("req_0123456789abcdef0123456789abcdef", SENT, BODY))
                .isEqualTo("v1,U5E+4A3WGUZNQzfjI18ramukgXDW0mR1BrAVl+PY8UA=");
        assertThat(SigningSecrets.of("whsec_" + "/".repeat(85) + "w==")
                        .sign("sub_ffffffffffffffffffffffffffffffff", SENT, new byte[0]))
                .isEqualTo("v1,TFYY4n8FIEy1mtcwg2BA6sQpcUmWjNVDs0hj3pokpwQ=");
    }

    @Test
    void signsWithEverySecretWhileOneIsExchanged() {
        assertThat(SigningSecrets.of(ONE).alsoSignWith(TWO).sign("req_0123456789abcdef0123456789abcdef", SENT, BODY))
                .isEqualTo("v1,U5E+4A3WGUZNQzfjI18ramukgXDW0mR1BrAVl+PY8UA="
                        + " v1,FCgetPuFfr3/xM0sflfefhrdmpbWhyq4lqUD6Sab/6Q=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "cGVuc3RvY2sga25vd24gYW5zd2VyIHNlY3JldCBvbmU=",
                "WHSEC_cGVuc3RvY2sga25vd24gYW5zd2VyIHNlY3JldCBvbmU=",
                "whsec_cGVuc3RvY2sga25vd24gYW5zd2Vy",
                "whsec_cGVuc3RvY2sga25vd24gYW5zd2VyIHNlY3JldCBvbmU=\n",
                " whsec_cGVuc3RvY2sga25vd24gYW5zd2VyIHNlY3JldCBvbmU=",
                "whsec_not base64 at all, but long enough to be one",
            })
    void refusesWhatIsNoSecretWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> SigningSecrets.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A signing secret is whsec_ and the Base64 of 24 to 64 bytes")
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(String.valueOf(message)).doesNotContain("cGVuc3"));
    }

    @Test
    void refusesOneThatIsTooLong() {
        var secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[65]);

        assertThatThrownBy(() -> SigningSecrets.of(secret)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTheSameTwice() {
        var secrets = SigningSecrets.of(ONE);

        assertThatThrownBy(() -> secrets.alsoSignWith(ONE)).hasMessageContaining("there twice");
    }

    @Test
    void textShowsIdsOnly() {
        var secrets = SigningSecrets.of(ONE).alsoSignWith(TWO);

        assertThat(secrets.toString()).matches("SigningSecrets\\[[0-9a-f]{8}, [0-9a-f]{8}]");
    }

    @Test
    void generatedOnesAreSecretsAndDiffer() {
        var one = SigningSecrets.generate();
        var other = SigningSecrets.generate();

        assertThat(one).isNotEqualTo(other);
        assertThat(SigningSecrets.of(one).alsoSignWith(other).toString()).startsWith("SigningSecrets[");
    }
}
