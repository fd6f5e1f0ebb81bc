package dev.penstock.examples.booking.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/**
 * A pool that tells the truth about its database quickly.
 *
 * <p>A handler has {@link dev.penstock.examples.booking.BookingFlows#TIME_BUDGET}, and the phone gives up after ten
 * seconds. So a request waits a second and a half at most for a connection, a statement takes two and a half at most,
 * and a silent socket is given up after three. When the server is back, the next request opens a connection; nothing
 * has to be restarted.
 */
public final class ConnectionPool {

    private static final Duration CONNECTION = Duration.ofMillis(1_500);
    private static final Duration PATIENT_CONNECTION = Duration.ofSeconds(5);
    private static final Duration VALIDATION = Duration.ofMillis(500);
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(10);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    /** Kept open when there is nothing to do; more are opened when they are needed. */
    private static final int IDLE = 2;

    private static final Duration LEAK_DETECTION = Duration.ofSeconds(10);

    private ConnectionPool() {}

    /** Opens a pool; it connects when it is first asked. */
    public static HikariDataSource open(DatabaseSettings settings, int size) {
        var config = new HikariConfig();
        config.setPoolName("penstock-booking");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setDataSourceProperties(settings.properties());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(IDLE, size));
        config.setConnectionTimeout(CONNECTION.toMillis());
        config.setValidationTimeout(VALIDATION.toMillis());
        config.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        config.setMaxLifetime(MAX_LIFETIME.toMillis());
        config.setKeepaliveTime(KEEP_ALIVE.toMillis());
        config.setLeakDetectionThreshold(LEAK_DETECTION.toMillis());
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("connectTimeout", "1");
        config.addDataSourceProperty("loginTimeout", "1");
        config.addDataSourceProperty("socketTimeout", "3");
        config.addDataSourceProperty("ApplicationName", "penstock-booking");
        // For what is not cut off by the driver: the server ends it.
        config.addDataSourceProperty(
                "options",
                "-c statement_timeout=2500 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=5000");
        return new HikariDataSource(config);
    }

    /** Opens a pool for work at the start, which may take its time. */
    public static HikariDataSource patient(DatabaseSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("penstock-booking-start");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setDataSourceProperties(settings.properties());
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENT_CONNECTION.toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
