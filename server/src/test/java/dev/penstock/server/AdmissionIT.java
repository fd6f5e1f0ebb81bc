package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.endpoint.DecryptionPermits;
import dev.penstock.endpoint.EnvelopeVectors;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is let in when there are more requests than the processors can open. */
class AdmissionIT {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** How many of those that wait for it have come, and how many may go on. */
    private final Semaphore arrived = new Semaphore(0);

    private final CountDownLatch goOn = new CountDownLatch(1);
    private PenstockServer server;

    @AfterEach
    void stop() {
        goOn.countDown();
        server.close();
        client.close();
    }

    @Test
    void refusesAtOnceWhatIsBeyondTheConcurrentRequests() throws Exception {
        server = PenstockServer.builder()
                .endpoint(Requests.endpoint(slowFlow()).build())
                .port(0)
                .limits(ServerLimits.defaults().withMaxConcurrentRequests(1))
                .start();
        var slow = send(flow("slow"), Requests.DATA_EXCHANGE);
        awaitArrival();

        var refused = Requests.post(client, flow("slow"), Requests.PING);
        goOn.countDown();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(slow.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(Requests.post(client, flow("slow"), Requests.PING).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAtOnceWhatFindsNoPlaceToWaitForItsDecryption() throws Exception {
        server = PenstockServer.builder()
                .endpoint(Requests.echo()
                        .keyset(Keyset.of(new SlowKey()))
                        .decryptionPermits(oneAtATime())
                        .build())
                .port(0)
                .limits(ServerLimits.defaults().withMaxWaitingRequests(1))
                .start();
        var opened = send(flow("vectors"), Requests.PING);
        awaitArrival();

        var one = send(flow("vectors"), Requests.PING);
        var other = send(flow("vectors"), Requests.PING);
        var first = (HttpResponse<?>) CompletableFuture.anyOf(one, other).get(5, TimeUnit.SECONDS);

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("retry-after")).contains("1");
        goOn.countDown();
        assertThat(opened.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(List.of(
                        one.get(5, TimeUnit.SECONDS).statusCode(),
                        other.get(5, TimeUnit.SECONDS).statusCode()))
                .as("the one that waited is answered")
                .containsExactlyInAnyOrder(200, 503);
    }

    @Test
    void lettingHandlersWaitKeepsNobodyFromBeingDecrypted() throws Exception {
        server = PenstockServer.builder()
                .endpoint(Requests.endpoint(slowFlow())
                        .decryptionPermits(oneAtATime())
                        .build())
                .port(0)
                .limits(ServerLimits.defaults().withMaxWaitingRequests(1))
                .start();
        var slow = new ArrayList<CompletableFuture<HttpResponse<byte[]>>>();
        for (var vector :
                List.of(Requests.DATA_EXCHANGE, Requests.vector("data_exchange_unicode"), Requests.vector("back"))) {
            slow.add(send(flow("slow"), vector));
            awaitArrival();
        }

        assertThat(Requests.post(client, flow("slow"), Requests.PING).statusCode())
                .isEqualTo(200);

        goOn.countDown();
        for (var answer : slow) {
            assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void endpointWithASlowKeyHoldsUpNoOtherEndpoint() throws Exception {
        server = PenstockServer.builder()
                .endpoint(Requests.echo().decryptionPermits(oneAtATime()).build())
                .endpoint(
                        "/flows/slow",
                        Requests.echo()
                                .keyset(Keyset.of(new SlowKey()))
                                .decryptionPermits(oneAtATime())
                                .build())
                .port(0)
                .limits(ServerLimits.defaults().withMaxWaitingRequests(1))
                .start();
        var opened = send(flow("slow"), Requests.PING);
        awaitArrival();
        var waiting = send(flow("slow"), Requests.PING);

        assertThat(Requests.post(client, flow("vectors"), Requests.PING).statusCode())
                .isEqualTo(200);

        goOn.countDown();
        assertThat(opened.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(waiting.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void webhookThatWaitsForItsStoreHoldsUpNoFlow() throws Exception {
        try (var webhooks = WebhookEndpoint.builder(
                        EnvelopeVectors.appSecrets(), VerifyToken.of("verify-me-please"), WebhookHandlers.none())
                .queue(new StuckQueue(this::waitToGoOn))
                .build()) {
            server = PenstockServer.builder()
                    .endpoint(Requests.echo().decryptionPermits(oneAtATime()).build())
                    .webhooks("/webhooks/meta", webhooks)
                    .port(0)
                    .limits(ServerLimits.defaults().withMaxWaitingRequests(1))
                    .start();
            var deliveries = List.of(deliver(), deliver());
            awaitArrival();
            awaitArrival();

            assertThat(Requests.post(client, flow("vectors"), Requests.PING).statusCode())
                    .isEqualTo(200);

            goOn.countDown();
            for (var delivery : deliveries) {
                assertThat(delivery.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        }
    }

    private static DecryptionPermits oneAtATime() {
        return DecryptionPermits.of(1, 0, Duration.ZERO);
    }

    private void awaitArrival() throws InterruptedException {
        assertThat(arrived.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
    }

    private void waitToGoOn() {
        arrived.release();
        try {
            goOn.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Flow slowFlow() {
        return Flow.named("slow")
                .onInit(request -> NextScreen.of("FIRST"))
                .around((request, next) -> {
                    waitToGoOn();
                    return NextScreen.of("DETAILS");
                })
                .build();
    }

    private URI flow(String name) {
        return server.uri().resolve("/flows/" + name);
    }

    private CompletableFuture<HttpResponse<byte[]>> send(URI uri, EnvelopeVectors.Case vector) {
        return client.sendAsync(Requests.request(uri, vector).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private CompletableFuture<HttpResponse<Void>> deliver() {
        var body = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}";
        var signature = RequestSignature.of(EnvelopeVectors.appSecrets()).sign(body.getBytes(StandardCharsets.UTF_8));
        return client.sendAsync(
                HttpRequest.newBuilder(server.uri().resolve("/webhooks/meta"))
                        .header("Content-Type", "application/json")
                        .header(RequestSignature.HEADER, signature)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    /** A key that is far away, as one in a key management service. */
    private final class SlowKey implements KeyUnwrapper {

        private final KeyUnwrapper key = EnvelopeVectors.unwrapper();

        @Override
        public BusinessPublicKey publicKey() {
            return key.publicKey();
        }

        @Override
        public byte[] unwrap(byte[] wrappedKey) {
            waitToGoOn();
            return key.unwrap(wrappedKey);
        }
    }
}
