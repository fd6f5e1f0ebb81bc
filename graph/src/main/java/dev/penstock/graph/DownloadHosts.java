package dev.penstock.graph;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Where the access token may go with a download. */
final class DownloadHosts {

    private static final List<String> META = List.of("facebook.com", "fbsbx.com", "fbcdn.net", "whatsapp.net");

    private DownloadHosts() {}

    static boolean allow(URI baseUrl, URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            return false;
        }
        if (address.getHost().equals(baseUrl.getHost())
                && address.getPort() == baseUrl.getPort()
                && baseUrl.getScheme().equals(address.getScheme())) {
            return true;
        }
        var host = address.getHost().toLowerCase(Locale.ROOT);
        return "https".equalsIgnoreCase(address.getScheme())
                && META.stream().anyMatch(meta -> host.equals(meta) || host.endsWith("." + meta));
    }
}
