package dev.penstock.spring;

import dev.penstock.Flow;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.servlet.Greeting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application with one Flow, as a user writes it, and its properties. */
@SpringBootConfiguration
@EnableAutoConfiguration
class GreetingApplication {

    @Bean
    Flow greeting() {
        return Greeting.flow();
    }

    /** Starts it on any port; what is given comes after, and wins. */
    static ConfigurableApplicationContext start(Class<?> more, String... properties) {
        var all = new LinkedHashMap<String, String>();
        // A database that is not there, since nobody may ask it unless told to.
        all.put("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/none");
        all.put("server.port", "0");
        all.put("spring.main.banner-mode", "off");
        // Uploads that stand still are under way for Tomcat: nobody here waits for them at the end.
        all.put("spring.lifecycle.timeout-per-shutdown-phase", "2s");
        Stream.concat(properties().stream(), Stream.of(properties)).forEach(property -> {
            int equals = property.indexOf('=');
            all.put(property.substring(0, equals), property.substring(equals + 1));
        });
        return new SpringApplicationBuilder(GreetingApplication.class, more)
                .run(all.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    static ConfigurableApplicationContext start(String... properties) {
        return start(GreetingApplication.class, properties);
    }

    /** What it takes to serve the Flow. */
    static List<String> properties() {
        return List.of(
                "penstock.keys.private-key-file=" + file("private.pem", PrivateKeys.clearPem(Greeting.KEY)),
                "penstock.app.secret=" + Greeting.SECRET,
                "penstock.app.previous-secret=" + Greeting.PREVIOUS_SECRET,
                "penstock.app.previous-secret-until=" + Instant.now().plus(Duration.ofDays(1)),
                "penstock.flow-tokens.accept=issued",
                "penstock.flows.greeting.flow-json=file:" + file("greeting.json", Greeting.FLOW_JSON_TEXT));
    }

    static Path file(String name, String text) {
        try {
            var directory = Files.createTempDirectory("penstock-spring");
            var file = Files.writeString(directory.resolve(name), text);
            file.toFile().deleteOnExit();
            file.toFile().setReadable(false, false);
            file.toFile().setReadable(true, true);
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static URI uri(ConfigurableApplicationContext application, String path) {
        int port = ((WebServerApplicationContext) application).getWebServer().getPort();
        return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    }
}
