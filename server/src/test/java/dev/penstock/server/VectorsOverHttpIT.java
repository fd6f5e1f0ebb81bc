package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.endpoint.EnvelopeVectors;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class VectorsOverHttpIT {

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> answersEveryVectorExactlyOverHttp11() {
        return EnvelopeVectors.cases().stream()
                .map(vector -> dynamicTest(vector.name(), () -> {
                    try (var server = serve(vector).start();
                            var client = HttpClient.newBuilder()
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .build()) {
                        assertAnswered(server, client, vector);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> answersEveryVectorExactlyOverHttps2() throws Exception {
        var certificate = TestCertificate.of("EC", "vectors").write(directory);
        return EnvelopeVectors.cases().stream()
                .map(vector -> dynamicTest(vector.name(), () -> {
                    try (var server = serve(vector)
                                    .host("localhost")
                                    .tls(certificate.files())
                                    .start();
                            var client = HttpClient.newBuilder()
                                    .sslContext(certificate.trustingContext())
                                    .build()) {
                        assertThat(assertAnswered(server, client, vector).version())
                                .isEqualTo(HttpClient.Version.HTTP_2);
                    }
                }));
    }

    private static HttpResponse<byte[]> assertAnswered(
            PenstockServer server, HttpClient client, EnvelopeVectors.Case vector) throws Exception {
        var uri = server.uri().resolve("/flows/vectors");

        var answer = Requests.post(client, uri, vector);

        assertThat(answer.statusCode()).isEqualTo(vector.status());
        assertThat(new String(answer.body(), StandardCharsets.US_ASCII)).isEqualTo(vector.responseBody());
        assertThat(answer.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
        var health = Requests.post(client, uri, Requests.PING);
        assertThat(health.statusCode()).isEqualTo(200);
        return answer;
    }

    @Test
    void answersAllUndecryptableRequestsAlike() throws Exception {
        var answers = new ArrayList<HttpResponse<byte[]>>();
        try (var server = PenstockServer.builder()
                        .endpoint(Requests.echo().build())
                        .port(0)
                        .start();
                var client = HttpClient.newHttpClient()) {
            for (var vector : EnvelopeVectors.cases()) {
                if (vector.status() == 421) {
                    answers.add(Requests.post(client, server.uri().resolve("/flows/vectors"), vector));
                }
            }
        }

        assertThat(answers).hasSizeGreaterThan(10).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(421);
            assertThat(Requests.headers(answer)).isEqualTo(Requests.headers(answers.getFirst()));
            assertThat(answer.body()).isEmpty();
        });
    }

    private static PenstockServerBuilder serve(EnvelopeVectors.Case vector) {
        return PenstockServer.builder()
                .endpoint(EnvelopeVectors.endpoint(vector).build())
                .port(0);
    }
}
