package dev.penstock.server.internal;

import org.eclipse.jetty.io.QuietException;

/**
 * What Jetty is told of a request that came to nothing. Jetty would log any other failure with its trace and the
 * request, whose query may be a secret.
 */
final class QuietFailure extends Exception implements QuietException {

    private static final long serialVersionUID = 1;

    QuietFailure() {
        super("The request came to nothing.", null, false, false);
    }
}
