package dev.penstock.gateway.config;

import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.gateway.Tenant;
import dev.penstock.id.WabaId;
import java.util.LinkedHashMap;

/** Reads one tenant. */
final class TenantText {

    private TenantText() {}

    /** The tenant; or a {@link ConfigurationException} with everything that is wrong. */
    static Tenant read(String name, byte[] yaml, String place, Source source, FlowJsonCache flowJsons) {
        var root = YamlText.read(yaml, place, source.mistakes);
        if (root.isEmpty()) {
            if (source.mistakes.isEmpty()) {
                source.mistakes.add(new Where(place, 1, 1), "There is nothing in this file.");
            }
            source.mistakes.refuseAny();
        }
        var section = new ShapeReader(source).read(root.orElseThrow(), Shapes.TENANT);
        var flows = new LinkedHashMap<String, GatewayEndpoint>();
        var binder = new EndpointBinder(source, flowJsons);
        var owner = binder.business(section);
        for (var flow : section.sections("flows")) {
            var flowName = flow.text("flow").orElse("");
            binder.endpoint(flowName.isEmpty() ? "flow" : flowName, flow, section.section("defaults"), owner)
                    .filter(endpoint -> flows.putIfAbsent(flowName, endpoint) != null)
                    .ifPresent(second -> {
                        second.close();
                        source.mistakes.add(
                                flow.whereIs("flow"), "Two Flows of this tenant have the name %s.".formatted(flowName));
                    });
        }
        if (!source.mistakes.isEmpty()) {
            flows.values().forEach(GatewayEndpoint::close);
        }
        source.mistakes.refuseAny();
        return new Tenant(
                name,
                flows,
                section.text("waba").filter(text -> !text.isEmpty()).map(WabaId::new));
    }
}
