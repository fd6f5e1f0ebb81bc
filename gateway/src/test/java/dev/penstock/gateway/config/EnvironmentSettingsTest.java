package dev.penstock.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentSettingsTest {

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void fill() {
        var key = directory.resolve("key.pem");
        OwnerOnly.write(key, PrivateKeys.clearPem(PrivateKeys.generate()).getBytes(StandardCharsets.US_ASCII));
        environment.put("PENSTOCK_PRIVATE_KEY_FILE", key.toString());
        environment.put("PENSTOCK_APP_SECRET", "0123456789abcdef");
        environment.put("PENSTOCK_BACKEND_URL", "http://127.0.0.1:3000/flow");
        environment.put("PENSTOCK_PATH", "/flows/booking");
        environment.put("PENSTOCK_PORT", "9000");
    }

    @Test
    void servesOneEndpointWithoutAFile() {
        var settings = EnvironmentSettings.read(environment, false);

        assertThat(settings.server().port()).isEqualTo(9000);
        assertThat(settings.endpoints()).containsOnlyKeys("/flows/booking");
        assertThat(settings.endpoints().get("/flows/booking").flow()).isEqualTo("booking");
    }

    @Test
    void opensTheAdminPortWhereItIsAskedFor() {
        assertThat(EnvironmentSettings.read(environment, false).admin()).isEmpty();

        environment.put("PENSTOCK_ADMIN_HOST", "0.0.0.0");
        environment.put("PENSTOCK_ADMIN_PORT", "9001");

        assertThat(EnvironmentSettings.read(environment, false).admin())
                .contains(new GatewaySettings.Admin("0.0.0.0", 9001));
    }

    @Test
    void namesTheVariableThatIsWrongAndNotItsValue() {
        environment.put("PENSTOCK_PORT", "many");
        environment.put("PENSTOCK_APP_SECRET", "short-secret");

        assertThatThrownBy(() -> EnvironmentSettings.read(environment, false))
                .hasMessageContaining("PENSTOCK_PORT: 'port' in server must be a whole number")
                .hasMessageContaining("PENSTOCK_APP_SECRET: An app secret has at least 16 characters")
                .hasMessageNotContaining("short-secret");
    }

    @Test
    void saysWhatIsMissingAndWhatIsMisspelt() {
        environment.remove("PENSTOCK_APP_SECRET");
        environment.remove("PENSTOCK_PRIVATE_KEY_FILE");
        environment.put("PENSTOCK_BACKEND_URI", "http://127.0.0.1:3000/flow");
        environment.put("PENSTOCK_LOG_LEVEL", "debug");

        assertThatThrownBy(() -> EnvironmentSettings.read(environment, false))
                .hasMessageContaining("One of 'file' or 'env' is missing in app-secrets")
                .hasMessageContaining("One of 'key-dir' or 'private-key-file' or 'private-key-env' is missing")
                .hasMessageContaining(
                        "PENSTOCK_BACKEND_URI: There is no variable of this name. Did you mean PENSTOCK_BACKEND_URL?")
                .hasMessageNotContaining("LOG_LEVEL");
    }

    @Test
    void expandsNothingInAValue() {
        environment.put("PENSTOCK_PATH", "/flows/${PENSTOCK_APP_SECRET}");

        assertThatThrownBy(() -> EnvironmentSettings.read(environment, false))
                .hasMessageContaining("must be a path such as /flows/booking")
                .hasMessageNotContaining("0123456789abcdef");
    }
}
