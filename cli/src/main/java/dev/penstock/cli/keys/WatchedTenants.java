package dev.penstock.cli.keys;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.gateway.Tenant;
import dev.penstock.gateway.TenantUnavailableException;
import dev.penstock.gateway.config.ConfigurationFile;
import dev.penstock.gateway.config.GatewaySettings;
import dev.penstock.gateway.config.TenantDirectories;
import dev.penstock.graph.keys.KeyAlertResponder;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.id.WabaId;
import dev.penstock.webhook.WebhookHandler;
import dev.penstock.webhook.event.FlowAlert;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of all tenants of a gateway, each with the account that the tenant names ({@code waba}). Tenants are read
 * anew each time, so those that were added, removed or have another key are looked after without a restart.
 */
final class WatchedTenants implements WebhookHandler<FlowAlert> {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedTenants.class);

    private final ConfigurationFile file;
    private final KeyRegistration registration;
    private final GatewaySettings.Tenants tenants;
    private final Map<String, BusinessPublicKey> keys = new ConcurrentHashMap<>();
    private final Map<String, KeyAlertResponder> responders = new ConcurrentHashMap<>();

    private WatchedTenants(ConfigurationFile file, GatewaySettings.Tenants tenants, KeyRegistration registration) {
        this.file = file;
        this.tenants = tenants;
        this.registration = registration;
    }

    static WatchedTenants of(Path config, KeyRegistration registration) {
        var file = ConfigurationFile.at(config);
        var settings = file.read();
        settings.endpoints().values().forEach(GatewayEndpoint::close);
        var tenants = settings.tenants()
                .orElseThrow(() -> new UsageFailure(
                        "%s has no tenants: give --waba for the account of its endpoints.".formatted(config)));
        var watched = new WatchedTenants(file, tenants, registration);
        watched.readAnew();
        return watched;
    }

    /** How many accounts there are. */
    int size() {
        return responders.size();
    }

    /** Looks at the key of every tenant; what goes wrong is logged. */
    void look() {
        try {
            readAnew();
        } catch (TenantUnavailableException away) {
            LOG.warn("The tenants cannot be read at present; those that were known are looked at.");
        }
        responders.values().forEach(KeyAlertResponder::look);
    }

    private void readAnew() {
        var seen = new TreeSet<String>();
        var isWhole = new AtomicBoolean(true);
        TenantDirectories.readAll(
                tenants,
                file,
                tenant -> tenant.account()
                        .ifPresentOrElse(
                                account -> watch(tenant, account, seen),
                                () -> LOG.warn(
                                        "Tenant {} names no account (waba), so nobody looks after its key.",
                                        tenant.name())),
                name -> {
                    isWhole.set(false);
                    LOG.warn("Tenant {} cannot be read; its key is looked at as it was known.", name);
                });
        if (isWhole.get()) {
            responders.keySet().retainAll(seen);
        }
    }

    private void watch(Tenant tenant, WabaId account, Set<String> seen) {
        seen.add(account.value());
        var expected = tenant.flows().values().iterator().next().keyset().currentPublicKey();
        keys.put(account.value(), expected);
        responders.computeIfAbsent(
                account.value(),
                id -> KeyAlertResponder.of(
                        registration,
                        () -> java.util.Objects.requireNonNull(keys.get(id)),
                        Set.of(account),
                        KeyAlertResponder.DEFAULT_INTERVAL,
                        InstantSource.system()));
    }

    /** Only the responder of its account hears of it. */
    @Override
    public void handle(FlowAlert alert) {
        alert.head().accountId().map(responders::get).ifPresent(responder -> responder.handle(alert));
    }
}
