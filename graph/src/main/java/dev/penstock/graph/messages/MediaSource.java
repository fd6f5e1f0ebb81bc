package dev.penstock.graph.messages;

import dev.penstock.internal.Ids;
import java.net.URI;

/** Where Meta finds the file of a header. */
public sealed interface MediaSource {

    /**
     * A file that was uploaded to Meta for the number that sends.
     *
     * @param id its media id
     * @return the source
     * @throws IllegalArgumentException if it cannot be an id
     */
    static MediaSource id(String id) {
        return new Id(id);
    }

    /**
     * A file that Meta fetches when the message is sent.
     *
     * @param link its URL, https or http, reachable for everybody
     * @return the source
     * @throws IllegalArgumentException if it is another kind of URL
     */
    static MediaSource link(URI link) {
        return new Link(link);
    }

    /**
     * A file at Meta.
     *
     * @param value its media id
     */
    record Id(String value) implements MediaSource {

        /**
         * Checks the id.
         *
         * @throws IllegalArgumentException if it cannot be an id
         */
        public Id {
            Ids.check("media file", value);
        }
    }

    /**
     * A file elsewhere.
     *
     * @param uri its URL
     */
    record Link(URI uri) implements MediaSource {

        /**
         * Checks the URL.
         *
         * @throws IllegalArgumentException if it is neither https nor http, or has no host
         */
        public Link {
            if (!String.valueOf(uri.getScheme()).matches("(?i)https?") || uri.getHost() == null) {
                throw new IllegalArgumentException(
                        "The link of a header's file is a whole URL that begins with https://, which Meta can fetch.");
            }
        }

        /** A link may hold a person's signed address. */
        @Override
        public String toString() {
            return "Link[" + uri.getHost() + "]";
        }
    }
}
