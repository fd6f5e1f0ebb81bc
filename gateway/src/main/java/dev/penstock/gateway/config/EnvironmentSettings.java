package dev.penstock.gateway.config;

import dev.penstock.flowjson.nearest.Nearest;
import dev.penstock.gateway.config.YamlNode.Entry;
import dev.penstock.gateway.config.YamlNode.Group;
import dev.penstock.gateway.config.YamlNode.Items;
import dev.penstock.gateway.config.YamlNode.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One endpoint from environment variables, for a container without a file. The list is short and fixed; whoever needs
 * more writes a {@code penstock.yaml}.
 */
public final class EnvironmentSettings {

    /** The variables, all of them: {@value}. */
    public static final String NAMES = "PENSTOCK_HOST PENSTOCK_PORT PENSTOCK_ADMIN_HOST PENSTOCK_ADMIN_PORT"
            + " PENSTOCK_PATH PENSTOCK_PRIVATE_KEY_FILE PENSTOCK_PASSPHRASE PENSTOCK_PASSPHRASE_FILE"
            + " PENSTOCK_APP_SECRET PENSTOCK_APP_SECRET_FILE"
            + " PENSTOCK_FLOW_JSON PENSTOCK_BACKEND_URL PENSTOCK_BACKEND_SECRET PENSTOCK_BACKEND_SECRET_FILE";

    private static final Set<String> KNOWN = new TreeSet<>(List.of(NAMES.split(" ")));
    private static final String DEFAULT_PATH = "/flows/flow";

    private EnvironmentSettings() {}

    /**
     * Tells whether the environment says what to serve.
     *
     * @param environment the environment
     * @return whether it names a backend
     */
    public static boolean isGiven(Map<String, String> environment) {
        return environment.containsKey("PENSTOCK_BACKEND_URL");
    }

    /**
     * Reads the variables.
     *
     * @param environment the environment
     * @param allowsReadableSecrets whether secrets may be in files that other users can read
     * @return what they say
     * @throws ConfigurationException if anything is wrong, with all that is; the places are the names of variables
     */
    public static GatewaySettings read(Map<String, String> environment, boolean allowsReadableSecrets) {
        var mistakes = new Mistakes();
        refuseMisspelt(environment, mistakes);
        var source = new Source(environment, Path.of("").toAbsolutePath(), allowsReadableSecrets, mistakes);
        var section = new ShapeReader(source).read(tree(environment), Shapes.CONFIGURATION);
        var settings = new SettingsBinder(source).bind(section);
        mistakes.refuseAny();
        return settings.orElseThrow();
    }

    private static void refuseMisspelt(Map<String, String> environment, Mistakes mistakes) {
        for (var name : environment.keySet()) {
            if (name.startsWith("PENSTOCK_") && !KNOWN.contains(name)) {
                Nearest.to(name, KNOWN)
                        .ifPresent(meant -> mistakes.add(
                                Where.of(name),
                                "There is no variable of this name. Did you mean %s?".formatted(meant)));
            }
        }
    }

    private static Group tree(Map<String, String> environment) {
        var server = new ArrayList<Entry>();
        add(server, "host", "PENSTOCK_HOST", environment);
        add(server, "port", "PENSTOCK_PORT", environment);
        var backend = new ArrayList<Entry>();
        add(backend, "url", "PENSTOCK_BACKEND_URL", environment);
        name(backend, "signing-secret-env", "PENSTOCK_BACKEND_SECRET", environment);
        add(backend, "signing-secret-file", "PENSTOCK_BACKEND_SECRET_FILE", environment);
        var secret = new ArrayList<Entry>();
        name(secret, "env", "PENSTOCK_APP_SECRET", environment);
        add(secret, "file", "PENSTOCK_APP_SECRET_FILE", environment);
        var where = Where.of("PENSTOCK_APP_SECRET");
        var endpoint = new ArrayList<Entry>();
        var path = Where.of("PENSTOCK_PATH");
        endpoint.add(entry("path", environment.getOrDefault("PENSTOCK_PATH", DEFAULT_PATH), path));
        add(endpoint, "private-key-file", "PENSTOCK_PRIVATE_KEY_FILE", environment);
        name(endpoint, "passphrase-env", "PENSTOCK_PASSPHRASE", environment);
        add(endpoint, "passphrase-file", "PENSTOCK_PASSPHRASE_FILE", environment);
        add(endpoint, "flow-json", "PENSTOCK_FLOW_JSON", environment);
        var list = new Items(List.of(new Group(secret, where)), where);
        endpoint.add(new Entry("app-secrets", where, list));
        var url = Where.of("PENSTOCK_BACKEND_URL");
        endpoint.add(new Entry("backend", url, new Group(backend, url)));
        var key = Where.of("PENSTOCK_PRIVATE_KEY_FILE");
        var all = new ArrayList<Entry>();
        all.add(new Entry("server", Where.of("PENSTOCK_HOST"), new Group(server, Where.of("PENSTOCK_HOST"))));
        all.add(new Entry("endpoints", key, new Items(List.of(new Group(endpoint, key)), key)));
        var admin = new ArrayList<Entry>();
        add(admin, "host", "PENSTOCK_ADMIN_HOST", environment);
        add(admin, "port", "PENSTOCK_ADMIN_PORT", environment);
        if (!admin.isEmpty()) {
            var port = Where.of("PENSTOCK_ADMIN_PORT");
            all.add(new Entry("admin", port, new Group(admin, port)));
        }
        return new Group(all, key);
    }

    private static void add(List<Entry> entries, String key, String variable, Map<String, String> environment) {
        var value = environment.get(variable);
        if (value != null) {
            entries.add(entry(key, value, Where.of(variable)));
        }
    }

    /** For a secret: its variable is named, not its value. */
    private static void name(List<Entry> entries, String key, String variable, Map<String, String> environment) {
        if (environment.containsKey(variable)) {
            entries.add(new Entry(key, Where.of(variable), new Text(variable, false, Where.of(variable))));
        }
    }

    /** A value of a variable is taken as it is: what looks like a variable in it is none. */
    private static Entry entry(String key, String value, Where where) {
        return new Entry(key, where, new Text(value.replace("${", "$${"), false, where));
    }
}
