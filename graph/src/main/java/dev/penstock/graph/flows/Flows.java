package dev.penstock.graph.flows;

import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.internal.Paging;
import dev.penstock.graph.internal.Required;
import dev.penstock.id.FlowId;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.id.WabaId;
import dev.penstock.internal.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Flows of an account: create, upload, publish, look at, retire. Thread-safe.
 *
 * <p>Every method throws {@link GraphException} if Meta refuses. Source: Meta, "Flows API".
 */
public final class Flows {

    /** The largest Flow JSON, in bytes: 10 MB. */
    public static final int MAX_JSON_BYTES = 10_000_000;

    private static final int MAX_MIGRATED_NAMES = 100;

    private final GraphClient client;

    private Flows(GraphClient client) {
        this.client = client;
    }

    /**
     * Works through a client.
     *
     * @param client the client
     * @return the Flows that its token may see
     */
    public static Flows of(GraphClient client) {
        return new Flows(client);
    }

    /**
     * Creates a Flow. Not repeated after a failure, since it would exist twice; look by name before trying again.
     *
     * @param account where
     * @param flow what
     * @return its id, and the errors in its Flow JSON
     */
    public UploadResult create(WabaId account, NewFlow flow) {
        var answer =
                new Fields(client.call(GraphRequest.post(account + "/flows").json(flow.toJson())));
        return result(new FlowId(Required.text(answer, "id")), answer);
    }

    /**
     * Changes what is known about a Flow beside its JSON. Safe to repeat.
     *
     * @param flow the Flow
     * @param changes what to change, at least one thing
     */
    public void update(FlowId flow, FlowChanges changes) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to change: give a name, categories, an endpoint or an app.");
        }
        client.call(GraphRequest.post(flow.value()).json(changes.toJson()).repeatable());
    }

    /**
     * Uploads a Flow JSON. A published Flow becomes a draft again; messages already sent keep the version they had.
     * Safe to repeat.
     *
     * @param flow the Flow
     * @param json the Flow JSON, at most {@value #MAX_JSON_BYTES} bytes
     * @return the errors that Meta found
     */
    public UploadResult uploadJson(FlowId flow, byte[] json) {
        if (json.length > MAX_JSON_BYTES) {
            throw new IllegalArgumentException(
                    "The Flow JSON has %d bytes, Meta takes %d.".formatted(json.length, MAX_JSON_BYTES));
        }
        var request = GraphRequest.post(flow + "/assets")
                .multipart(
                        Map.of("name", "flow.json", "asset_type", "FLOW_JSON"), "flow.json", "application/json", json)
                .repeatable();
        return result(flow, new Fields(client.call(request)));
    }

    /**
     * Publishes a draft, after which it can be sent to everybody.
     *
     * @param flow the Flow
     */
    public void publish(FlowId flow) {
        client.call(GraphRequest.post(flow + "/publish"));
    }

    /**
     * Retires a published Flow; it cannot be sent any more.
     *
     * @param flow the Flow
     */
    public void deprecate(FlowId flow) {
        client.call(GraphRequest.post(flow + "/deprecate"));
    }

    /**
     * Deletes a draft that was never published.
     *
     * @param flow the Flow
     */
    public void delete(FlowId flow) {
        client.call(GraphRequest.delete(flow.value()));
    }

    /**
     * Lists the Flows of an account, all pages.
     *
     * @param account the account
     * @return its Flows, each with the first five fields only
     */
    public List<FlowDetails> list(WabaId account) {
        return Paging.all(client, GraphRequest.get(account + "/flows")).stream()
                .map(FlowDetails::of)
                .toList();
    }

    /**
     * Looks at a Flow with all its fields.
     *
     * @param flow the Flow
     * @return what Meta knows
     */
    public FlowDetails get(FlowId flow) {
        return FlowDetails.of(
                new Fields(client.call(GraphRequest.get(flow.value()).with("fields", FlowDetails.ALL_FIELDS))));
    }

    /**
     * Gives the preview of a Flow.
     *
     * @param flow the Flow
     * @param replace whether to make a new URL, after which the old one does not work any more
     * @return the preview
     */
    public FlowPreview preview(FlowId flow, boolean replace) {
        var request = GraphRequest.get(flow.value()).with("fields", "preview.invalidate(" + replace + ")");
        return new Fields(client.call(request))
                .object("preview")
                .flatMap(FlowPreview::of)
                .orElseThrow(() -> GraphException.unreadable("The answer of the Graph API has no preview."));
    }

    /**
     * Asks whether messages with a Flow can be sent from a number.
     *
     * @param flow the Flow
     * @param number the number
     * @return the health, and what is wrong
     */
    public HealthStatus health(FlowId flow, PhoneNumberId number) {
        var request = GraphRequest.get(flow.value()).with("fields", "health_status.phone_number(" + number + ")");
        return new Fields(client.call(request))
                .object("health_status")
                .map(HealthStatus::of)
                .orElseThrow(() -> GraphException.unreadable("The answer of the Graph API has no health status."));
    }

    /**
     * Lists the files of a Flow.
     *
     * @param flow the Flow
     * @return its files
     */
    public List<FlowAsset> assets(FlowId flow) {
        return Paging.all(client, GraphRequest.get(flow + "/assets")).stream()
                .map(asset -> new FlowAsset(
                        Required.text(asset, "name"),
                        asset.text("asset_type").orElse(""),
                        Required.text(asset, "download_url")))
                .toList();
    }

    /**
     * Copies Flows from another account of the same business. Published ones stay published, all get new ids.
     *
     * @param from where they are
     * @param to where they go
     * @param names which, at most 100; an empty list means all
     * @return what was copied and what was not
     */
    public Migration migrate(WabaId from, WabaId to, List<String> names) {
        if (names.size() > MAX_MIGRATED_NAMES) {
            throw new IllegalArgumentException(
                    "At most %d Flows are copied by name at once, not %d.".formatted(MAX_MIGRATED_NAMES, names.size()));
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("source_waba_id", from.value());
        if (!names.isEmpty()) {
            body.put("source_flow_names", names);
        }
        var answer =
                new Fields(client.call(GraphRequest.post(to + "/migrate_flows").json(body)));
        return new Migration(
                answer.objects("migrated_flows").stream()
                        .map(flow -> new Migration.Migrated(
                                Required.text(flow, "source_name"),
                                new FlowId(Required.text(flow, "source_id")),
                                new FlowId(Required.text(flow, "migrated_id"))))
                        .toList(),
                answer.objects("failed_flows").stream()
                        .map(flow -> new Migration.Failed(
                                Required.text(flow, "source_name"),
                                flow.textOrNumber("error_code").orElse(""),
                                flow.text("error_message")))
                        .toList());
    }

    private static UploadResult result(FlowId flow, Fields answer) {
        return new UploadResult(flow, answer.bool("success").orElse(true), ValidationError.listOf(answer));
    }
}
