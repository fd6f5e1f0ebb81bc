package dev.penstock.deploy;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Helm chart, by the real Helm. */
final class Chart {

    /** The module's own directory. */
    static final Path MODULE = module();

    private static final Path CHART = MODULE.resolve("helm/penstock");

    private Chart() {}

    static Helm helm() {
        return new Helm(CHART);
    }

    /** What {@code helm template penstock} prints, with values in place of the chart's. */
    static String render(String values) throws IOException {
        var file = Files.createTempFile("values", ".yaml");
        try {
            Files.writeString(file, values);
            return helm().template()
                    .withName("penstock")
                    .withNamespace("penstock")
                    .withKubeVersion("v1.30.0")
                    .withValuesFile(file)
                    .call();
        } finally {
            Files.delete(file);
        }
    }

    private static Path module() {
        var here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("helm/penstock/Chart.yaml")) ? here : here.resolve("deploy");
    }
}
