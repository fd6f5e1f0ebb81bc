package dev.penstock.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A URL on the command line: one of HTTP with a host. */
final class HttpUrl implements ITypeConverter<URI> {

    private static final int HIGHEST_PORT = 65_535;

    @Override
    public URI convert(String text) {
        try {
            var url = new URI(text);
            boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (url.getRawUserInfo() != null) {
                throw new TypeConversionException("a URL with a name and password in it is not called: leave them out");
            }
            if (url.getPort() > HIGHEST_PORT) {
                throw new TypeConversionException(
                        "the port is at most %d, not %d".formatted(HIGHEST_PORT, url.getPort()));
            }
            if (isHttp && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException notAUrl) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException("it takes a URL that begins with http:// or https:// and a host, not %s"
                .formatted(text.contains("@") ? "what was given" : "\"" + Secrets.shown(text) + "\""));
    }
}
