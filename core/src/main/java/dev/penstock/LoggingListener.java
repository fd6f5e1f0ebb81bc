package dev.penstock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what somebody has to look into: failures of our own as warnings, refusals only at debug level, since anybody can
 * cause them. Success is silent.
 */
final class LoggingListener implements EndpointListener {

    private static final Logger LOG = LoggerFactory.getLogger("dev.penstock.endpoint");

    @Override
    public void on(EndpointEvent event) {
        switch (event) {
            case EndpointEvent.Received received -> {}
            case EndpointEvent.Opened opened -> {}
            case EndpointEvent.Answered answered -> {}
            case EndpointEvent.Refused refused -> refused(refused);
            case EndpointEvent.ErrorNotified notified ->
                LOG.warn("{}: a phone could not use an answer ({}).", notified.flow(), notified.errorKey());
            case EndpointEvent.Failed failed ->
                LOG.warn("{}: {} failed ({}). {}", failed.flow(), failed.action(), failed.failure(), failed.problem());
            case EndpointEvent.ResponseRefused wrong ->
                LOG.warn(
                        "{}: a phone would refuse the answer to {}, {}: {}",
                        wrong.flow(),
                        wrong.action(),
                        wrong.sent() ? "which was sent all the same" : "so it was not sent",
                        wrong.violations());
        }
    }

    private static void refused(EndpointEvent.Refused refused) {
        if (refused.refusal() == EndpointEvent.Refusal.UNDECRYPTABLE) {
            LOG.warn(
                    "{}: a signed request cannot be decrypted. Compare the public key at Meta with the ids of the keyset.",
                    refused.flow());
        } else {
            LOG.debug("{}: refused, {}.", refused.flow(), refused.refusal());
        }
    }
}
