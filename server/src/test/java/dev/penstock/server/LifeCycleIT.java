package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.EnvelopeVectors;
import dev.penstock.endpoint.FlowEndpoint;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifeCycleIT {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void finishesWhatIsUnderWayWhenItStopsAndRefusesWhatIsNew() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var flow = Flow.named("vectors")
                .onInit(request -> NextScreen.of("FIRST"))
                .around((request, next) -> {
                    entered.countDown();
                    release.await();
                    return NextScreen.of("DETAILS");
                })
                .build();
        var server = PenstockServer.builder()
                .endpoint(Requests.endpoint(flow).build())
                .port(0)
                .adminPort(0)
                .start();
        var uri = server.uri().resolve("/flows/vectors");
        var underWay = client.sendAsync(
                Requests.request(uri, Requests.DATA_EXCHANGE).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();

        var stopping = Thread.ofVirtual().start(server::close);
        org.awaitility.Awaitility.await().until(() -> isRefused(uri));
        release.countDown();
        stopping.join();

        assertThat(underWay.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    private boolean isRefused(URI uri) throws Exception {
        try (var another = HttpClient.newHttpClient()) {
            return Requests.post(another, uri, Requests.PING).statusCode() == 503;
        } catch (ConnectException notListening) {
            return true;
        }
    }

    @Test
    void answersProbesOnTheAdminPort() throws Exception {
        try (var server = PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .port(0)
                .adminPort(0)
                .start()) {
            var admin = server.adminUri().orElseThrow();

            assertThat(get(admin.resolve("/live"))).isEqualTo(200);
            assertThat(get(admin.resolve("/ready"))).isEqualTo(200);
            assertThat(get(admin.resolve("/other"))).isEqualTo(404);
            assertThat(get(server.uri().resolve("/live"))).isEqualTo(404);
        }
    }

    @Test
    void refusesToServeUnsignedRequestsBeyondLoopback() {
        var open = FlowEndpoint.builder(
                        Flow.named("open").onInit(r -> NextScreen.of("A")).build())
                .keyset(EnvelopeVectors.keyset())
                .insecurelyAcceptUnsignedRequests()
                .build();

        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> PenstockServer.builder()
                        .endpoint(open)
                        .host("0.0.0.0")
                        .port(0)
                        .start())
                .withMessageContaining("/flows/open")
                .withMessageContaining("app secret")
                .withMessageContaining("127.0.0.1");
    }

    @Test
    void saysWhatHelpsWhenThePortIsTaken() {
        try (var first = PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .port(0)
                .start()) {
            int port = first.uri().getPort();

            assertThatExceptionOfType(ServerStartException.class)
                    .isThrownBy(() -> PenstockServer.builder()
                            .endpoint(Requests.echo().build())
                            .port(port)
                            .start())
                    .withMessageContaining("port " + port)
                    .withMessageContaining("another program");
        }
    }

    @Test
    void servesManyEndpointsEachAtItsPath() throws Exception {
        var one = Requests.endpoint(
                        Flow.named("one").onInit(r -> NextScreen.of("ONE")).build())
                .build();
        var two = Requests.endpoint(
                        Flow.named("two").onInit(r -> NextScreen.of("TWO")).build())
                .build();
        try (var server = PenstockServer.builder()
                .endpoint(one)
                .endpoint("/partners/acme/two", two)
                .port(0)
                .start()) {
            for (var path : new String[] {"/flows/one", "/partners/acme/two"}) {
                assertThat(Requests.post(client, server.uri().resolve(path), Requests.PING)
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    private int get(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
