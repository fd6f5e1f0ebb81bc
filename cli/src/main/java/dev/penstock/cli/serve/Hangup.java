package dev.penstock.cli.serve;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has SIGHUP read the configuration again; without a handler it ends the process. By reflection, since the compiler
 * warns of the JDK's class for signals, which is in no standard module.
 */
final class Hangup {

    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

    private Hangup() {}

    @SuppressWarnings("ReferenceEquality") // the handler is equal to itself only
    static void runs(Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(
                    handler.getClassLoader(),
                    new Class<?>[] {handler},
                    (self, method, given) -> switch (method.getName()) {
                        case "handle" -> {
                            Thread.ofPlatform().name("penstock-hangup").start(action);
                            yield null;
                        }
                        case "hashCode" -> System.identityHashCode(self);
                        case "equals" -> self == given[0];
                        default -> "penstock SIGHUP";
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException notHere) {
            LOG.info("There is no SIGHUP here: the configuration is read again when its files change.");
        }
    }
}
