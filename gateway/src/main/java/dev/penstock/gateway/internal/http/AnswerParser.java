package dev.penstock.gateway.internal.http;

import dev.penstock.gateway.internal.http.HttpTroubleException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads one answer of HTTP/1.1, strictly; RFC 9112. */
final class AnswerParser {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([01]) ([1-9][0-9]{2})(?: .*)?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?");
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_INTERIM_ANSWERS = 8;
    private static final int FIRST_FINAL = 200;

    private final InputStream in;
    private final int maxBody;
    private int head;
    private boolean hasBegun;
    private boolean isReusable;

    AnswerParser(InputStream in, int maxBody) {
        this.in = in;
        this.maxBody = maxBody;
    }

    /** Whether a byte of the answer came. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** Whether the answer is complete and the connection may be used again. */
    boolean isReusable() {
        return isReusable;
    }

    HttpAnswer read() throws IOException, HttpTroubleException {
        for (int i = 0; i < MAX_INTERIM_ANSWERS; i++) {
            var status = STATUS_LINE.matcher(line());
            if (!status.matches()) {
                throw garbage("what came is no HTTP/1.1");
            }
            var headers = headers();
            int code = Integer.parseInt(status.group(2));
            if (code >= FIRST_FINAL) {
                var body = body(code, headers);
                isReusable &= status.group(1).equals("1")
                        && !headers.getOrDefault("connection", "")
                                .toLowerCase(Locale.ROOT)
                                .contains("close")
                        && in.available() == 0;
                return new HttpAnswer(code, headers, body);
            }
        }
        throw garbage("too many interim answers came");
    }

    private Map<String, String> headers() throws IOException, HttpTroubleException {
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || !NAME.matcher(line.substring(0, colon)).matches()) {
                throw garbage("a header of the answer has no proper name");
            }
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (first, next) -> first + "," + next);
        }
        return headers;
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException, HttpTroubleException {
        isReusable = true;
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        var length = headers.get("content-length");
        var encoding = headers.get("transfer-encoding");
        if (encoding != null) {
            if (!encoding.equalsIgnoreCase("chunked") || length != null) {
                throw garbage("the answer's transfer encoding is not chunked alone");
            }
            return chunks();
        }
        if (length != null) {
            if (!LENGTH.matcher(length).matches()) {
                throw garbage("the answer's content length is no number");
            }
            long declared = Long.parseLong(length);
            if (declared > maxBody) {
                throw tooLarge();
            }
            return exactly((int) declared);
        }
        isReusable = false;
        var all = in.readNBytes(maxBody + 1);
        if (all.length > maxBody) {
            throw tooLarge();
        }
        return all;
    }

    private byte[] chunks() throws IOException, HttpTroubleException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = CHUNK_SIZE.matcher(line());
            if (!size.matches()) {
                throw garbage("a chunk of the answer has no size");
            }
            long bytes = Long.parseLong(size.group(1), 16);
            if (bytes == 0) {
                headers();
                return body.toByteArray();
            }
            if (body.size() + bytes > maxBody) {
                throw tooLarge();
            }
            body.writeBytes(exactly((int) bytes));
            if (!line().isEmpty()) {
                throw garbage("a chunk of the answer is longer than it says");
            }
            head = 0;
        }
    }

    private byte[] exactly(int bytes) throws IOException, HttpTroubleException {
        var read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw garbage("the answer broke off");
        }
        return read;
    }

    /** A line without its end. */
    private String line() throws IOException, HttpTroubleException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw hasBegun
                        ? garbage("the answer broke off")
                        : new HttpTroubleException(Kind.BROKEN, "the connection was closed instead of an answer");
            }
            hasBegun = true;
            if (line.size() >= MAX_LINE || ++head > MAX_HEAD) {
                throw garbage("the head of the answer is too long");
            }
            line.write(next);
        }
        hasBegun = true;
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private HttpTroubleException tooLarge() {
        isReusable = false;
        return new HttpTroubleException(Kind.TOO_LARGE, "the answer is larger than %d bytes".formatted(maxBody));
    }

    private HttpTroubleException garbage(String problem) {
        isReusable = false;
        return new HttpTroubleException(Kind.GARBAGE, problem);
    }
}
