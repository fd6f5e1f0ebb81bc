package dev.penstock.gateway.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.conformance.ConformanceTarget;
import dev.penstock.conformance.EndpointConformanceKit;
import dev.penstock.conformance.Verdict.Kind;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.gateway.Gateway;
import dev.penstock.gateway.TenantUnavailableException;
import dev.penstock.gateway.TestBusiness;
import dev.penstock.gateway.config.StoredTenants;
import dev.penstock.postgres.LocalKeyEncryption;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.testing.Exchange.Refused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas that serve the tenants of one database. */
class PostgresTenantsIT {

    /** What every replica has to have seen a change within. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private final String key = LocalKeyEncryption.generate();
    private HikariDataSource pool;
    private TenantStore store;
    private TestBusiness acme;
    private TestBusiness zeta;
    private Gateway one;
    private Gateway other;

    @BeforeEach
    void open() throws SQLException, IOException {
        acme = TestBusiness.in(Files.createDirectory(directory.resolve("acme")), "acme-secret-0123456789", "acme");
        zeta = TestBusiness.in(Files.createDirectory(directory.resolve("zeta")), "zeta-secret-0123456789", "zeta");
        pool = TestDatabase.pool(TestDatabase.empty());
        store = TenantStore.open(pool, encryption());
        store.put("acme", acme.record("day"));
        one = replica();
        other = replica();
    }

    private LocalKeyEncryption encryption() {
        return LocalKeyEncryption.of(key, List.of());
    }

    private Gateway replica() {
        var tenants = PostgresTenants.of(pool, encryption(), new StoredTenants()::read);
        return Gateway.builder().port(0).tenants(tenants).start();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        pool.close();
        acme.close();
        zeta.close();
    }

    private static URI at(Gateway gateway, String path) {
        return gateway.uri().resolve(path);
    }

    @Test
    void servesATenantWithItsKeySecretAndBackend() {
        assertThat(acme.day(at(one, "/flows/acme/day"))).isEqualTo("acme mon");
        assertThat(acme.day(at(other, "/flows/acme/day"))).isEqualTo("acme mon");
        assertThat(acme.pickMonday(at(one, "/flows/nobody/day")).outcome()).isEqualTo(new Refused(404));
    }

    @TestFactory
    Stream<DynamicTest> passesTheConformanceKit() {
        var kit = EndpointConformanceKit.of(
                ConformanceTarget.of(EndpointAccess.of(at(one, "/flows/acme/day"), acme.publicKey())
                                .signedBy(acme.signature()))
                        .flowJson(FlowJson.load(directory.resolve("acme/day.json")))
                        .submission("DAY", Map.of("day", "mon"))
                        .build());
        return EndpointConformanceKit.scenarios(List.of(), List.of("slow-upload", "timing", "flow-token")).stream()
                .map(scenario -> dynamicTest(scenario.id(), () -> {
                    var result = kit.run(scenario);
                    assertThat(result.verdict().kind()).as(result.explanation()).isIn(Kind.PASS, Kind.NOT_JUDGED);
                }))
                .onClose(kit::close);
    }

    @Test
    void servesAnAddedTenantOnAllReplicas() {
        store.put("zeta", zeta.record("day"));

        for (var replica : List.of(one, other)) {
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> zeta.pickMonday(at(replica, "/flows/zeta/day")).status() == 200);
        }
    }

    @Test
    void takesOverAChangeAndARemovalOnAllReplicas() {
        for (var replica : List.of(one, other)) {
            assertThat(acme.day(at(replica, "/flows/acme/day"))).isEqualTo("acme mon");
        }

        store.put("acme", zeta.record("day"));
        for (var replica : List.of(one, other)) {
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> zeta.pickMonday(at(replica, "/flows/acme/day")).status() == 200);
        }

        assertThat(store.remove("acme")).isTrue();
        assertThat(store.remove("acme")).isFalse();
        for (var replica : List.of(one, other)) {
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> zeta.pickMonday(at(replica, "/flows/acme/day"))
                            .outcome()
                            .equals(new Refused(404)));
        }
        assertThat(store.names()).isEmpty();
    }

    @Test
    void seesAChangeThatNobodyNotifiesOf() throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE FUNCTION penstock_tenant_changed() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN NEW.changed_in := pg_current_xact_id(); RETURN NEW; END $$");
        }

        store.put("zeta", zeta.record("day"));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> zeta.day(at(one, "/flows/zeta/day")).equals("zeta mon"));
    }

    @Test
    void seesWhatIsCommittedLateByATransactionThatBeganEarly() throws SQLException {
        try (var early = pool.getConnection();
                var statement = early.createStatement()) {
            early.setAutoCommit(false);
            statement.execute("UPDATE penstock_tenants SET name = 'early' WHERE name = 'acme'");
            store.put("zeta", zeta.record("day"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> zeta.day(at(one, "/flows/zeta/day")).equals("zeta mon"));

            early.commit();
            early.setAutoCommit(true);
        }

        // It was sealed for another name, so it cannot be opened: but it is known, and no unknown path any more.
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        acme.pickMonday(at(one, "/flows/early/day")).outcome().equals(new Refused(503)));
    }

    @Test
    void keepsTheLastGoodStateOfATenantWhoseChangeIsWrong() {
        assertThat(acme.day(at(one, "/flows/acme/day"))).isEqualTo("acme mon");
        store.put("acme", new TenantRecord("flows: oops", Map.of(), Map.of()));
        store.put("zeta", zeta.record("day")); // comes after, so the other has been seen
        await().atMost(Duration.ofSeconds(10))
                .until(() -> zeta.day(at(one, "/flows/zeta/day")).equals("zeta mon"));

        assertThat(acme.day(at(one, "/flows/acme/day"))).isEqualTo("acme mon");
    }

    @Test
    void losesNoRequestOfATenantThatIsChangedUnderLoad() throws InterruptedException {
        var isOver = new AtomicBoolean();
        var answers = Collections.synchronizedList(new ArrayList<String>());
        var people = Stream.generate(() -> Thread.ofVirtual().start(() -> {
                    while (!isOver.get()) {
                        answers.add(acme.day(at(one, "/flows/acme/day")));
                    }
                }))
                .limit(4)
                .toList();
        for (int i = 0; i < 20; i++) {
            store.put("acme", acme.record("day"));
            int before = answers.size();
            await().atMost(Duration.ofSeconds(20)).until(() -> answers.size() > before + 3);
        }
        isOver.set(true);
        for (var person : people) {
            person.join();
        }

        assertThat(answers).containsOnly("acme mon");
    }

    @Test
    void keepsKeysAndSecretsSealedInTheDatabase() throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT t::text FROM penstock_tenants t")) {
            row.next();
            assertThat(row.getString(1))
                    .contains("acme")
                    .doesNotContain("acme-secret")
                    .doesNotContain("PRIVATE KEY-");
        }
        var stranger = TenantStore.open(pool, LocalKeyEncryption.of(LocalKeyEncryption.generate(), List.of()));
        assertThatThrownBy(() -> stranger.find("acme"))
                .isInstanceOf(TenantUnavailableException.class)
                .hasMessageContaining("which is not here");
    }

    @Test
    void sealsAllAnewUnderAnotherKey() {
        var next = LocalKeyEncryption.generate();
        var both = TenantStore.open(pool, LocalKeyEncryption.of(next, List.of(key)));

        assertThat(both.resealAll()).isEqualTo(1);
        assertThat(both.resealAll()).isZero();

        assertThat(TenantStore.open(pool, LocalKeyEncryption.of(next, List.of()))
                        .find("acme"))
                .isPresent();
        assertThatThrownBy(() -> store.find("acme")).isInstanceOf(TenantUnavailableException.class);
    }

    @Test
    void reachesNoFilesAndNoEnvironmentOfTheGateway() {
        var record = acme.record("day");
        store.put(
                "acme",
                new TenantRecord(
                        record.settings().replace("private-key-env: KEY", "private-key-file: /etc/passwd"),
                        record.documents(),
                        record.secrets()));

        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        acme.pickMonday(at(one, "/flows/acme/day")).outcome().equals(new Refused(503)));
    }
}
