package dev.penstock.examples.booking.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {

    @Test
    void readsAUrl() {
        var settings = DatabaseSettings.parse("postgres://me:p%40ss+word@db.example.com:6432/bookings?sslmode=require");

        assertThat(settings.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:6432/bookings?sslmode=require");
        assertThat(settings.user()).contains("me");
        assertThat(settings.password()).contains("p@ss+word");
        assertThat(settings.toString()).doesNotContain("p@ss").doesNotContain("sslmode");
    }

    @Test
    void readsTheUsualVariables() {
        var settings = DatabaseSettings.fromEnv(Map.of("PGHOST", "db", "PGUSER", "me", "PGPASSWORD", "x"))
                .orElseThrow();

        assertThat(settings.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/me");
        assertThat(DatabaseSettings.fromEnv(Map.of())).isEmpty();
    }

    @Test
    void doesNotQuoteAUrlThatItCannotRead() {
        assertThatThrownBy(() -> DatabaseSettings.parse("mysql://me:secret@db/x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DATABASE_URL is not of the form")
                .hasMessageNotContaining("secret");
    }
}
