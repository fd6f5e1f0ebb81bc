package dev.penstock.examples.springbooking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** The application as it runs, with its own application.yaml. */
class ServedIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    @Test
    void bothFlowsAreServed() throws Exception {
        var key = PrivateKeys.generate();
        var file = Files.writeString(directory.resolve("private.pem"), PrivateKeys.clearPem(key));
        try (var database = EmbeddedPostgres.start();
                var application = SpringApplication.run(
                        SpringBooking.class,
                        "--server.port=0",
                        "--DATABASE_URL=" + database.getJdbcUrl("postgres", "postgres"),
                        "--META_APP_SECRET=" + SECRET,
                        "--penstock.keys.private-key-file=" + file)) {
            int port =
                    ((WebServerApplicationContext) application).getWebServer().getPort();
            for (var flow : new String[] {"appointments", "seats"}) {
                var access = EndpointAccess.of(
                                URI.create("http://127.0.0.1:%d/flows/%s".formatted(port, flow)),
                                BusinessPublicKey.of(key))
                        .signedBy(RequestSignature.of(AppSecrets.of(SECRET)));
                try (var line = EncryptingLine.to(access).open()) {
                    var token = application.getBean(FlowTokens.class).issue(flow, "somebody");
                    assertThat(FlowClient.over(line, token).build().init().status())
                            .as(flow)
                            .isEqualTo(200);
                    assertThat(FlowClient.over(line, "made-up").build().init().status())
                            .as(flow)
                            .isEqualTo(427);
                }
            }
        }
    }
}
