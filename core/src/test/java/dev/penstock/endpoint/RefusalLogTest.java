package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.test.Conversation;
import dev.penstock.test.LogRecorder;
import dev.penstock.test.ManualClock;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What strangers send is seen in the log, and cannot fill a disk. */
class RefusalLogTest {

    private static final String WRONG_SECRET = "request r-1 was refused with status 432";
    private static final String WRONG_KEY = "request r-1 was refused with status 421";

    private final ManualClock clock = ManualClock.create();
    private final LogRecorder log = LogRecorder.start();
    private final Conversation conversation = Conversation.with(
            Flow.named("shop").onInit(request -> NextScreen.of("FIRST")),
            endpoint -> endpoint.clock(clock).requestIds(() -> "r-1"));

    @AfterEach
    void stop() {
        log.close();
    }

    private List<String> lines(String fragment) {
        return log.lines().stream().filter(line -> line.contains(fragment)).toList();
    }

    private void askWithWrongSecret(int times) {
        var stranger = new Phone(TestKeys.CURRENT_PUBLIC, "another-app-secret-0");
        for (int i = 0; i < times; i++) {
            assertThat(conversation.status(stranger.seal(Conversation.PING).request()))
                    .isEqualTo(432);
        }
    }

    @Test
    void wrongAppSecretIsToldOnceWithWhatToDo() {
        askWithWrongSecret(50);

        assertThat(lines(WRONG_SECRET))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("WARN")
                        .contains("shop", "app secret", "linked", "{penstock.request=r-1}"));
    }

    @Test
    void fromThenOnItIsToldOnceAMinuteWithHowManyThereWere() {
        askWithWrongSecret(50);
        clock.advance(Duration.ofSeconds(59));
        askWithWrongSecret(1);
        clock.advance(Duration.ofSeconds(1));
        askWithWrongSecret(20);

        assertThat(lines(WRONG_SECRET)).hasSize(2);
        assertThat(lines(WRONG_SECRET).getLast()).contains("50 more like this");
    }

    @Test
    void clockThatIsPutBackSilencesNothing() {
        askWithWrongSecret(1);
        clock.advance(Duration.ofHours(-3));
        askWithWrongSecret(1);

        assertThat(lines(WRONG_SECRET)).hasSize(2);
    }

    @Test
    void wrongKeyIsToldLikewiseAndOnItsOwn() {
        var stranger = new Phone(BusinessPublicKey.of(PrivateKeys.generate()), TestKeys.APP_SECRET);
        for (int i = 0; i < 10; i++) {
            conversation.status(stranger.seal(Conversation.PING).request());
        }
        askWithWrongSecret(10);

        assertThat(lines(WRONG_KEY))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("WARN").contains("public key at Meta"));
        assertThat(lines(WRONG_SECRET)).hasSize(1);
    }

    @Test
    void whateverAnybodySendsThereAreAFewLinesOnly() {
        for (int i = 0; i < 200; i++) {
            conversation.status(EndpointRequest.of(new byte[i], "sha256=" + i));
            conversation.status(EndpointRequest.of(new byte[i], ""));
            conversation.status(conversation.phone.sign(new byte[i]));
        }

        assertThat(log.lines()).hasSizeLessThan(10);
    }

    @Test
    void listenerThatFailsIsToldOnceAMinute() {
        var unlucky = Conversation.with(
                Flow.named("shop").onInit(request -> NextScreen.of("FIRST")),
                endpoint -> endpoint.clock(clock).listener(event -> {
                    throw new AssertionError("out of order");
                }));

        for (int i = 0; i < 20; i++) {
            assertThat(unlucky.ask(Conversation.INIT).status()).isEqualTo(200);
        }

        assertThat(lines("an endpoint listener failed")).hasSize(1);
    }

    /** A database that is away makes every request fail. */
    @Test
    void failuresOfOursAreToldAFewTimesAMinuteAndThenCounted() {
        var failing = Conversation.with(
                Flow.named("shop").onInit(request -> NextScreen.of("FIRST")).onScreen("FIRST", request -> {
                    throw new IllegalStateException();
                }),
                endpoint -> endpoint.clock(clock).requestIds(() -> "r-1"));
        for (int i = 0; i < 50; i++) {
            failing.ask(Conversation.dataExchange("FIRST", "{}"));
        }
        assertThat(lines("data_exchange on FIRST failed (HANDLER)")).hasSize(10);
        clock.advance(Duration.ofMinutes(1));
        failing.ask(Conversation.dataExchange("FIRST", "{}"));

        assertThat(lines("data_exchange on FIRST failed (HANDLER)").getLast())
                .contains("(40 more like this since the last such line)");
    }

    @Test
    void errorNotificationsAreToldAFewTimesAMinuteAndThenCounted() {
        for (int i = 0; i < 50; i++) {
            conversation.ask(Conversation.dataExchange("A", "{\"error\":\"timeout_error\",\"error_message\":\"m\"}"));
        }

        assertThat(lines("a phone could not use an answer")).hasSize(10);
    }
}
