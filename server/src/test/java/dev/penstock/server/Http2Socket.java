package dev.penstock.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.util.NanoTime;

/** HTTP/2 frame by frame, those too that no client library would send. Not thread-safe. */
final class Http2Socket implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    private static final int ACK = 1;

    private final Socket socket;
    private final DataInputStream in;
    private final HpackDecoder hpack = new HpackDecoder(64 * 1024, NanoTime::now);
    private final List<Frame> seen = new ArrayList<>();
    private int lastStream = -1;

    /** A frame as it came, with the status if it begins an answer. */
    record Frame(int type, int flags, int stream, byte[] payload, int status) {}

    /** Begins with HTTP/2 at once, over a connection that may have TLS. */
    Http2Socket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
        send(SETTINGS, 0, 0, new byte[0]);
    }

    /** Sends a header that ends or does not end its stream, and returns the number of the stream. */
    int request(boolean isWhole, Map<String, String> fields) throws IOException {
        lastStream += 2;
        send(HEADERS, END_HEADERS | (isWhole ? END_STREAM : 0), lastStream, block(fields));
        return lastStream;
    }

    /** Sends a request with a body. */
    int request(Map<String, String> fields, byte[] body) throws IOException {
        int stream = request(false, fields);
        send(DATA, END_STREAM, stream, body);
        return stream;
    }

    static byte[] block(Map<String, String> fields) {
        var block = new ByteArrayOutputStream();
        // The pseudo fields come first, whatever the order of the map.
        fields.forEach((name, value) -> literal(block, name, value, name.startsWith(":")));
        fields.forEach((name, value) -> literal(block, name, value, !name.startsWith(":")));
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String name, String value, boolean now) {
        if (now) {
            block.write(0);
            text(block, name);
            text(block, value);
        }
    }

    private static void text(ByteArrayOutputStream block, String text) {
        var bytes = text.getBytes(ISO_8859_1);
        if (bytes.length < 127) {
            block.write(bytes.length);
        } else {
            block.write(127);
            int rest = bytes.length - 127;
            for (; rest > 127; rest >>= 7) {
                block.write(rest & 127 | 128);
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }

    void send(int type, int flags, int stream, byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        socket.getOutputStream().write(frame.array());
        socket.getOutputStream().flush();
    }

    /** Sends bytes as they are. */
    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    static byte[] four(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    /**
     * Waits for the answer or the end of a stream: its status, or 0 if it was reset, or -1 if the connection ended
     * first.
     */
    int status(int stream) throws IOException {
        while (true) {
            for (var frame : seen) {
                if (frame.stream() == stream && frame.type() == HEADERS) {
                    return frame.status();
                }
                if (frame.stream() == stream && frame.type() == RST_STREAM) {
                    return 0;
                }
            }
            if (!read()) {
                return -1;
            }
        }
    }

    /** Waits until a stream is reset; false if the connection ends first. */
    boolean awaitReset(int stream) throws IOException {
        while (seen.stream().noneMatch(frame -> frame.stream() == stream && frame.type() == RST_STREAM)) {
            if (!read()) {
                return false;
            }
        }
        return true;
    }

    /** Reads until the connection is closed; whether it was told why by a GOAWAY. */
    boolean awaitEnd() throws IOException {
        while (read()) {
            continue;
        }
        return seen.stream().anyMatch(frame -> frame.type() == GOAWAY);
    }

    List<Frame> seen() {
        return List.copyOf(seen);
    }

    private boolean read() throws IOException {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt() & Integer.MAX_VALUE;
            var payload = in.readNBytes(length);
            seen.add(new Frame(type, flags, stream, payload, type == HEADERS ? status(payload) : 0));
            if (type == SETTINGS && (flags & ACK) == 0) {
                send(SETTINGS, ACK, 0, new byte[0]);
            }
            return true;
        } catch (EOFException | SocketException closed) {
            return false;
        }
    }

    private int status(byte[] block) throws IOException {
        try {
            return ((MetaData.Response) hpack.decode(ByteBuffer.wrap(block))).getStatus();
        } catch (Exception malformed) {
            throw new IOException("The server sent a header that is none.", malformed);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
