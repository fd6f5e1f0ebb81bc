package dev.penstock.flowjson.internal.rules.document;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.tree.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** MAX_…_PER_SCREEN, and the limits for which Meta documents no code of their own. */
final class MaxPerScreen implements Rule {

    /** A screen may show so many of these components. */
    private record Limit(String code, Set<String> types, int most) {}

    private static final String NO_OWN_CODE = "INVALID_PROPERTY_VALUE";
    private static final int MAX_CAROUSELS_PER_FLOW = 3;
    private static final int DOCUMENTED_COMPONENTS = 50;

    private static final List<Limit> LIMITS = List.of(
            new Limit("MAX_FOOTER_PER_SCREEN", Set.of("Footer"), 1),
            new Limit("MAX_EMBEDDED_LINK_PER_SCREEN", Set.of("EmbeddedLink"), 2),
            new Limit("MAX_IMAGE_PER_SCREEN", Set.of("Image"), 3),
            new Limit("MAX_OPT_IN_PER_SCREEN", Set.of("OptIn"), 5),
            new Limit(NO_OWN_CODE, Schemas.MEDIA_PICKERS, 1),
            new Limit(NO_OWN_CODE, Set.of("NavigationList"), 2),
            new Limit(NO_OWN_CODE, Set.of("ImageCarousel"), 2));

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            LIMITS.forEach(limit -> check(screen, limit, findings));
            checkAll(screen, document.strictness().maxComponents(), findings);
        }
        List<FlowComponent> carousels = document.flow().screens().stream()
                .flatMap(screen -> screen.components().stream())
                .filter(component -> component.type().equals("ImageCarousel"))
                .toList();
        if (carousels.size() > MAX_CAROUSELS_PER_FLOW) {
            findings.error(
                    NO_OWN_CODE,
                    carousels.get(MAX_CAROUSELS_PER_FLOW).node().get("type").orElseThrow(),
                    "A Flow may have %d ImageCarousels. Remove the others.".formatted(MAX_CAROUSELS_PER_FLOW));
        }
    }

    private static void check(FlowScreen screen, Limit limit, Findings findings) {
        List<FlowComponent> found = screen.components().stream()
                .filter(component -> limit.types().contains(component.type()))
                .toList();
        if (found.size() <= limit.most()) {
            return;
        }
        int visible = BranchCount.of(
                children(screen).orElseThrow(),
                component -> limit.types().contains(component.text("type").orElse("")));
        if (visible <= limit.most()) {
            return;
        }
        boolean isFooterInBranch = limit.code().equals("MAX_FOOTER_PER_SCREEN")
                && found.stream().anyMatch(component -> !component.branches().isEmpty());
        findings.error(
                isFooterInBranch ? "MORE_THAN_ONE_FOOTER" : limit.code(),
                found.getLast().node().get("type").orElseThrow(),
                "A screen may show %d of %s at the same time; this one shows %d. Remove the others."
                        .formatted(
                                limit.most(),
                                String.join(
                                        " and ", limit.types().stream().sorted().toList()),
                                visible));
    }

    private static Optional<Node> children(FlowScreen screen) {
        return screen.node().object("layout").flatMap(layout -> layout.get("children"));
    }

    private static void checkAll(FlowScreen screen, int most, Findings findings) {
        int visible = children(screen)
                .map(children -> BranchCount.of(children, any -> true))
                .orElse(0);
        Node id = screen.node().get("id").orElse(screen.node());
        if (visible > most) {
            findings.error(
                    NO_OWN_CODE,
                    id,
                    "The screen has %d components and may have %d. Split it.".formatted(visible, most));
        } else if (visible > DOCUMENTED_COMPONENTS) {
            findings.warning(
                    NO_OWN_CODE,
                    id,
                    "The screen has %d components; Meta documents %d as the most. Split it."
                            .formatted(visible, DOCUMENTED_COMPONENTS));
        }
    }
}
