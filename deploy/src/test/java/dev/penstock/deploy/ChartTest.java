package dev.penstock.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart, by the real Helm, and what comes of it, by the classes of the Kubernetes API. */
class ChartTest {

    private static final String EVERYTHING = """
            replicas: 3
            image: {digest: "sha256:%s", pullSecrets: [{name: registry}]}
            files:
              booking.json: |
                {"version": "7.3", "screens": []}
            secret: {name: mine, values: {app-secret: abc}}
            env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: other, key: token}}}]
            autoscaling: {enabled: false}
            service: {type: LoadBalancer, annotations: {a: b}}
            ingress: {enabled: true}
            networkPolicy:
              from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress}}}]
              egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]
            podMonitor: {enabled: true, labels: {release: monitoring}}
            prometheusRule: {enabled: true}
            nodeSelector: {kubernetes.io/arch: amd64}
            tolerations: [{key: a, operator: Exists, effect: NoSchedule}]
            podLabels: {team: chat}
            podAnnotations: {note: none}
            """.formatted("0123456789abcdef".repeat(4));

    @Test
    void helmFindsNothingToSay() {
        var result = Chart.helm().lint().strict().quiet().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @Test
    void kubernetesKnowsEveryKeyOfWhatIsThereByDefault() throws IOException {
        var manifests = Manifests.read(Chart.render(""));

        assertThat(manifests.faults()).isEmpty();
        assertThat(manifests.kinds())
                .containsExactlyInAnyOrder(
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "ConfigMap",
                        "Service",
                        "Deployment",
                        "HorizontalPodAutoscaler");
    }

    @Test
    void everyKindIsThereIfItIsAskedFor() throws IOException {
        var manifests = Manifests.read(Chart.render(EVERYTHING));

        assertThat(manifests.faults()).isEmpty();
        assertThat(manifests.kinds())
                .containsExactlyInAnyOrder(
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "Secret",
                        "ConfigMap",
                        "Service",
                        "Deployment",
                        "Ingress",
                        "PodMonitor",
                        "PrometheusRule");
        assertThat(container(manifests).getImage()).contains("@sha256:0123");
        assertThat(manifests.only(Secret.class).getData()).containsEntry("app-secret", "YWJj");
        assertThat(manifests.only(ConfigMap.class).getData()).containsKeys("penstock.yaml", "booking.json");
        assertThat(manifests.only(Ingress.class).getMetadata().getAnnotations())
                .containsEntry("nginx.ingress.kubernetes.io/upstream-hash-by", "$http_x_hub_signature_256");
        assertThat(manifests.only("PodMonitor").getMetadata().getLabels()).containsEntry("release", "monitoring");
        assertThat(manifests.only(NetworkPolicy.class).getSpec().getPolicyTypes())
                .contains("Egress");
    }

    @Test
    void unknownKeysOfKubernetesAreFound() throws IOException {
        var wrong = Chart.render("")
                .replace("readOnlyRootFilesystem", "readOnlyRoot")
                .replace("maxSurge", "maxSurges");

        assertThat(Manifests.read(wrong).faults())
                .anySatisfy(fault -> assertThat(fault).endsWith(".readOnlyRoot"))
                .anySatisfy(fault -> assertThat(fault).endsWith(".maxSurges"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replcas: 3",
                "replicas: 0",
                "image: {repository: a, digest: sha256:12}",
                "config: {admin: {host: 127.0.0.1, port: 8081}}",
                "config: {endpoint: []}",
                "autoscaling: {cpu: 200}",
                "resources: {limit: {memory: 1Gi}}",
                "terminationGracePeriodSeconds: ten",
                "files: {a/b: text}"
            })
    void valuesThatMeanNothingAreRefused(String values) {
        assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining("values don't meet the specifications");
    }

    @Test
    void aPodIsGivenTheTimeItNeedsToStop() throws IOException {
        var pod = pod(Manifests.read(Chart.render("")));
        assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(30);
        assertThat(container(Manifests.read(Chart.render("")))
                        .getLifecycle()
                        .getPreStop()
                        .getSleep()
                        .getSeconds())
                .isEqualTo(5);

        assertThatThrownBy(() -> Chart.render("config: {server: {shutdown: {drain: 1m}}}"))
                .hasMessageContaining("stopping in order takes up to 80 seconds");
        assertThat(Chart.render("""
                        config: {server: {shutdown: {drain: 1m, timeout: 500ms}}}
                        terminationGracePeriodSeconds: 71
                        """)).contains("terminationGracePeriodSeconds: 71");
    }

    @Test
    void probesAskTheAdminPortWhichListensInsideThePod() throws IOException {
        var manifests = Manifests.read(Chart.render("config: {admin: {port: 9999}}"));
        var container = container(manifests);

        assertThat(container.getPorts())
                .filteredOn(port -> port.getName().equals("admin"))
                .singleElement()
                .satisfies(port -> assertThat(port.getContainerPort()).isEqualTo(9999));
        assertThat(List.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe()))
                .extracting(ChartTest::asked)
                .containsExactly("/ready at admin", "/ready at admin", "/live at admin");
        assertThat(manifests.only(ConfigMap.class).getData().get("penstock.yaml"))
                .contains("host: 0.0.0.0\n  port: 9999");
        assertThat(manifests.only(Service.class).getSpec().getPorts())
                .extracting(port -> port.getName())
                .containsExactly("http");
    }

    @Test
    void theProcessorIsAskedForAndNotLimited() throws IOException {
        var resources = container(Manifests.read(Chart.render(""))).getResources();

        assertThat(resources.getRequests()).containsEntry("cpu", new Quantity("500m"));
        assertThat(resources.getLimits()).containsOnlyKeys("memory");
        assertThat(resources.getLimits().get("memory"))
                .isEqualTo(resources.getRequests().get("memory"));
    }

    @Test
    void aPodMayDoNothingButServe() throws IOException {
        var manifests = Manifests.read(Chart.render(""));
        var pod = pod(manifests);
        var rights = container(manifests).getSecurityContext();

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
        assertThat(rights.getAllowPrivilegeEscalation()).isFalse();
        assertThat(rights.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getSecret() != null)
                .singleElement()
                .satisfies(volume -> {
                    assertThat(volume.getSecret().getDefaultMode()).isEqualTo(0440);
                    assertThat(volume.getSecret().getSecretName()).isEqualTo("penstock");
                });
        assertThat(container(manifests).getEnv()).isEmpty();
    }

    @Test
    void replicasAreSpreadScaledAndNotTakenAllAtOnce() throws IOException {
        var manifests = Manifests.read(Chart.render(""));

        assertThat(pod(manifests).getTopologySpreadConstraints())
                .extracting(spread -> spread.getTopologyKey())
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(manifests
                        .only(HorizontalPodAutoscaler.class)
                        .getSpec()
                        .getMetrics()
                        .getFirst()
                        .getResource()
                        .getName())
                .isEqualTo("cpu");
        assertThat(manifests
                        .only(PodDisruptionBudget.class)
                        .getSpec()
                        .getMaxUnavailable()
                        .getIntVal())
                .isOne();
        var deployment = manifests.only(Deployment.class).getSpec();
        assertThat(deployment.getReplicas()).as("left to the autoscaler").isNull();
        assertThat(deployment
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal())
                .isZero();
        assertThat(deployment.getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(deployment.getSelector().getMatchLabels());
    }

    @Test
    void onlyWhatARunningPodCannotTakeOverMakesNewPods() throws IOException {
        var before = restart("");

        assertThat(restart("config: {endpoints: []}")).isEqualTo(before);
        assertThat(restart("config: {replay: {keep: 2h}}")).isNotEqualTo(before);
        assertThat(restart("config: {server: {port: 8090}}")).isNotEqualTo(before);
    }

    @Test
    void theRulesOfTheChartAreThoseOfTheDocumentation() throws IOException {
        assertThat(Chart.MODULE.resolve("helm/penstock/files/penstock-alerts.yml"))
                .hasSameTextualContentAs(Chart.MODULE.resolveSibling("docs/monitoring/penstock-alerts.yml"));

        var rule =
                Manifests.read(Chart.render("prometheusRule: {enabled: true}")).only("PrometheusRule");
        assertThat((List<?>) rule.get("spec", "groups"))
                .hasSizeGreaterThan(1)
                .allSatisfy(group ->
                        assertThat((List<?>) ((Map<?, ?>) group).get("rules")).isNotEmpty());
    }

    @Test
    void podsAreScrapedUnderTheNameOfTheAlerts() throws IOException {
        var monitor =
                Manifests.read(Chart.render("podMonitor: {enabled: true}")).only("PodMonitor");

        assertThat(monitor.<Object>get("spec"))
                .isEqualTo(Map.of(
                        "selector",
                        Map.of(
                                "matchLabels",
                                Map.of("app.kubernetes.io/name", "penstock", "app.kubernetes.io/instance", "penstock")),
                        "podMetricsEndpoints",
                        List.of(Map.of(
                                "port",
                                "admin",
                                "path",
                                "/metrics",
                                "interval",
                                "15s",
                                "relabelings",
                                List.of(Map.of(
                                        "action", "replace", "targetLabel", "job", "replacement", "penstock"))))));
    }

    @Test
    void theManifestsAreThoseOfTheChart() throws IOException {
        var file = Chart.MODULE.resolve("kubernetes/penstock.yaml");
        var rendered = Chart.render("")
                .lines()
                .filter(line -> !line.matches(" *(helm.sh/chart|app.kubernetes.io/managed-by): .*"))
                .filter(line -> !line.startsWith("# Source: "))
                .map(line -> line + "\n")
                .reduce(
                        "# Made from the chart by the tests of this module: -Dwrite=true writes it anew.\n",
                        String::concat);
        if (Boolean.getBoolean("write")) {
            Files.writeString(file, rendered);
        }

        assertThat(file).content().isEqualTo(rendered);
        assertThat(Manifests.read(rendered).faults()).isEmpty();
    }

    private static String restart(String values) throws IOException {
        return Manifests.read(Chart.render(values))
                .only(Deployment.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("checksum/restart");
    }

    private static String asked(Probe probe) {
        var get = probe.getHttpGet();
        return get.getPath() + " at " + get.getPort().getStrVal();
    }

    private static PodSpec pod(Manifests manifests) {
        return manifests.only(Deployment.class).getSpec().getTemplate().getSpec();
    }

    private static Container container(Manifests manifests) {
        return pod(manifests).getContainers().getFirst();
    }
}
