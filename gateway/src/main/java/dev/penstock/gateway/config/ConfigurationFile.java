package dev.penstock.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a configuration: every mistake of a run at once, each with its line and column.
 *
 * @param file the file, usually {@code penstock.yaml}; relative paths in it begin at its directory
 * @param environment what {@code ${NAME}} and {@code x-env} stand for
 * @param allowsReadableSecrets whether secrets may be in files that other users can read
 */
public record ConfigurationFile(Path file, Map<String, String> environment, boolean allowsReadableSecrets) {

    /** Copies the environment. */
    public ConfigurationFile {
        Objects.requireNonNull(file, "file");
        environment = Map.copyOf(environment);
    }

    /**
     * Reads a file with the environment of this process.
     *
     * @param file the file
     * @return a reader that refuses secrets which others can read
     */
    public static ConfigurationFile at(Path file) {
        return new ConfigurationFile(file, System.getenv(), false);
    }

    /**
     * Reads the file, and everything that it names.
     *
     * @return what it says
     * @throws ConfigurationException if anything is wrong, with all that is
     */
    public GatewaySettings read() {
        return read(new TreeSet<>());
    }

    /** The same; every file that is looked at is added to {@code looked}, whatever comes of it. */
    GatewaySettings read(Set<Path> looked) {
        var mistakes = new Mistakes();
        looked.add(file.toAbsolutePath());
        byte[] bytes = bytes(mistakes);
        mistakes.refuseAny();
        var directory = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), Path.of("/"));
        var source = new Source(environment, directory, allowsReadableSecrets, mistakes, looked);
        return read(bytes, file.toString(), source);
    }

    private byte[] bytes(Mistakes mistakes) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(YamlText.MAX_BYTES + 1);
        } catch (IOException unreadable) {
            mistakes.add(Where.of(file.toString()), whyUnreadable());
            return new byte[0];
        }
    }

    private String whyUnreadable() {
        if (Files.isDirectory(file)) {
            return "This is a directory: give the file in it, such as penstock.yaml.";
        }
        return Files.exists(file)
                ? "This file cannot be read: check who owns it and its mode (ls -l)."
                : "There is no such file: check the name, or make one with penstock init.";
    }

    static GatewaySettings read(byte[] yaml, String name, Source source) {
        var root = YamlText.read(yaml, name, source.mistakes);
        if (root.isEmpty() && source.mistakes.isEmpty()) {
            source.mistakes.add(
                    new Where(name, 1, 1), "There is nothing in this file: penstock init writes one to begin with.");
        }
        var settings = root.flatMap(node -> {
            var section = new ShapeReader(source).read(node, Shapes.CONFIGURATION);
            return node instanceof YamlNode.Group
                    ? new SettingsBinder(source).bind(section)
                    : Optional.<GatewaySettings>empty();
        });
        if (!source.mistakes.isEmpty()) {
            settings.ifPresent(each -> each.endpoints().values().forEach(dev.penstock.gateway.GatewayEndpoint::close));
        }
        source.mistakes.refuseAny();
        return settings.orElseThrow();
    }
}
