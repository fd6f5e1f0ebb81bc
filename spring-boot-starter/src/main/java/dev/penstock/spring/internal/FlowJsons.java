package dev.penstock.spring.internal;

import dev.penstock.Flow;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import dev.penstock.flowjson.check.Pairing;
import dev.penstock.flowjson.check.UnpairedFlowException;
import dev.penstock.spring.PenstockConfigurationException;
import dev.penstock.spring.PenstockProperties.OneFlow;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.io.ResourceLoader;

/** The Flow JSON of each Flow, compared with its handlers. */
public final class FlowJsons {

    private final ResourceLoader resources;

    public FlowJsons(ResourceLoader resources) {
        this.resources = resources;
    }

    /** Loads what the properties name, or what is at the place where it is looked for; none if there is none. */
    public Optional<FlowJson> of(Flow flow, Optional<OneFlow> properties) {
        var named = properties.map(OneFlow::flowJson).filter(text -> !text.isBlank());
        var location = named.orElse("classpath:flows/%s.json".formatted(flow.name()));
        var resource = resources.getResource(location);
        if (!resource.exists()) {
            if (named.isPresent()) {
                throw new PenstockConfigurationException(
                        "There is no Flow JSON at %s, which penstock.flows.%s.flow-json names."
                                .formatted(location, flow.name()),
                        "Correct it; in src/main/resources it is classpath:booking.json, for example.");
            }
            return Optional.empty();
        }
        try {
            var document = FlowJson.parse(resource.getContentAsByteArray());
            Pairing.require(flow, document);
            return Optional.of(document);
        } catch (IOException | UnreadableFlowJsonException unreadable) {
            throw new PenstockConfigurationException(
                    "The Flow JSON at %s cannot be read.".formatted(location),
                    "Correct it: %s".formatted(unreadable.getMessage()),
                    unreadable);
        } catch (UnpairedFlowException unpaired) {
            throw new PenstockConfigurationException(
                    "The Flow JSON at %s has other screens than the Flow %s has handlers."
                            .formatted(location, flow.name()),
                    String.valueOf(unpaired.getMessage()),
                    unpaired);
        }
    }
}
