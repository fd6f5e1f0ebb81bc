package dev.penstock.graph.templates;

import dev.penstock.graph.messages.FlowTemplateMessage;
import dev.penstock.graph.messages.MessageHeader;
import dev.penstock.graph.messages.TemplateButtonValue;
import dev.penstock.graph.messages.TemplateHeaderValue;
import dev.penstock.graph.messages.TemplateValues;
import dev.penstock.id.Recipient;
import java.util.ArrayList;
import java.util.List;

/** Finds what of a message does not fit its template. Its sentences hold no values. */
final class TemplateComparison {

    private final Template template;
    private final FlowTemplateMessage message;
    private final List<String> problems = new ArrayList<>();

    private TemplateComparison(Template template, FlowTemplateMessage message) {
        this.template = template;
        this.message = message;
    }

    static List<String> problems(Template template, FlowTemplateMessage message) {
        var comparison = new TemplateComparison(template, message);
        comparison.compare();
        return List.copyOf(comparison.problems);
    }

    private void compare() {
        if (!template.isApproved()) {
            problems.add("It cannot be sent, since its status is %s, not APPROVED.".formatted(template.status()));
        }
        if (template.category() == TemplateCategory.AUTHENTICATION && message.to() instanceof Recipient.UserId) {
            problems.add("It is for authentication, which Meta sends to phone numbers only, not to user ids.");
        }
        header();
        values("body", template.content().body().placeholders(), message.body());
        flowButton();
        buttons();
    }

    private void header() {
        switch (template.content().header().orElse(null)) {
            case null -> {
                if (!isNothing(message.header())) {
                    problems.add("It has no header, so the message gives none.");
                }
            }
            case TemplateHeader.Line(var text) -> {
                switch (message.header()) {
                    case TemplateHeaderValue.Values(var values) -> values("header", text.placeholders(), values);
                    case TemplateHeaderValue.File(var media) ->
                        problems.add("Its header is a line of text, but the message gives %s."
                                .formatted(word(media.kind())));
                }
            }
            case TemplateHeader.File(var kind, var ignored) -> {
                switch (message.header()) {
                    case TemplateHeaderValue.Values(var values) ->
                        problems.add("Its header is %s, but the message gives %s."
                                .formatted(word(kind), values.isEmpty() ? "none" : "a text"));
                    case TemplateHeaderValue.File(var media) -> {
                        if (media.kind() != kind) {
                            problems.add("Its header is %s, but the message gives %s."
                                    .formatted(word(kind), word(media.kind())));
                        }
                    }
                }
            }
            case TemplateHeader.Other(var format) ->
                problems.add("Its header is of the kind %s, which cannot be filled in here.".formatted(format));
        }
    }

    private static boolean isNothing(TemplateHeaderValue header) {
        return header instanceof TemplateHeaderValue.Values(var values) && values.isEmpty();
    }

    private void values(String where, List<String> placeholders, TemplateValues values) {
        switch (values) {
            case TemplateValues.Positional(var texts) -> {
                if (template.content().format() == PlaceholderFormat.NAMED && !texts.isEmpty()) {
                    problems.add("The placeholders of its %s have names (%s), but the message gives values by place."
                            .formatted(where, String.join(", ", placeholders)));
                } else if (texts.size() < placeholders.size()) {
                    problems.add("A value is missing: its %s has %s, the message gives %d."
                            .formatted(where, count(placeholders), texts.size()));
                } else if (texts.size() > placeholders.size()) {
                    problems.add("A value is too many: its %s has %s, the message gives %d."
                            .formatted(where, count(placeholders), texts.size()));
                }
            }
            case TemplateValues.Named(var texts) -> {
                if (template.content().format() == PlaceholderFormat.POSITIONAL && !texts.isEmpty()) {
                    problems.add("Its %s has %s by place, but the message gives values by name."
                            .formatted(where, count(placeholders)));
                    return;
                }
                var missing = new ArrayList<>(placeholders);
                missing.removeAll(texts.keySet());
                if (!missing.isEmpty()) {
                    problems.add("A value is missing: its %s has the placeholder %s, which the message does not name."
                            .formatted(where, String.join(", ", missing)));
                }
                var unknown = new ArrayList<>(texts.keySet());
                unknown.removeAll(placeholders);
                if (!unknown.isEmpty()) {
                    problems.add("Its %s has no placeholder %s; it has %s."
                            .formatted(
                                    where,
                                    String.join(", ", unknown),
                                    placeholders.isEmpty() ? "none" : String.join(", ", placeholders)));
                }
            }
        }
    }

