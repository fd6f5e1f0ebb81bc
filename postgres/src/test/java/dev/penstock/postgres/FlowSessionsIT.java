package dev.penstock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.FlowToken;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowSessionsIT {

    record Choice(String department, Optional<LocalDate> date) {}

    private static final FlowToken TOKEN = FlowToken.of("a-token");
    private static final Choice CHOICE = new Choice("Cardiología 🫀", Optional.of(LocalDate.of(2026, 11, 24)));

    private HikariDataSource pool;
    private FlowSessions<Choice> sessions;

    @BeforeEach
    void openPool() throws Exception {
        pool = TestDatabase.pool(TestDatabase.installed(), 4);
        sessions = FlowSessions.of(pool, "booking", Choice.class);
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void findsWhatWasPutLast() {
        sessions.put(TOKEN, new Choice("x", Optional.empty()));
        sessions.put(TOKEN, CHOICE);

        assertThat(sessions.find(TOKEN)).contains(CHOICE);
    }

    @Test
    void keepsFlowsAndTokensApart() {
        sessions.put(TOKEN, CHOICE);

        assertThat(sessions.find(FlowToken.of("another"))).isEmpty();
        assertThat(FlowSessions.of(pool, "seats", Choice.class).find(TOKEN)).isEmpty();
    }

    @Test
    void forgetsWhatWasRemoved() {
        sessions.put(TOKEN, CHOICE);
        sessions.remove(TOKEN);

        assertThat(sessions.find(TOKEN)).isEmpty();
    }

    @Test
    void forgetsWhenTheTimeIsUp() throws Exception {
        sessions.withLifetime(Duration.ofHours(1)).put(TOKEN, CHOICE);
        TestDatabase.execute(pool, "UPDATE penstock_session SET expires_at = expires_at - interval '1 hour'");

        assertThat(sessions.find(TOKEN)).isEmpty();
    }

    @Test
    void remembersNothingForTokensThatIdentifyNobody() {
        assertThat(sessions.find(FlowToken.of(FlowToken.UNUSED))).isEmpty();
        assertThatThrownBy(() -> sessions.put(FlowToken.ABSENT, CHOICE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatCouldNotBeFoundAgain() {
        assertThatThrownBy(() -> sessions.put(TOKEN, new Choice(null, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("department");
        assertThatThrownBy(() -> FlowSessions.of(pool, "booking", Thread.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsNoClearTextInTheDatabase() throws Exception {
        sessions.put(TOKEN, CHOICE);

        assertThat(TestDatabase.one(
                        pool, "SELECT encode(data, 'escape') || encode(id, 'escape') FROM penstock_session"))
                .doesNotContain("Cardio")
                .doesNotContain("2026")
                .doesNotContain("a-token");
    }
}
