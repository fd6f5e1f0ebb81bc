package dev.penstock.testing;

import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import dev.penstock.testing.Exchange.Outcome;

/** What a phone makes of an answer, whichever way it came. */
final class SealedAnswer {

    private SealedAnswer() {}

    static Outcome outcome(int status, byte[] body, RequestEnvelope envelope) {
        if ((status != 200 && status != 427) || (status == 427 && body.length == 0)) {
            return new Exchange.Refused(status);
        }
        var opened = envelope.open(body);
        if (opened.isEmpty()) {
            return new Exchange.Unopened(
                    status,
                    "The body is not Base64 text sealed under the request's key and inverted initialization vector.");
        }
        try {
            return new Exchange.Answered(status, StrictJson.readObject(opened.get()));
        } catch (JsonFormatException malformed) {
            return new Exchange.Malformed(status, "The clear answer is not a JSON object. " + malformed.getMessage());
        }
    }
}
