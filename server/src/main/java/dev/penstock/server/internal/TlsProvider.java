package dev.penstock.server.internal;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** An implementation of TLS. */
interface TlsProvider {

    /** As the system property names it. */
    String name();

    /** For the log: name and version. */
    String description();

    /** A context of its own, not initialised. Nothing is registered for the whole process. */
    SSLContext newContext() throws GeneralSecurityException;

    /** The key in the form that costs least in a handshake. */
    PrivateKey adopt(PrivateKey key) throws GeneralSecurityException;

    /** Sets what every connection of the server needs. */
    void prepare(SSLEngine engine);

    /** Frees what a connection holds outside the heap, once it is closed. */
    void release(SSLEngine engine);

    /** Whether it is native code, which takes encrypted bytes from outside the heap without copying them. */
    boolean isNative();
}
