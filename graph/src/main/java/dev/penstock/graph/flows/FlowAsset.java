package dev.penstock.graph.flows;

/**
 * A file of a Flow at Meta.
 *
 * @param name its name, {@code flow.json}
 * @param type its kind, {@code FLOW_JSON}
 * @param downloadUrl where to get it; the URL is a secret for as long as it works
 */
public record FlowAsset(String name, String type, String downloadUrl) {

    @Override
    public String toString() {
        return "FlowAsset[" + name + ", " + type + "]";
    }
}
