package dev.penstock.gateway.drill;

import dev.penstock.gateway.config.ConfigurationFile;
import dev.penstock.gateway.config.ConfiguredGateway;
import java.nio.file.Path;

/** A gateway in a process of its own, so that it can be killed: FILE. */
final class DrillGateway {

    private DrillGateway() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var gateway = ConfiguredGateway.start(ConfigurationFile.at(Path.of(arguments[0])))) {
            gateway.join();
        }
    }
}
