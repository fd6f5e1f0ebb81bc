package dev.penstock;

/**
 * A request as an HTTP server received it.
 *
 * <p>The array is not copied; nobody may change it afterwards. {@link #toString()} shows nothing of the contents.
 *
 * @param body the bytes of the body exactly as received: the signature is over them
 * @param signature the value of the header {@code X-Hub-Signature-256}, empty if absent
 */
@SuppressWarnings("ArrayRecordComponent") // bytes in, bytes out; equality is never asked for
public record EndpointRequest(byte[] body, String signature) {

    /**
     * Makes a request.
     *
     * @param body the bytes of the body exactly as received
     * @param signature the value of the header {@code X-Hub-Signature-256}, empty if absent
     * @return the request
     */
    public static EndpointRequest of(byte[] body, String signature) {
        return new EndpointRequest(body, signature);
    }

    @Override
    public String toString() {
        return "EndpointRequest[%d bytes]".formatted(body.length);
    }
}
