package dev.penstock.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.gateway.Gateway;
import dev.penstock.gateway.Tenant;
import dev.penstock.gateway.TenantDirectory;
import dev.penstock.gateway.TenantUnavailableException;
import dev.penstock.gateway.TestBusiness;
import dev.penstock.testing.Exchange.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants in files, served at a path of their own each. */
class FileTenantsIT {

    @TempDir
    private Path directory;

    private Path tenants;
    private TestBusiness acme;
    private TestBusiness zeta;
    private Gateway gateway;

    @BeforeEach
    void open() throws IOException {
        tenants = Files.createDirectory(directory.resolve("tenants"));
        acme = TestBusiness.in(Files.createDirectory(directory.resolve("acme")), "acme-secret-0123456789", "acme");
        zeta = TestBusiness.in(Files.createDirectory(directory.resolve("zeta")), "zeta-secret-0123456789", "zeta");
        Files.writeString(tenants.resolve("acme.yaml"), acme.tenantYaml("day"));
        Files.writeString(tenants.resolve("zeta.yaml"), zeta.tenantYaml("day"));
        gateway = start(2, 128, 256);
    }

    private Gateway start(int cache, int underWay, int waiting) {
        return Gateway.builder()
                .port(0)
                .tenants(counted(FileTenants.in(tenants, Map.of(), false)))
                .tenantCache(cache)
                .tenantLimits(underWay, waiting)
                .start();
    }

    private final AtomicInteger refused = new AtomicInteger();

    /** The same, counting what cannot be loaded. */
    private TenantDirectory counted(TenantDirectory files) {
        return new TenantDirectory() {
            @Override
            public Optional<Tenant> find(String name) {
                try {
                    return files.find(name);
                } catch (TenantUnavailableException wrong) {
                    refused.incrementAndGet();
                    throw wrong;
                }
            }

            @Override
            public void onChange(Consumer<String> changed) {
                files.onChange(changed);
            }

            @Override
            public void close() {
                files.close();
            }
        };
    }

    @AfterEach
    void close() {
        gateway.close();
        acme.close();
        zeta.close();
    }

    private java.net.URI at(String path) {
        return gateway.uri().resolve(path);
    }

    @Test
    void asksTheBackendOfEachWithItsOwnKeyAndSecret() {
        assertThat(acme.day(at("/flows/acme/day"))).isEqualTo("acme mon");
        assertThat(zeta.day(at("/flows/zeta/day"))).isEqualTo("zeta mon");
        assertThat(acme.pickMonday(at("/flows/zeta/day")).status()).isEqualTo(432);
    }

    @Test
    void givesNoneTheAnswerOfAnotherWhereKeySecretAndSubmissionAreTheSame() throws IOException {
        var once = acme.tenantYaml("day")
                .replace("\"}", "\", once-per-submission: [DAY]}")
                .replace("flow-json", "flow-tokens: unique\n    flow-json");
        Files.writeString(tenants.resolve("first.yaml"), once);
        Files.writeString(
                tenants.resolve("twin.yaml"),
                once.replace(acme.backend().toString(), zeta.backend().toString()));

        assertThat(acme.day(at("/flows/first/day"))).isEqualTo("acme mon");
        assertThat(acme.day(at("/flows/first/day"))).isEqualTo("acme mon");
        assertThat(acme.asked()).as("the second tap").isEqualTo(1);
        assertThat(acme.day(at("/flows/twin/day"))).isEqualTo("zeta mon");
    }

    @Test
    void answersAnUnknownTenantAsAnyUnknownPath() {
        for (var path : new String[] {"/flows/nobody/day", "/flows/acme/other", "/flows/ACME/day", "/none"}) {
            assertThat(acme.pickMonday(at(path)).outcome()).as(path).isEqualTo(new Refused(404));
        }
        assertThat(gateway.loadedTenants()).isLessThanOrEqualTo(1);
    }

    @Test
    void loadsATenantWhenItIsFirstAskedForAndKeepsAFew() throws IOException {
        assertThat(gateway.loadedTenants()).isZero();
        Files.writeString(tenants.resolve("third.yaml"), acme.tenantYaml("day"));

        assertThat(acme.day(at("/flows/acme/day"))).isEqualTo("acme mon");
        assertThat(gateway.loadedTenants()).isEqualTo(1);
        assertThat(zeta.day(at("/flows/zeta/day"))).isEqualTo("zeta mon");
        assertThat(acme.day(at("/flows/third/day"))).isEqualTo("acme mon");
        assertThat(gateway.loadedTenants()).isEqualTo(2);
        assertThat(acme.day(at("/flows/acme/day"))).isEqualTo("acme mon");
    }

    @Test
    void followsAFileAndWhatItNames() throws IOException {
        assertThat(acme.day(at("/flows/acme/day"))).isEqualTo("acme mon");

        Files.writeString(tenants.resolve("acme.yaml"), zeta.tenantYaml("day"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> zeta.day(at("/flows/acme/day")).equals("zeta mon"));
    }

    @Test
    void keepsTheLastGoodStateOfATenantWhoseChangeIsWrong() throws IOException {
        assertThat(acme.day(at("/flows/acme/day"))).isEqualTo("acme mon");

        Files.writeString(tenants.resolve("acme.yaml"), "flows: oops");
        await().atMost(Duration.ofSeconds(20)).until(() -> refused.get() > 0);

        assertThat(acme.day(at("/flows/acme/day"))).isEqualTo("acme mon");
    }

    @Test
    void servesARemovedTenantNoLonger() throws IOException {
        assertThat(acme.day(at("/flows/acme/day"))).isEqualTo("acme mon");

        Files.delete(tenants.resolve("acme.yaml"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> acme.pickMonday(at("/flows/acme/day")).outcome().equals(new Refused(404)));
    }

    @Test
    void answers503ForATenantThatIsWrongFromTheBeginningAndServesTheOthers() throws IOException {
        Files.writeString(tenants.resolve("broken.yaml"), "flows: oops");

        assertThat(acme.pickMonday(at("/flows/broken/day")).outcome()).isEqualTo(new Refused(503));
        assertThat(acme.day(at("/flows/acme/day"))).isEqualTo("acme mon");
    }
}
