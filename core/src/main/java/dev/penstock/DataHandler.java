package dev.penstock;

/**
 * Answers a data exchange whose data was bound to a record.
 *
 * @param <T> the record
 */
@FunctionalInterface
public interface DataHandler<T> {

    /**
     * Answers a request.
     *
     * @param data what was submitted
     * @param request the request
     * @return the answer
     * @throws Exception if it cannot; the person then sees the same screen with a message and can try again
     */
    FlowResponse handle(T data, DataExchange request) throws Exception;
}
