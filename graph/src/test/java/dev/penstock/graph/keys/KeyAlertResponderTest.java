package dev.penstock.graph.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.GraphFixture;
import dev.penstock.keyring.KeyLifeCycleException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the responder does without an alert, and while the expected key changes under it. */
class KeyAlertResponderTest {

    private final GraphFixture graph = GraphFixture.start();
    private final BusinessPublicKey ours = GraphFixture.publicKey(0);
    private final BusinessPublicKey other = GraphFixture.publicKey(1);
    private final Deque<BusinessPublicKey> expected = new ArrayDeque<>(List.of(ours));

    @AfterEach
    void close() {
        graph.close();
    }

    /** The last expected key stays; those before it are each expected once. */
    private BusinessPublicKey next() {
        return expected.size() > 1 ? expected.removeFirst() : expected.getFirst();
    }

    private KeyAlertResponder responder() {
        return KeyAlertResponder.of(
                KeyRegistration.of(graph.client),
                this::next,
                Set.of(GraphFixture.WABA),
                KeyAlertResponder.DEFAULT_INTERVAL,
                graph.clock);
    }

    @Test
    void leavesWhatIsRightAlone() {
        KeyRegistration.of(graph.client).register(GraphFixture.WABA, ours);

        responder().look();

        assertThat(uploads()).isEqualTo(2);
    }

    @Test
    void registersAgainWhatIsMissingOrNotSigned() {
        KeyRegistration.of(graph.client).register(GraphFixture.WABA, ours);
        graph.emulator.loseKey("2001");
        graph.emulator.plantKey("2002", ours.pem(), "MISMATCH");

        responder().look();

        assertThat(graph.emulator.keyOf("2001")).contains(ours.pem());
        assertThat(uploads()).isEqualTo(4);
    }

    @Test
    void looksAsOftenAsItIsToldButRegistersOnceInTheInterval() {
        var responder = responder();
        responder.look();
        graph.emulator.loseKey("2001");

        responder.look();
        assertThat(graph.emulator.keyOf("2001")).isEmpty();

        graph.now.set(graph.now.get().plus(KeyAlertResponder.DEFAULT_INTERVAL));
        responder.look();
        assertThat(graph.emulator.keyOf("2001")).contains(ours.pem());
    }

    @Test
    void leavesTheKeyOfSomebodyElseAlone() {
        graph.emulator.plantKey("2001", other.pem(), "VALID");

        responder().look();

        assertThat(graph.emulator.keyOf("2001")).contains(other.pem());
        assertThat(uploads()).isZero();
    }

    @Test
    void registersTheKeyThatARotationBroughtInMeanwhile() {
        expected.addLast(other);

        responder().look();

        assertThat(graph.emulator.keyOf("2001")).contains(other.pem());
        assertThat(graph.emulator.keyOf("2002")).contains(other.pem());
    }

    @Test
    void survivesAKeyDirectoryThatIsAway() {
        KeyAlertResponder.of(
                        KeyRegistration.of(graph.client),
                        () -> {
                            throw new KeyLifeCycleException("The directory is away.");
                        },
                        Set.of(GraphFixture.WABA),
                        KeyAlertResponder.DEFAULT_INTERVAL,
                        graph.clock)
                .look();

        assertThat(uploads()).isZero();
    }

    private long uploads() {
        return graph.emulator.calls().stream()
                .filter(call -> call.method().equals("POST"))
                .count();
    }
}
