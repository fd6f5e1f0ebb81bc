package dev.penstock.server.internal;

import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/**
 * What Jetty lets through about where a body ends and how it is coded, and the standards do not: RFC 9113 section 8.2.2
 * for HTTP/2, RFC 9112 section 6.1 for HTTP/1.1. Two servers that read such a request differently see different
 * requests.
 */
final class RequestFraming {

    private static final List<String> OF_HTTP_1_ONLY =
            List.of("connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "http2-settings");
    /** No sign, and no more digits than any length can have. */
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private RequestFraming() {}

    /** A status by which to refuse a request, 0 for none. */
    static int refusal(Request request) {
        var fields = request.getHeaders();
        return switch (request.getConnectionMetaData().getHttpVersion()) {
            case HTTP_2, HTTP_3 -> isMalformed(fields) ? 400 : 0;
            case HttpVersion version -> ofTransferCoding(version, fields);
        };
    }

    private static boolean isMalformed(HttpFields fields) {
        return OF_HTTP_1_ONLY.stream().anyMatch(fields::contains)
                || fields.getFields(HttpHeader.CONTENT_LENGTH).size() > 1
                || fields.getFields(HttpHeader.CONTENT_LENGTH).stream().anyMatch(field -> !isLength(field))
                || fields.getFields(HttpHeader.TE).stream().anyMatch(field -> !"trailers".equals(field.getValue()));
    }

    private static boolean isLength(HttpField field) {
        return field.getValue() != null && LENGTH.matcher(field.getValue()).matches();
    }

    /** Chunked and nothing else; HTTP/1.0 has no transfer codings. */
    private static int ofTransferCoding(HttpVersion version, HttpFields fields) {
        var codings = fields.getFields(HttpHeader.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return 0;
        }
        if (version != HttpVersion.HTTP_1_1 || fields.contains(HttpHeader.CONTENT_LENGTH)) {
            return 400;
        }
        return codings.size() == 1
                        && "chunked".equalsIgnoreCase(codings.getFirst().getValue())
                ? 0
                : 501;
    }
}
