package dev.penstock.server.planted;

import dev.penstock.graph.GraphException;

/** A breach of the picture, planted for the test that must find it: the server needs no Graph API. */
public final class ServerThatCallsMeta {

    private ServerThatCallsMeta() {}

    static GraphException call() {
        return GraphException.unreadable("planted");
    }
}
