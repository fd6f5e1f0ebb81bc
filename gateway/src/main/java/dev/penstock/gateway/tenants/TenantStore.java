package dev.penstock.gateway.tenants;

import dev.penstock.gateway.Tenant;
import dev.penstock.gateway.TenantUnavailableException;
import dev.penstock.json.StrictJson;
import dev.penstock.postgres.KeyEncryption;
import dev.penstock.postgres.KeyEncryptionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The table {@code penstock_tenants}: reads and writes tenants, their secrets sealed. Every replica hears of what is
 * written. Thread-safe; nothing is kept.
 */
public final class TenantStore {

    /** "PENS" as a number, as the locks of the other tables begin. */
    private static final int LOCK = 0x50454e53;

    private static final int TIMEOUT_SECONDS = 5;

    private final DataSource dataSource;
    private final KeyEncryption encryption;

    private TenantStore(DataSource dataSource, KeyEncryption encryption) {
        this.dataSource = dataSource;
        this.encryption = encryption;
    }

    /**
     * Opens the store. Makes the table if it is not there.
     *
     * @param dataSource a PostgreSQL database
     * @param encryption seals and opens secrets
     * @return the store
     * @throws TenantUnavailableException if the database cannot be asked, or the table cannot be made
     */
    public static TenantStore open(DataSource dataSource, KeyEncryption encryption) {
        var store = new TenantStore(dataSource, encryption);
        store.install();
        return store;
    }

    private void install() {
        call("The table penstock_tenants could not be made.", connection -> {
            try (var statement = connection.createStatement()) {
                statement.setQueryTimeout(TIMEOUT_SECONDS);
                try (var rows = statement.executeQuery("SELECT to_regclass('penstock_tenants') IS NOT NULL")) {
                    rows.next();
                    if (rows.getBoolean(1)) {
                        return true;
                    }
                }
                connection.setAutoCommit(false);
                try {
                    statement.execute("SELECT pg_advisory_xact_lock(%d, 2)".formatted(LOCK));
                    statement.execute(schema());
                    connection.commit();
                } catch (SQLException failed) {
                    connection.rollback();
                    throw failed;
                } finally {
                    connection.setAutoCommit(true);
                }
                return true;
            }
        });
    }

    private static String schema() {
        try (var in = TenantStore.class.getResourceAsStream("tenants.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The resource tenants.sql cannot be read.", unreadable);
        }
    }

