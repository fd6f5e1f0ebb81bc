package dev.penstock.cli.phone;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.Numbers;
import dev.penstock.simulator.phone.page.PhonePage;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the page of the phone listens: on this machine only, unless it is told to do otherwise. */
final class PageOptions {

    @Option(
            names = "--port",
            converter = Numbers.Port.class,
            paramLabel = "PORT",
            defaultValue = "0",
            description = "The port of the page; 0, the default, for any that is free.")
    private int port;

    @Option(
            names = "--listen-beyond-loopback",
            paramLabel = "ADDRESS",
            description = {
                "Also let other machines open the page: an address of this machine, or 0.0.0.0 for all of them.",
                "Whoever reaches it and has the printed address uses this phone. Plain HTTP: for networks you trust."
            })
    private @Nullable String listen;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "A host name by which browsers may ask for the page then, such as laptop.local; repeatable.")
    private List<String> hosts = new ArrayList<>();

    /** Applies the options; says what is missing. */
    PhonePage.Builder apply(PhonePage.Builder page) {
        page.port(port);
        if (listen != null) {
            return listen(page, address(listen));
        }
        if (!hosts.isEmpty()) {
            throw new UsageFailure("--allow-host is for --listen-beyond-loopback: on 127.0.0.1 it changes nothing.");
        }
        return page;
    }

    private PhonePage.Builder listen(PhonePage.Builder page, InetAddress address) {
        try {
            return page.listenBeyondLoopback(address, hosts);
        } catch (IllegalArgumentException refused) {
            throw new UsageFailure(refused.getMessage() + " Give them with --allow-host.");
        }
    }

    /** What listening there means, for the person who asked for it. */
    Optional<String> warning() {
        return Optional.ofNullable(listen)
                .filter(given -> !address(given).isLoopbackAddress())
                .map("""
                        It listens on %s, not on this machine only. Whoever can reach it and has the address above uses this phone,
                        which signs requests to your endpoint as WhatsApp does. It is plain HTTP: whoever listens on the way can
                        read all of it."""::formatted);
    }

    private static InetAddress address(String given) {
        try {
            return InetAddress.ofLiteral(given);
        } catch (IllegalArgumentException noAddress) {
            throw new UsageFailure(
                    "--listen-beyond-loopback takes an IP address of this machine, such as 192.168.1.20 or 0.0.0.0.");
        }
    }
}
