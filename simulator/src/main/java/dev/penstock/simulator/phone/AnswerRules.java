package dev.penstock.simulator.phone;

import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.flowjson.text.TextRange;
import dev.penstock.json.StrictJson;
import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.phone.FlowPlay.Failure;
import dev.penstock.simulator.phone.LoggedExchange.Purpose;
import dev.penstock.testing.Exchange;
import java.util.Map;
import java.util.Optional;

/** What the phone does with what came of a request. Always called under the session's lock. */
final class AnswerRules {

    private static final String APOLOGY = "Something went wrong. Please try again later.";
    private static final String TOKEN_EXPIRED = "This message is no longer available.";

    /** Meta documents it (Flow JSON, components): the payload of the data channel is 1 MB in all. */
    private static final int LARGEST_ANSWER = 1024 * 1024;

    private final FlowPlay play;
    private final ExchangeLog log;
    private final Caller caller;
    private final Requests requests;

    private final AnswerCheck check;
    private final ScreenModels models;

    AnswerRules(FlowPlay play, ExchangeLog log, Caller caller, Requests requests, AnswerRead read) {
        this.play = play;
        this.log = log;
        this.caller = caller;
        this.requests = requests;
        this.check = new AnswerCheck(play.flow, read);
        this.models = ScreenModels.of(play.flow).allowingMissingKeys();
    }

    void apply(Exchange exchange, Optional<String> from, boolean isFromList) {
        play.loading = Optional.empty();
        switch (exchange.outcome()) {
            case Exchange.Answered answered when answered.status() == 427 -> tokenExpired(answered.answer());
            case Exchange.Answered answered -> opened(exchange, answered.answer(), from, isFromList);
            case Exchange.Refused refused when refused.status() == 427 -> tokenExpired(Map.of());
            case Exchange.Refused refused -> refused(refused.status());
            case Exchange.Unopened unopened ->
                reject(exchange, Optional.of("response-decryption-error"), unopened.reason(), Optional.empty());
            case Exchange.Malformed malformed ->
                reject(exchange, Optional.empty(), malformed.reason(), Optional.empty());
            case Exchange.TimedOut timedOut ->
                failed("timeout_error", "The endpoint did not answer within 10 seconds.", true);
            case Exchange.Unreachable unreachable -> failed("no_http_response_error", unreachable.reason(), true);
        }
    }

    private void opened(Exchange exchange, Map<String, Object> answer, Optional<String> from, boolean isFromList) {
        int bytes = StrictJson.write(answer).length;
        if (bytes > LARGEST_ANSWER) {
            String text = "The answer has %d bytes of JSON; documented is 1 MB in all.".formatted(bytes);
            log.note(new AnswerFault("answer-too-large", text, Optional.empty()));
        }
        switch (check.check(answer, from, isFromList, play.visits::dataOf)) {
            case AnswerCheck.Show show -> {
                examine(show);
                boolean stays = from.filter(show.screen().id()::equals).isPresent();
                play.show(show.screen(), show.data());
                if (stays) {
                    play.lookAtFirstMistake();
                }
                show.message().ifPresent(play::tell);
            }
            case AnswerCheck.Finish finish -> finish.parameters().ifPresentOrElse(play::finish, play::close);
            case AnswerCheck.Reject reject -> reject(exchange, reject.errorKey(), reject.text(), reject.where());
        }
    }

    /** Notes what a person cannot use, or sees otherwise than meant, or on some phones only. */
    private void examine(AnswerCheck.Show show) {
        String screen = show.screen().id();
        for (ResponseViolation violation : models.checkData(screen, show.data())) {
            note(
                    !violation.isWarning(),
                    "components-validation",
                    "Screen %s, %s: %s".formatted(screen, violation.path(), violation.message()));
        }
        if (!show.kept().isEmpty()) {
            note(
                    false,
                    "merge-or-replace",
                    ("The answer for screen %s leaves out %s, which the screen has. Phones that merge keep it, and"
                                    + " phones that replace show nothing there. Send all data of the screen.")
                            .formatted(screen, String.join(", ", show.kept())));
        }
    }

    private void note(boolean isError, String code, String text) {
        log.note(new AnswerFault(code, text, Optional.empty()));
        play.note(new PhoneRemark(isError, text));
    }

    private void tokenExpired(Map<String, Object> answer) {
        String text = PlainValue.text(answer.get("error_msg"));
        play.isButtonEnabled = false;
        play.failure = Optional.of(new Failure(
                text.isBlank() ? TOKEN_EXPIRED : text,
                "",
                "The endpoint answered 427: the flow token is no longer valid. The button of the message is disabled.",
                false));
    }

    private void refused(int status) {
        if (status == 421) {
            failed(
                    "business-decryption-error",
                    "The endpoint could not decrypt the request, even with the key fetched anew.",
                    false);
        } else {
            failed("unexpected_http_status_code", "The endpoint answered with status %d.".formatted(status), true);
        }
    }

    /** An answer that came but cannot be used. With a key, the endpoint is told. */
    private void reject(Exchange exchange, Optional<String> key, String text, Optional<TextRange> where) {
        log.note(new AnswerFault(key.orElse("invalid-response-format"), text, where));
        play.failure = Optional.of(new Failure("Something went wrong", "Please try again later.", text, key.isEmpty()));
        key.ifPresent(error -> caller.call(
                requests.notification(exchange.request(), error, text), Purpose.NOTIFICATION, answer -> {}));
    }

    /** The call failed. On the first screen there is nothing else to show; later a message is enough. */
    private void failed(String code, String text, boolean canRetry) {
        log.note(new AnswerFault(code, text, Optional.empty()));
        if (canRetry && play.visits.current().isPresent()) {
            play.tell(APOLOGY);
        } else {
            play.failure = Optional.of(new Failure("Something went wrong", "Please try again later.", text, canRetry));
        }
    }
}