    /**
     * Writes a tenant, in the place of one that is there.
     *
     * @param name the name of the tenant
     * @param tenant what is kept of it
     */
    public void put(String name, TenantRecord tenant) {
        requireName(name);
        var sealed =
                encryption.seal(StrictJson.write(new LinkedHashMap<String, Object>(tenant.secrets())), owner(name));
        call("The tenant could not be written.", connection -> {
            try (var statement = prepare(connection, """
                INSERT INTO penstock_tenants (name, settings, documents, key_id, sealed, removed)
                VALUES (?, ?, ?, ?, ?, false)
                ON CONFLICT (name) DO UPDATE SET settings = excluded.settings, documents = excluded.documents,
                    key_id = excluded.key_id, sealed = excluded.sealed, removed = false\
                """)) {
                statement.setString(1, name);
                statement.setString(2, tenant.settings());
                statement.setString(
                        3,
                        new String(
                                StrictJson.write(new LinkedHashMap<String, Object>(tenant.documents())),
                                StandardCharsets.UTF_8));
                statement.setString(4, encryption.keyId());
                statement.setBytes(5, sealed);
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Reads a tenant.
     *
     * @param name the name of the tenant
     * @return what is kept of it; empty if there is none
     * @throws TenantUnavailableException if the database cannot be asked, or its secrets cannot be opened
     */
    public Optional<TenantRecord> find(String name) {
        return call("The tenant could not be read.", connection -> {
            try (var statement = prepare(
                    connection,
                    "SELECT settings, documents, key_id, sealed FROM penstock_tenants WHERE name = ? AND NOT"
                            + " removed")) {
                statement.setString(1, name);
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(read(name, row)) : Optional.<TenantRecord>empty();
                }
            }
        });
    }

    private TenantRecord read(String name, ResultSet row) throws SQLException {
        try {
            var clear = encryption.open(row.getString(3), row.getBytes(4), owner(name));
            return new TenantRecord(
                    row.getString(1),
                    texts(StrictJson.readObject(row.getString(2))),
                    texts(StrictJson.readObject(clear)));
        } catch (KeyEncryptionException sealed) {
            throw new TenantUnavailableException(String.valueOf(sealed.getMessage()), sealed);
        }
    }

    private static Map<String, String> texts(Map<String, Object> object) {
        var texts = new LinkedHashMap<String, String>();
        object.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    /**
     * Removes a tenant with its secrets.
     *
     * @param name the name of the tenant
     * @return whether there was one
     */
    public boolean remove(String name) {
        return call("The tenant could not be removed.", connection -> {
            // The name stays for a while, so that every replica sees the change; nothing else does.
            try (var statement = prepare(
                    connection,
                    "UPDATE penstock_tenants SET removed = true, settings = '', documents = '{}', sealed = ''"
                            + " WHERE name = ? AND NOT removed")) {
                statement.setString(1, name);
                return statement.executeUpdate() > 0;
            }
        });
    }

    /** {@return the names of all tenants, in their order} */
    public List<String> names() {
        return call("The tenants could not be listed.", connection -> {
            var names = new ArrayList<String>();
            try (var statement =
                            prepare(connection, "SELECT name FROM penstock_tenants WHERE NOT removed ORDER BY name");
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        });
    }

    /**
     * Seals the secrets of every tenant anew that are not sealed with the current key.
     *
     * @return how many
     */
    public int resealAll() {
        var names = call("The tenants could not be listed.", connection -> {
            var others = new ArrayList<String>();
            try (var statement = prepare(
                    connection, "SELECT name FROM penstock_tenants WHERE NOT removed AND key_id <> ? ORDER BY name")) {
                statement.setString(1, encryption.keyId());
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        others.add(rows.getString(1));
                    }
                }
            }
            return others;
        });
        return (int) names.stream().filter(this::reseal).count();
    }

    /** Holds the row meanwhile, so that nothing that is written in between is undone. */
    private boolean reseal(String name) {
        return call("A tenant could not be sealed anew.", connection -> {
            connection.setAutoCommit(false);
            try (var select = prepare(
                            connection,
                            "SELECT settings, documents, key_id, sealed FROM penstock_tenants"
                                    + " WHERE name = ? AND NOT removed FOR UPDATE");
                    var update =
                            prepare(connection, "UPDATE penstock_tenants SET key_id = ?, sealed = ? WHERE name = ?")) {
                select.setString(1, name);
                try (var row = select.executeQuery()) {
                    if (!row.next()) {
                        return false;
                    }
                    var secrets =
                            new LinkedHashMap<String, Object>(read(name, row).secrets());
                    update.setString(1, encryption.keyId());
                    update.setBytes(2, encryption.seal(StrictJson.write(secrets), owner(name)));
                    update.setString(3, name);
                    update.executeUpdate();
                }
                connection.commit();
                return true;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    /**
     * What has changed since a moment in the life of the database.
     *
     * @param horizon where to begin; rows of transactions from there on are told, perhaps again
     * @param rows by name: in which transaction it changed, and whether it is gone
     */
    record Changes(String horizon, Map<String, Change> rows) {}

    record Change(String transaction, boolean isRemoved) {}

    /** Everything that was committed since the horizon; "0" for all there is. */
    Changes changesSince(String horizon) {
        return call("Changes of tenants could not be read.", connection -> {
            var rows = new LinkedHashMap<String, Change>();
            try (var now = prepare(connection, "SELECT pg_snapshot_xmin(pg_current_snapshot())::text");
                    var statement = prepare(
                            connection,
                            "SELECT name, changed_in::text, removed FROM penstock_tenants WHERE changed_in >="
                                    + " ?::xid8")) {
                String next;
                try (var row = now.executeQuery()) {
                    row.next();
                    next = row.getString(1);
                }
                statement.setString(1, horizon);
                try (var found = statement.executeQuery()) {
                    while (found.next()) {
                        rows.put(found.getString(1), new Change(found.getString(2), found.getBoolean(3)));
                    }
                }
                return new Changes(next, rows);
            }
        });
    }

    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(TIMEOUT_SECONDS);
        return statement;
    }

    private static byte[] owner(String name) {
        return ("penstock-tenant " + name).getBytes(StandardCharsets.UTF_8);
    }

    private static void requireName(String name) {
        if (!Tenant.isName(name)) {
            throw new IllegalArgumentException(
                    "The name of a tenant is lower-case letters, digits and hyphens, at most 64: it is part of a URL.");
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T call(String failure, Work<T> work) {
        try (var connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException failed) {
            throw new TenantUnavailableException(
                    "%s Is the database there, and may its user do this (SQLSTATE %s)?"
                            .formatted(failure, failed.getSQLState()),
                    failed);
        }
    }
}
