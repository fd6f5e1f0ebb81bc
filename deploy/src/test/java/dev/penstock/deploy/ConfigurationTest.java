package dev.penstock.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.crypto.PrivateKeys;
import dev.penstock.gateway.backend.SigningSecrets;
import dev.penstock.gateway.config.ConfigurationFile;
import dev.penstock.gateway.config.GatewaySettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chart and the compose file configure is what Penstock takes. */
class ConfigurationTest {

    private static final String SECRETS = "/run/secrets/penstock/";

    @TempDir
    private Path directory;

    @Test
    void penstockTakesWhatTheChartConfigures() throws Exception {
        var configured =
                Manifests.read(Chart.render("")).only(ConfigMap.class).getData().get("penstock.yaml");

        var settings = read(configured);

        assertThat(settings.endpoints()).containsOnlyKeys("/flows/booking");
        assertThat(settings.server().host()).isEqualTo("0.0.0.0");
        assertThat(settings.admin().orElseThrow().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void penstockTakesWhatTheComposeFileConfigures() throws Exception {
        var settings = read(Files.readString(Chart.MODULE.resolve("compose/penstock.yaml")));

        assertThat(settings.endpoints()).containsOnlyKeys("/flows/booking");
        assertThat(settings.replay().submissions()).isEqualTo(GatewaySettings.Memory.POSTGRES);
    }

    private GatewaySettings read(String yaml) throws Exception {
        var secrets = Files.createDirectory(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("private.pem"), PrivateKeys.clearPem(PrivateKeys.generate()));
        Files.writeString(secrets.resolve("app-secret"), "0123456789abcdef0123456789abcdef");
        Files.writeString(secrets.resolve("backend"), SigningSecrets.generate());
        Files.writeString(secrets.resolve("database"), "secret");
        var file = Files.writeString(directory.resolve("penstock.yaml"), yaml.replace(SECRETS, secrets + "/"));
        return new ConfigurationFile(file, Map.of(), true).read();
    }
}
