package dev.penstock.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Kubernetes objects, read strictly: whatever the API does not know is a fault, where its server would drop it. */
final class Manifests {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 ConfigMap", ConfigMap.class,
            "v1 Secret", Secret.class,
            "v1 Service", Service.class,
            "apps/v1 Deployment", Deployment.class,
            "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "networking.k8s.io/v1 Ingress", Ingress.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

    /** Kinds of others, whose keys are not known here; the tests look at them one by one. */
    private static final Set<String> GENERIC =
            Set.of("monitoring.coreos.com/v1 PodMonitor", "monitoring.coreos.com/v1 PrometheusRule");

    private final List<HasMetadata> objects = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** Reads all documents of a file. */
    static Manifests read(String yaml) {
        var manifests = new Manifests();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (documents.hasNext()) {
                manifests.add(documents.next());
            }
        }
        return manifests;
    }

    /** What of them is not known, each as a path. */
    List<String> faults() {
        return faults;
    }

    List<String> kinds() {
        return objects.stream().map(HasMetadata::getKind).toList();
    }

    <T extends HasMetadata> T only(Class<T> kind) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    GenericKubernetesResource only(String kind) {
        return objects.stream()
                .filter(object -> object.getKind().equals(kind))
                .map(GenericKubernetesResource.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void add(JsonNode document) {
        if (document.isNull() || document.isMissingNode()) {
            return;
        }
        var name = document.path("apiVersion").asString("") + " "
                + document.path("kind").asString("");
        if (GENERIC.contains(name)) {
            objects.add(YAML.treeToValue(document, GenericKubernetesResource.class));
            return;
        }
        var type = KINDS.get(name);
        if (type == null) {
            faults.add("unknown kind " + name);
            return;
        }
        var read = YAML.treeToValue(document, type);
        objects.add(read);
        lookInto(name, read);
    }

    /** Each class of the model keeps what it does not know in a map. */
    private void lookInto(String path, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Map<?, ?> map -> map.forEach((key, next) -> lookInto(path + "." + key, next));
            case Iterable<?> list -> list.forEach(next -> lookInto(path + "[]", next));
            case KubernetesResource resource -> {
                for (var method : resource.getClass().getMethods()) {
                    if (method.getName().equals("getAdditionalProperties")) {
                        ((Map<?, ?>) call(method, resource)).keySet().forEach(key -> faults.add(path + "." + key));
                    } else if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
                        lookInto(path + "." + method.getName().substring(3), call(method, resource));
                    }
                }
            }
            default -> {}
        }
    }

    private static @Nullable Object call(Method getter, Object object) {
        try {
            return getter.invoke(object);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
