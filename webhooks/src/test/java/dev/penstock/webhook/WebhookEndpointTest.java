package dev.penstock.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.event.Correlation;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.event.WebhookEvent;
import dev.penstock.webhook.queue.MemoryWebhookQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class WebhookEndpointTest {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final RequestSignature SIGNATURE = RequestSignature.of(SECRETS);

    private final List<WebhookEvent> handled = new CopyOnWriteArrayList<>();
    private final WebhookEndpoint endpoint = endpoint(WebhookHandlers.none()
            .onCompletion(handled::add)
            .onAlert(handled::add)
            .onMessageStatus(handled::add)
            .onOther(handled::add));

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Nested
    class Verification {

        @Test
        void answersTheChallengeAsPlainText() {
            var answer = get("hub.mode=subscribe&hub.challenge=%3Cscript%3E11&hub.verify_token=open-sesame");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("<script>11");
            assertThat(answer.headers())
                    .containsEntry("Content-Type", "text/plain; charset=utf-8")
                    .containsEntry("X-Content-Type-Options", "nosniff");
        }

        @Test
        void refusesAnotherToken() {
            assertThat(get("hub.mode=subscribe&hub.challenge=11&hub.verify_token=other")
                            .status())
                    .isEqualTo(403);
            assertThat(get("hub.mode=subscribe&hub.challenge=11").status()).isEqualTo(403);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=open-sesame",
                    "hub.mode=subscribe&hub.verify_token=open-sesame",
                    "hub.mode=subscribe&hub.challenge=%zz&hub.verify_token=open-sesame",
                    "hub.mode=subscribe&hub.challenge=1&hub.challenge=2&hub.verify_token=open-sesame"
                })
        void refusesWhatIsNoVerification(String query) {
            assertThat(get(query).status()).isEqualTo(400);
        }

        private WebhookResponse get(String query) {
            return endpoint.answer("GET", query, new byte[0], "");
        }
    }

    @Nested
    class Delivery {

        @Test
        void handsACompletionToItsHandler() {
            assertThat(post(completion("wamid.A")).status()).isEqualTo(200);

            await().until(() -> !handled.isEmpty());
            assertThat(handled).singleElement().isInstanceOfSatisfying(FlowCompletion.class, completion -> {
                assertThat(completion.messageId()).isEqualTo("wamid.A");
                assertThat(completion.correlation()).isEqualTo(new Correlation.ByFlowToken("t-7f3c"));
            });
        }

        @Test
        void handlesADuplicateOnce() {
            for (int i = 0; i < 5; i++) {
                assertThat(post(completion("wamid.A")).status()).isEqualTo(200);
            }
            post(completion("wamid.B"));

            await().until(() -> handled.size() >= 2);
            assertThat(handled)
                    .extracting(event -> ((FlowCompletion) event).messageId())
                    .containsExactlyInAnyOrder("wamid.A", "wamid.B");
        }

        @Test
        void takesNothingWithoutAValidSignature() {
            var body = completion("wamid.A").getBytes(StandardCharsets.UTF_8);

            assertThat(endpoint.answer("POST", "", body, "").status()).isEqualTo(401);
            assertThat(endpoint.answer("POST", "", body, "sha256=12").status()).isEqualTo(401);
            assertThat(endpoint.answer("POST", "", body, SIGNATURE.sign(new byte[0]))
                            .status())
                    .isEqualTo(401);
            post(completion("wamid.B"));

            await().until(() -> !handled.isEmpty());
            assertThat(handled).hasSize(1);
        }

        @Test
        void findsTheSignatureInWhateverHoldsTheHeaders() {
            var body = completion("wamid.A").getBytes(StandardCharsets.UTF_8);
            var right = SIGNATURE.sign(body);

            assertThat(endpoint.answer("POST", "", body, Map.of("x-hub-signature-256", right)::get)
                            .status())
                    .isEqualTo(200);
            assertThat(endpoint.answer("POST", "", body, Map.of("X-Hub-Signature-256", List.of(right))::get)
                            .status())
                    .isEqualTo(200);
            assertThat(endpoint.answer("POST", "", body, name -> null).status()).isEqualTo(401);
            assertThat(endpoint.answer("POST", "", body, name -> List.of(right, right))
                            .status())
                    .isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "[]", "{\"entry\":{}}", "{\"entry\":[],}", "{\"entry\":[]}{}", "{\"a\":1,\"a\":2}"})
        void refusesWhatIsNoWebhook(String body) {
            assertThat(post(body).status()).isEqualTo(400);
        }

        @Test
        void refusesOtherMethodsAndTooMuch() {
            assertThat(endpoint.answer("PUT", "", new byte[0], "").status()).isEqualTo(405);
            assertThat(endpoint.answer("POST", "", new byte[WebhookEndpoint.MAX_BODY_BYTES + 1], "")
                            .status())
                    .isEqualTo(413);
        }

        @Test
        void takesAThousandUpdatesAndNoMore() {
            assertThat(post(updates(1_000)).status()).isEqualTo(200);
            await().until(() -> handled.size() == 1_000);

            assertThat(post(updates(1_001)).status()).isEqualTo(400);
        }

        private WebhookResponse post(String body) {
            return deliver(endpoint, body);
        }
    }

    @Nested
    class Handling {

        @Test
        void aSlowHandlerHoldsUpNeitherTheAnswerNorOtherEvents() {
            var slow = new CountDownLatch(1);
            var quick = new CopyOnWriteArrayList<String>();
            try (var other = endpoint(WebhookHandlers.none().onCompletion(completion -> {
                if (completion.messageId().equals("wamid.slow")) {
                    awaitQuietly(slow);
                }
                quick.add(completion.messageId());
            }))) {
                assertThat(deliver(other, completion("wamid.slow")).status()).isEqualTo(200);
                assertThat(deliver(other, completion("wamid.quick")).status()).isEqualTo(200);

                await().untilAsserted(() -> assertThat(quick).containsExactly("wamid.quick"));
                slow.countDown();
                await().untilAsserted(() -> assertThat(quick).containsExactly("wamid.quick", "wamid.slow"));
            }
        }

        @Test
        void aHandlerMayThrowWhatItsToolsThrowAsAScreenHandlerMay() {
            var seen = new CopyOnWriteArrayList<String>();
            var handlers = WebhookHandlers.none()
                    .onCompletion(completion -> {
                        seen.add("first");
                        if (seen.size() == 1) {
                            throw new java.io.IOException("The store is away.");
                        }
                    })
                    .onCompletion(completion -> seen.add("second"));
            try (var other = endpoint(handlers)) {
                deliver(other, completion("wamid.later"));

                await().untilAsserted(() -> assertThat(seen).containsExactly("first", "first", "second"));
            }
        }

        @Test
        void aHandlerThatFailsIsCalledAgainAndGivenUpAfterFiveTries() {
            var tries = new AtomicInteger();
            var recovered = new AtomicInteger();
            try (var other = endpoint(WebhookHandlers.none().onCompletion(completion -> {
                int attempt = tries.incrementAndGet();
                if (completion.messageId().equals("wamid.never") || attempt < 3) {
                    throw new IllegalStateException("not now");
                }
                recovered.incrementAndGet();
            }))) {
                deliver(other, completion("wamid.later"));
                await().untilAsserted(() -> assertThat(recovered).hasValue(1));
                assertThat(tries).hasValue(3);

                tries.set(0);
                deliver(other, completion("wamid.never"));
                await().untilAsserted(() -> assertThat(tries).hasValue(WebhookDispatcher.MAX_ATTEMPTS));
            }
        }

        @Test
        void aHandlerThatHangsIsInterrupted() {
            var interrupted = new CountDownLatch(1);
            var queue = MemoryWebhookQueue.create();
            try (var other = WebhookEndpoint.builder(
                            SECRETS,
                            VerifyToken.of("open-sesame"),
                            WebhookHandlers.none().onCompletion(completion -> {
                                try {
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException stopped) {
                                    interrupted.countDown();
                                }
                            }))
                    .queue(queue)
                    .timeLimits(Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofSeconds(5))
                    .build()) {
                deliver(other, completion("wamid.A"));

                await().until(() -> interrupted.getCount() == 0);
                await().until(() -> queue.size() == 0);
            }
        }

        @Test
        void aFullQueueMakesMetaDeliverAgain() {
            var release = new CountDownLatch(1);
            var done = new CopyOnWriteArrayList<String>();
            try (var other = WebhookEndpoint.builder(
                            SECRETS,
                            VerifyToken.of("open-sesame"),
                            WebhookHandlers.none().onCompletion(completion -> {
                                awaitQuietly(release);
                                done.add(completion.messageId());
                            }))
                    .queue(MemoryWebhookQueue.of(2))
                    .build()) {
                deliver(other, completion("wamid.1"));
                deliver(other, completion("wamid.2"));
                var refused = deliver(other, completion("wamid.3"));
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.headers()).containsKey("Retry-After");

                release.countDown();
                await().until(() -> done.size() == 2);
                await().until(() -> deliver(other, completion("wamid.3")).status() == 200);
                await().untilAsserted(
                                () -> assertThat(done).containsExactlyInAnyOrder("wamid.1", "wamid.2", "wamid.3"));
            }
        }
    }

    @Nested
    class Closing {

        @Test
        void handlesWhatWaitsInMemorySinceNobodyElseWill() {
            var done = new AtomicInteger();
            var begun = new CountDownLatch(1);
            var other = endpoint(WebhookHandlers.none().onOther(event -> {
                begun.countDown();
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                done.incrementAndGet();
            }));
            for (int i = 0; i < 4; i++) {
                assertThat(deliver(other, updates(50, "wamid." + i)).status()).isEqualTo(200);
            }
            awaitQuietly(begun);

            other.close();

            assertThat(done).hasValue(200);
        }

        @Test
        void takesNoLongerThanItsLimitAndSaysHowManyAreLost() {
            var never = new CountDownLatch(1);
            var queue = MemoryWebhookQueue.create();
            var other = WebhookEndpoint.builder(
                            SECRETS,
                            VerifyToken.of("open-sesame"),
                            WebhookHandlers.none().onOther(event -> awaitQuietly(never)))
                    .queue(queue)
                    .timeLimits(Duration.ofSeconds(30), Duration.ofMillis(1), Duration.ofMillis(100))
                    .build();
            assertThat(deliver(other, updates(200, "wamid")).status()).isEqualTo(200);

            assertThat(withLog(other::close))
                    .anySatisfy(line -> assertThat(line).startsWith("200 webhook events were not handled"));
            assertThat(queue.size()).isEqualTo(200);
        }
    }

    @Nested
    class Building {

        @Test
        void refusesAHandlerThatMayOutlastTheLeaseOfItsQueue() {
            var builder = WebhookEndpoint.builder(SECRETS, VerifyToken.of("open-sesame"), WebhookHandlers.none())
                    .queue(new LeasedQueue(Duration.ofSeconds(60)));

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("longer lease");
            builder.timeLimits(Duration.ofSeconds(59), Duration.ofSeconds(1), Duration.ofSeconds(1))
                    .build()
                    .close();
        }

        @Test
        void refusesTimeLimitsThatAreNone() {
            var builder = WebhookEndpoint.builder(SECRETS, VerifyToken.of("open-sesame"), WebhookHandlers.none());
            var second = Duration.ofSeconds(1);

            for (var wrong : List.of(
                    List.of(Duration.ZERO, second, second),
                    List.of(second.negated(), second, second),
                    List.of(second, second.negated(), second),
                    List.of(second, second, second.negated()))) {
                assertThatThrownBy(() -> builder.timeLimits(wrong.get(0), wrong.get(1), wrong.get(2)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    private static List<String> withLog(Runnable work) {
        var logger = (Logger) LoggerFactory.getLogger(WebhookDispatcher.class);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        try {
            work.run();
        } finally {
            logger.setLevel(null);
            logger.detachAppender(log);
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static WebhookEndpoint endpoint(WebhookHandlers handlers) {
        return WebhookEndpoint.builder(SECRETS, VerifyToken.of("open-sesame"), handlers)
                .timeLimits(Duration.ofSeconds(30), Duration.ofMillis(1), Duration.ofSeconds(5))
                .build();
    }

    private static WebhookResponse deliver(WebhookEndpoint to, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return to.answer("POST", "", bytes, SIGNATURE.sign(bytes));
    }

    private static String completion(String id) {
        return """
            {"object":"whatsapp_business_account","entry":[{"id":"W1","changes":[{"field":"messages","value":{
             "metadata":{"phone_number_id":"2001"},"messages":[{"from":"15550100","id":"%s","timestamp":"1790000000",
             "context":{"from":"15550199","id":"wamid.S"},"type":"interactive","interactive":{"type":"nfm_reply",\
            "nfm_reply":{
             "name":"flow","body":"Sent","response_json":"{\\"flow_token\\":\\"t-7f3c\\",\
            \\"booking\\":\\"B-19\\"}"}}}]}}]}]}
            """.formatted(id);
    }

    private static String updates(int count) {
        return updates(count, "wamid." + count);
    }

    private static String updates(int count, String id) {
        var messages = new java.util.StringJoiner(",");
        for (int i = 0; i < count; i++) {
            messages.add("{\"id\":\"%s.%d\",\"type\":\"text\"}".formatted(id, i));
        }
        return "{\"entry\":[{\"id\":\"W1\",\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[" + messages
                + "]}}]}]}";
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