    private void flowButton() {
        var buttons = template.content().buttons();
        int index = message.buttonIndex();
        if (index < buttons.size() && buttons.get(index) instanceof TemplateButton.Flow flow) {
            if (flow.asksEndpoint() && !message.flowActionData().isEmpty()) {
                problems.add(
                        "Its Flow button asks the endpoint for the first screen, so the message gives no data to it.");
            }
            return;
        }
        var place = template.flowButton();
        problems.add(
                place.isEmpty()
                        ? "It has no Flow button."
                        : "Button %d is no Flow button: that is button %d, counted from 0."
                                .formatted(index, place.getAsInt()));
    }

    private void buttons() {
        var buttons = template.content().buttons();
        message.buttons().forEach((index, value) -> {
            if (index >= buttons.size()) {
                problems.add(
                        "It has no button %d, counted from 0: it has %d buttons.".formatted(index, buttons.size()));
            } else {
                button(index, buttons.get(index), value);
            }
        });
        for (int index = 0; index < buttons.size(); index++) {
            if (message.buttons().containsKey(index)) {
                continue;
            }
            if (buttons.get(index) instanceof TemplateButton.Link link && link.hasPlaceholder()) {
                problems.add("A value is missing: the URL of button %d has a placeholder.".formatted(index));
            }
            if (buttons.get(index) instanceof TemplateButton.CopyCode) {
                problems.add(
                        "A value is missing: button %d copies a code, which the message must give.".formatted(index));
            }
        }
    }

    private void button(int index, TemplateButton button, TemplateButtonValue value) {
        boolean fits = switch (value) {
            case TemplateButtonValue.LinkEnd ignored -> button instanceof TemplateButton.Link;
            case TemplateButtonValue.QuickReply ignored -> button instanceof TemplateButton.QuickReply;
            case TemplateButtonValue.CouponCode ignored -> button instanceof TemplateButton.CopyCode;
        };
        if (!fits) {
            problems.add("Button %d is %s, but the message gives it %s.".formatted(index, words(button), words(value)));
        } else if (button instanceof TemplateButton.Link link && !link.hasPlaceholder()) {
            problems.add("A value is too many: the URL of button %d has no placeholder.".formatted(index));
        }
    }

    private static String words(TemplateButton button) {
        return switch (button) {
            case TemplateButton.Flow ignored -> "a Flow button";
            case TemplateButton.QuickReply ignored -> "a quick reply";
            case TemplateButton.Link ignored -> "a link";
            case TemplateButton.Call ignored -> "a number to call";
            case TemplateButton.CopyCode ignored -> "a code to copy";
            case TemplateButton.Other other -> "of the kind " + other.type();
        };
    }

    private static String words(TemplateButtonValue value) {
        return switch (value) {
            case TemplateButtonValue.LinkEnd ignored -> "the end of a link";
            case TemplateButtonValue.QuickReply ignored -> "what a quick reply sends";
            case TemplateButtonValue.CouponCode ignored -> "a code";
        };
    }

    private static String count(List<String> placeholders) {
        return switch (placeholders.size()) {
            case 0 -> "no placeholder";
            case 1 -> "1 placeholder";
            default -> placeholders.size() + " placeholders";
        };
    }

    private static String word(MessageHeader.Kind kind) {
        return switch (kind) {
            case IMAGE -> "a picture";
            case VIDEO -> "a video";
            case DOCUMENT -> "a document";
        };
    }
}
