package dev.penstock.graph.internal;

import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphRequest;
import dev.penstock.internal.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows the pages of a list by their cursors; the URL of the next page, which holds the token, is not used. */
public final class Paging {

    private static final int MAX_PAGES = 1_000;

    private Paging() {}

    public static List<Fields> all(GraphClient client, GraphRequest first) {
        var all = new ArrayList<Fields>();
        var request = first;
        for (int page = 0; page < MAX_PAGES; page++) {
            var answer = new Fields(client.call(request));
            all.addAll(answer.objects("data"));
            var after = after(answer);
            if (after.isEmpty()) {
                return List.copyOf(all);
            }
            request = first.with("after", after.get());
        }
        throw GraphException.unreadable("The list has more than %d pages.".formatted(MAX_PAGES));
    }

    private static Optional<String> after(Fields answer) {
        return answer.object("paging")
                .filter(paging -> paging.has("next"))
                .flatMap(paging -> paging.object("cursors"))
                .flatMap(cursors -> cursors.text("after"));
    }
}
