package dev.penstock.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors word by word as Meta sends them. */
class GraphErrorsTest {

    private static final String TOKEN = "EAAtest0123456789token";

    private final CopyOnWriteArrayList<String> paths = new CopyOnWriteArrayList<>();
    private HttpServer meta;
    private volatile int status = 400;
    private volatile String answer = "{}";

    @BeforeEach
    void start() throws IOException {
        meta = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        meta.createContext("/", exchange -> {
            try (exchange) {
                paths.add(exchange.getRequestURI().getPath());
                exchange.getRequestBody().readAllBytes();
                var bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        meta.start();
    }

    @AfterEach
    void stop() {
        meta.stop(0);
    }

    @Test
    void keepsAndShowsTheDetailsThatMetaGives() {
        answer = """
                {"error":{"message":"(#100) Invalid parameter","type":"OAuthException","code":100,
                 "error_data":{"messaging_product":"whatsapp",
                  "details":"Parameter 'text' is mandatory for component parameter type 'text'"},"fbtrace_id":"T1"}}""";

        var refused = refused();

        assertThat(refused.details()).contains("Parameter 'text' is mandatory for component parameter type 'text'");
        assertThat(refused.getMessage())
                .contains("(#100) Invalid parameter: Parameter 'text' is mandatory", "Correct what Meta names")
                .contains("trace id T1");
    }

    @Test
    void saysDetailsOnceWhereTheyRepeatTheMessage() {
        answer = """
                {"error":{"message":"(#131030) Recipient phone number not in allowed list","code":131030,
                 "error_data":{"details":"Recipient phone number not in allowed list"}}}""";

        assertThat(refused().getMessage()).containsOnlyOnce("Recipient phone number not in allowed list");
    }

    @Test
    void readsATitleForPeopleWithItsText() {
        answer = """
                {"error":{"message":"Invalid parameter","type":"OAuthException","code":100,"error_subcode":4233023,
                 "is_transient":false,"error_user_title":"Invalid Flow JSON version",
                 "error_user_msg":"Specified Flow JSON version 3.0 is expired","fbtrace_id":"T1"}}""";

        assertThat(refused().getMessage())
                .contains("Invalid Flow JSON version: Specified Flow JSON version 3.0 is expired.");
    }

    @Test
    void removesTheTokenAndControlCharactersFromDetails() {
        answer = ("{\"error\":{\"code\":100,\"message\":\"m\",\"error_data\":{\"details\":\"token %s\\u001b[31m\\nred"
                        + " %s\"}}}")
                .formatted(TOKEN, "x".repeat(2_000));

        var refused = refused();

        assertThat(refused.details().orElseThrow())
                .contains("[access token]")
                .doesNotContain(TOKEN, "\u001b", "\n")
                .hasSizeLessThan(450);
        assertThat(refused.getMessage()).doesNotContain(TOKEN, "\u001b", "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"17", "[]", "\"text\"", "{}", "{\"details\":\"\"}", "{\"details\":{}}", "{\"details\":null}"})
    void bearsErrorDataOfAnyShape(String data) {
        answer = "{\"error\":{\"code\":100,\"message\":\"(#100) Invalid\",\"error_data\":%s}}".formatted(data);

        var refused = refused();

        assertThat(refused.details()).isEmpty();
        assertThat(refused.getMessage()).contains("Meta says: (#100) Invalid.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | 131000 |         | try again
            400 | 131008 |         | placeholder
            400 | 131009 |         | sub_type flow
            400 | 131030 | 2655007 | API Setup
            400 | 131047 |         | 24 hours
            400 | 131051 |         | interactive
            400 | 131062 |         | phone number
            400 | 132000 |         | more or fewer values
            404 | 132001 |         | language
            400 | 132012 |         | another kind
            400 | 132015 |         | paused
            400 | 132016 |         | disabled
            400 | 133010 |         | register it
            400 | 100    | 33      | phone number ID
            404 | 100    | 33      | phone number ID
            500 | 131000 |         | try again
            401 | 190    | 463     | new system user access token
            429 | 130429 |         | wait a few minutes
            400 | 131056 |         | one person
            403 | 200    | 1349174 | Advanced Access
            """)
    void advisesByTheCodeAndOnce(int httpStatus, int code, Integer subcode, String advice) {
        status = httpStatus;
        answer = "{\"error\":{\"message\":\"(#%d) m\",\"code\":%d%s}}"
                .formatted(code, code, subcode == null ? "" : ",\"error_subcode\":" + subcode);

        var refused = refused();

        assertThat(refused.advice()).hasValueSatisfying(text -> assertThat(text).contains(advice));
        assertThat(refused.getMessage()).containsOnlyOnce(refused.advice().orElseThrow());
        assertThat(refused.happened()).doesNotContain(refused.advice().orElseThrow());
        assertThat(refused.getMessage()).doesNotContain("version of the Graph API");
    }

    @Test
    void doesNotSendPeopleToTheVersionForACodeThatIsNew() {
        status = 404;
        answer = "{\"error\":{\"message\":\"(#132999) Something new\",\"code\":132999}}";

        assertThat(refused().getMessage()).doesNotContain("version of the Graph API");
    }

    @Test
    void advisesByTheStatusWhereThereIsNoCode() {
        status = 404;
        answer = "<html>Not found</html>";
        assertThat(refused().advice())
                .hasValueSatisfying(text -> assertThat(text).contains("version of the Graph API"));

        status = 503;
        assertThat(refused().advice())
                .hasValueSatisfying(text -> assertThat(text).contains("try again later"));
    }

    @Test
    void callsAVersionOfToday() {
        status = 200;

        client().call(GraphRequest.get("1001"));

        assertThat(paths.getFirst()).isEqualTo("/" + GraphClient.DEFAULT_VERSION + "/1001");
        assertThat(Integer.parseInt(GraphClient.DEFAULT_VERSION.replaceAll("^v|\\..*$", "")))
                .isGreaterThanOrEqualTo(25);
    }

    private GraphException refused() {
        return catchThrowableOfType(GraphException.class, () -> client().call(GraphRequest.post("2001/messages")));
    }

    private GraphClient client() {
        return GraphClient.builder(AccessToken.of(TOKEN))
                .baseUrl(URI.create("http://127.0.0.1:" + meta.getAddress().getPort()))
                .retryPolicy(RetryPolicy.never())
                .build();
    }
}
