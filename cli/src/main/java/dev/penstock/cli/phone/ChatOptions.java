package dev.penstock.cli.phone;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.graph.messages.FlowMessage;
import dev.penstock.graph.messages.FlowReference;
import dev.penstock.graph.messages.MessageHeader;
import dev.penstock.id.FlowId;
import dev.penstock.id.Recipient;
import dev.penstock.simulator.phone.PhoneSessionBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The message that is in the phone's chat from the start. */
final class ChatOptions {

    @Option(
            names = "--business",
            paramLabel = "NAME",
            defaultValue = "Business",
            description = "The name at the top of the chat; default ${DEFAULT-VALUE}.")
    private String business;

    @Option(names = "--header", paramLabel = "TEXT", description = "A line above the text, at most 60 characters.")
    private @Nullable String header;

    @Option(
            names = "--body",
            paramLabel = "TEXT",
            defaultValue = "Please tap the button below.",
            description = "The text of the message, at most 1,024 characters; default \"${DEFAULT-VALUE}\".")
    private String body;

    @Option(names = "--footer", paramLabel = "TEXT", description = "A line below the text, at most 60 characters.")
    private @Nullable String footer;

    @Option(
            names = "--button",
            paramLabel = "TEXT",
            defaultValue = "Open",
            description = "The words on the button that opens the Flow; default ${DEFAULT-VALUE}.")
    private String button;

    /** Words the message; refuses what could not be sent so. */
    void apply(PhoneSessionBuilder session) {
        if (business.isBlank()) {
            throw new UsageFailure("--business is empty: give the name of the business, or leave it out.");
        }
        requireSendable();
        session.business(business).message(body, button);
        if (header != null) {
            session.header(header);
        }
        if (footer != null) {
            session.footer(footer);
        }
    }

    /** By the rules of a message that is really sent, whoever it is for. */
    private void requireSendable() {
        try {
            var message = FlowMessage.of(
                    Recipient.phoneNumber("15550177"), new FlowReference.ById(new FlowId("1")), body, button, "unused");
            message = footer == null ? message : message.withFooter(footer);
            if (header != null) {
                message.withHeader(MessageHeader.text(header));
            }
        } catch (IllegalArgumentException notTaken) {
            throw new UsageFailure(
                    "The message in the chat could not be sent so. %s Change --header, --body, --footer or --button."
                            .formatted(notTaken.getMessage()));
        }
    }
}
