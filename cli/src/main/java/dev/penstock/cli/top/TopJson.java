package dev.penstock.cli.top;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures for programs. Times are in seconds, ratios from 0 to 1; what is not known is left out. */
final class TopJson {

    private TopJson() {}

    static Map<String, Object> of(Figures figures, double nowSeconds) {
        var json = new LinkedHashMap<String, Object>();
        json.put("replicas", figures.replicas().stream().map(TopJson::replica).toList());
        if (figures.seconds() > 0) {
            json.put("seconds", figures.seconds());
        }
        json.put("requests", requests(figures));
        put(json, "error_ratio", figures.errorRatio());
        put(json, "client_error_ratio", figures.clientErrorRatio());
        json.put("reasons", figures.reasons().stream().map(TopJson::reason).toList());
        json.put("outdated_configurations", figures.outdatedConfigurations());
        json.put("latency", latency(figures.latency()));
        json.put("server", server(figures.now()));
        json.put(
                "flows",
                figures.flows().stream().map(flow -> flow(figures, flow)).toList());
        json.put(
                "screens",
                figures.screens().stream()
                        .map(screen -> screen(figures, screen))
                        .toList());
        json.put(
                "backends",
                figures.backends().stream()
                        .map(backend -> backend(figures, backend))
                        .toList());
        json.put("queues", figures.queues().stream().map(TopJson::queue).toList());
        json.put("mismatched_keys", figures.mismatchedKeys());
        figures.certificateNotAfter().ifPresent(end -> json.put("certificate_days", (end - nowSeconds) / 86_400));
        return json;
    }

    private static Map<String, Object> reason(Figures.Reason reason) {
        var json = new LinkedHashMap<String, Object>();
        json.put("kind", reason.kind());
        json.put("reason", reason.reason());
        json.put("count", Math.round(reason.count()));
        return json;
    }

    private static Map<String, Object> replica(Replica.Look look) {
        var json = new LinkedHashMap<String, Object>();
        json.put("url", look.page().toString());
        json.put("up", look.isUp());
        if (!look.isUp()) {
            json.put("problem", look.problem());
        }
        return json;
    }

    private static Map<String, Object> requests(Figures figures) {
        var json = counted(figures, figures.requests().sum());
        figures.requests()
                .by("outcome")
                .forEach((outcome, requests) -> json.put(outcome.getFirst(), Math.round(requests.sum())));
        return json;
    }

    private static Map<String, Object> counted(Figures figures, double count) {
        var json = new LinkedHashMap<String, Object>();
        json.put("count", Math.round(count));
        if (figures.seconds() > 0) {
            json.put("per_second", figures.perSecond(count));
        }
        return json;
    }

    private static Map<String, Object> latency(ReplicaSamples histogram) {
        var json = new LinkedHashMap<String, Object>();
        put(json, "p50", histogram.quantile(0.5));
        put(json, "p90", histogram.quantile(0.9));
        put(json, "p99", histogram.quantile(0.99));
        for (int line : new int[] {1, 5, 7, 10}) { // Meta's
            put(json, "over_%d_s".formatted(line), histogram.over(line));
        }
        return json;
    }

    private static Map<String, Object> server(ReplicaSamples now) {
        var json = new LinkedHashMap<String, Object>();
        for (var name : new String[] {
            "connections",
            "requests",
            "requests_limit",
            "waiting",
            "opening",
            "opening_limit",
            "body_bytes",
            "body_limit_bytes"
        }) {
            var samples = now.named("penstock_server_" + name);
            if (!samples.isEmpty()) {
                json.put(name, Math.round(samples.sum()));
            }
        }
        return json;
    }

    private static Map<String, Object> flow(Figures figures, Figures.FlowFigures flow) {
        var json = named(flow.flow(), flow.tenant());
        json.putAll(counted(figures, flow.requests()));
        put(json, "error_ratio", flow.errors());
        json.put("latency", latency(flow.latency()));
        return json;
    }

    private static Map<String, Object> screen(Figures figures, Figures.ScreenFigures screen) {
        var json = named(screen.flow(), screen.tenant());
        json.put("screen", screen.screen());
        json.putAll(counted(figures, screen.requests()));
        json.put("mean", screen.mean());
        put(json, "longest", screen.longest());
        return json;
    }

    private static Map<String, Object> backend(Figures figures, Figures.BackendFigures backend) {
        var json = named(backend.flow(), backend.tenant());
        json.putAll(counted(figures, backend.questions()));
        put(json, "failed_ratio", backend.failures());
        json.put("latency", latency(backend.latency()));
        json.put("left_alone", backend.isResting());
        return json;
    }

    private static Map<String, Object> queue(Figures.QueueFigures queue) {
        var json = new LinkedHashMap<String, Object>();
        json.put("queue", queue.name());
        put(json, "waiting", queue.size());
        put(json, "behind", queue.lagSeconds());
        put(json, "dead_letters", queue.deadLetters());
        return json;
    }

    private static Map<String, Object> named(String flow, String tenant) {
        var json = new LinkedHashMap<String, Object>();
        json.put("flow", flow);
        json.put("tenant", tenant);
        return json;
    }

    private static void put(Map<String, Object> json, String name, OptionalDouble value) {
        value.ifPresent(number -> json.put(name, number));
    }
}
