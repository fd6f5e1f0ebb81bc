package dev.penstock.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.event.FlowCompletion;
import dev.penstock.webhook.queue.ClaimedItem;
import dev.penstock.webhook.queue.MemoryWebhookQueue;
import dev.penstock.webhook.queue.WebhookItem;
import dev.penstock.webhook.queue.WebhookQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An event on which the handler always fails, among others on which it does not. */
class PoisonEventTest {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final RequestSignature SIGNATURE = RequestSignature.of(SECRETS);
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(WebhookDispatcher.class);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicBoolean repaired = new AtomicBoolean();

    @BeforeEach
    void listen() {
        log.start();
        LOGGER.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(log);
    }

    private void handle(FlowCompletion completion) {
        if (completion.messageId().startsWith("wamid.poison") && !repaired.get()) {
            failures.incrementAndGet();
            throw new IllegalStateException("cannot book for 15550100");
        }
        handled.add(completion.messageId());
    }

    @Test
    void isTriedFiveTimesAndKeptAsideWhileTheOthersGoOn() {
        try (var endpoint = endpoint(MemoryWebhookQueue.create(), Duration.ofMillis(1))) {
            deliver(endpoint, "wamid.poison");
            for (int i = 0; i < 20; i++) {
                deliver(endpoint, "wamid." + i);
            }

            await().until(() -> handled.size() == 20);
            await().until(() -> endpoint.keptAside() == 1);
            assertThat(failures).hasValue(WebhookDispatcher.MAX_ATTEMPTS);

            // Meta delivers it again: it is known, and stays aside.
            deliver(endpoint, "wamid.poison");
            assertThat(endpoint.keptAside()).isEqualTo(1);
            assertThat(failures).hasValue(WebhookDispatcher.MAX_ATTEMPTS);
        }
        assertThat(lines())
                .anyMatch(line -> line.contains("at try 5; the event is kept aside, 1 are now"))
                .noneMatch(line -> line.contains("15550100") || line.contains("wamid") || line.contains("cannot book"));
    }

    @Test
    void isHandledOnceTheHandlerIsRepaired() {
        try (var endpoint = endpoint(MemoryWebhookQueue.create(), Duration.ofMillis(1))) {
            deliver(endpoint, "wamid.poison");
            await().until(() -> endpoint.keptAside() == 1);
            repaired.set(true);

            assertThat(endpoint.handleKeptAside()).isEqualTo(1);

            await().untilAsserted(() -> assertThat(handled).containsExactly("wamid.poison"));
            assertThat(endpoint.keptAside()).isZero();
            assertThat(endpoint.handleKeptAside()).isZero();
        }
    }

    @Test
    void waitsLongerAfterEachTry() {
        var queue = new Impatient(MemoryWebhookQueue.create());
        try (var endpoint = endpoint(queue, Duration.ofSeconds(1))) {
            deliver(endpoint, "wamid.poison");
            await().until(() -> endpoint.keptAside() == 1);
        }

        assertThat(queue.waits)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(16), Duration.ofSeconds(64));
    }

    @Test
    void isNotHandledAnyMoreWhenItEndedTheProcessEachTime() throws Exception {
        var queue = MemoryWebhookQueue.create();
        queue.put(PayloadSplitter.split(completion("wamid.poison").getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < WebhookDispatcher.MAX_ATTEMPTS; i++) {
            queue.retry(queue.claim(Duration.ZERO).orElseThrow(), Duration.ZERO);
        }

        try (var endpoint = endpoint(queue, Duration.ofMillis(1))) {
            await().until(() -> endpoint.keptAside() == 1);
            assertThat(failures).hasValue(0);
        }
    }

    @Test
    void isTooMuchForMemoryAtSomePointAndThenTheOldestGo() throws Exception {
        var queue = MemoryWebhookQueue.create();
        for (int i = 0; i < 1_005; i++) {
            queue.put(List.of(new WebhookItem("key" + i, new byte[10])));
            queue.giveUp(queue.claim(Duration.ZERO).orElseThrow());
        }
        assertThat(queue.aside()).isEqualTo(1_000);
        assertThat(queue.size()).isZero();

        for (int i = 0; i < 9; i++) {
            queue.put(List.of(new WebhookItem("large" + i, new byte[2 * 1_024 * 1_024])));
            queue.giveUp(queue.claim(Duration.ZERO).orElseThrow());
        }
        assertThat(queue.aside()).isEqualTo(8);

        assertThat(queue.takeUpAgain()).isEqualTo(8);
        assertThat(queue.size()).isEqualTo(8);
        assertThat(queue.claim(Duration.ZERO)).map(ClaimedItem::attempt).contains(1);
    }

    private WebhookEndpoint endpoint(WebhookQueue queue, Duration firstRetry) {
        return WebhookEndpoint.builder(
                        SECRETS,
                        VerifyToken.of("open-sesame"),
                        WebhookHandlers.none().onCompletion(this::handle))
                .queue(queue)
                .timeLimits(Duration.ofSeconds(30), firstRetry, Duration.ofSeconds(5))
                .build();
    }

    private static void deliver(WebhookEndpoint endpoint, String messageId) {
        var body = completion(messageId).getBytes(StandardCharsets.UTF_8);
        assertThat(endpoint.answer("POST", "", body, SIGNATURE.sign(body)).status())
                .isEqualTo(200);
    }

    private static String completion(String id) {
        return """
                {"object":"whatsapp_business_account","entry":[{"id":"W1","changes":[{"field":"messages","value":{
                "messages":[{"from":"15550100","id":"%s","type":"interactive","interactive":{"type":"nfm_reply",
                "nfm_reply":{"name":"flow","body":"Sent","response_json":"{}"}}}]}}]}]}
                """.formatted(id);
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Notes how long is to be waited, and does not wait. */
    private static final class Impatient implements WebhookQueue {

        private final WebhookQueue real;
        private final List<Duration> waits = new CopyOnWriteArrayList<>();

        Impatient(WebhookQueue real) {
            this.real = real;
        }

        @Override
        public void retry(ClaimedItem claimed, Duration after) {
            waits.add(after);
            real.retry(claimed, Duration.ZERO);
        }

        @Override
        public int put(List<WebhookItem> items) {
            return real.put(items);
        }

        @Override
        public Optional<ClaimedItem> claim(Duration longest) throws InterruptedException {
            return real.claim(longest);
        }

        @Override
        public void done(ClaimedItem claimed) {
            real.done(claimed);
        }

        @Override
        public void giveUp(ClaimedItem claimed) {
            real.giveUp(claimed);
        }

        @Override
        public int aside() {
            return real.aside();
        }

        @Override
        public int takeUpAgain() {
            return real.takeUpAgain();
        }

        @Override
        public boolean isDurable() {
            return real.isDurable();
        }

        @Override
        public int size() {
            return real.size();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
