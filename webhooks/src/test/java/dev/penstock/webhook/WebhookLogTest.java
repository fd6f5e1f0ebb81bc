package dev.penstock.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.queue.ClaimedItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What anybody can send to a webhook's URL is seen in the log, and cannot fill a disk. */
class WebhookLogTest {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T10:00:00Z"));
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.penstock.webhook");
    private final WebhookEndpoint endpoint = WebhookEndpoint.builder(
                    SECRETS,
                    VerifyToken.of("open-sesame"),
                    WebhookHandlers.none().onOther(WebhookLogTest::fail))
            .timeLimits(Duration.ofSeconds(30), Duration.ofMillis(1), Duration.ofSeconds(5))
            .clock(now::get)
            .build();

    private static void fail(Object event) {
        throw new IllegalStateException("Ada typed this", new java.io.IOException("Ada typed this"));
    }

    @BeforeEach
    void listen() {
        appender.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(appender);
    }

    @AfterEach
    void stop() {
        endpoint.close();
        logger.detachAppender(appender);
        logger.setLevel(null);
    }

    private List<String> lines(String fragment) {
        return List.copyOf(appender.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(fragment))
                .toList();
    }

    private void sendAllThatIsRefused() {
        for (int i = 0; i < 100; i++) {
            assertThat(endpoint.answer("POST", "", new byte[i], "sha256=00").status())
                    .isEqualTo(401);
            assertThat(endpoint.answer("POST", "", new byte[i], "").status()).isEqualTo(401);
            assertThat(endpoint.answer("GET", "hub.mode=subscribe&hub.challenge=1&hub.verify_token=x", new byte[0], "")
                            .status())
                    .isEqualTo(403);
            assertThat(deliver("{}").status()).isEqualTo(400);
        }
        var large = new byte[WebhookEndpoint.MAX_BODY_BYTES + 1];
        for (int i = 0; i < 10; i++) {
            assertThat(endpoint.answer("POST", "", large, "").status()).isEqualTo(413);
        }
    }

    private WebhookResponse deliver(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return endpoint.answer("POST", "", bytes, RequestSignature.of(SECRETS).sign(bytes));
    }

    @Test
    void refusalsAreToldOnceForEachReasonAndThenOnceAMinuteWithHowManyThereWere() {
        sendAllThatIsRefused();

        assertThat(lines("refused")).hasSize(4);
        now.updateAndGet(time -> time.plusSeconds(60));
        sendAllThatIsRefused();

        assertThat(lines("refused")).hasSize(8);
        assertThat(lines("its signature is").getLast()).contains("199 more like this");
        assertThat(lines("verify token").getLast()).contains("99 more like this");
    }

    @Test
    void aHandlerThatFailsIsToldWithItsOwnFramesAndWithoutItsMessage() {
        deliver("""
                {"object":"whatsapp_business_account","entry":[{"id":"W1","changes":[{"field":"account_update",\
                "value":{}}]}]}""");

        await().untilAsserted(() -> assertThat(lines("A webhook handler threw")).isNotEmpty());
        assertThat(lines("A webhook handler threw").getFirst())
                .contains("java.lang.IllegalStateException", "caused by java.io.IOException")
                .contains("WebhookLogTest.fail(WebhookLogTest.java:")
                .doesNotContain("Ada", "WebhookDispatcher");
    }

    @Test
    void handlersThatFailOnEveryEventAreToldAFewTimesAMinute() {
        for (int i = 0; i < 40; i++) {
            deliver("""
                    {"object":"whatsapp_business_account","entry":[{"id":"W1","changes":[{"field":"account_update",\
                    "value":{"i":%d}}]}]}""".formatted(i));
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> endpoint.keptAside() == 40);
        assertThat(lines("trying again in")).hasSize(10);
        assertThat(lines("the event is kept aside")).hasSize(10);
    }

    @Test
    void queueThatIsAwayIsToldOnceAMinute() {
        var asked = new AtomicInteger();
        var away = WebhookEndpoint.builder(SECRETS, VerifyToken.of("open-sesame"), WebhookHandlers.none())
                .clock(now::get)
                .queue(new LeasedQueue(Duration.ofMinutes(5)) {
                    @Override
                    public Optional<ClaimedItem> claim(Duration longest) {
                        asked.incrementAndGet();
                        throw new IllegalStateException("Ada's database");
                    }
                })
                .build();
        try {
            await().until(() -> asked.get() >= 3);
        } finally {
            away.close();
        }

        assertThat(lines("The webhook queue failed"))
                .singleElement()
                .satisfies(line -> assertThat(line).doesNotContain("Ada"));
    }
}
