package dev.penstock.graph.messages;

import dev.penstock.id.Recipient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the parts of messages as Meta reads them. Source: Meta, messages API; "Sending a Flow"; templates. */
final class MessageJson {

    private MessageJson() {}

    /** A message: to whom, of which type, and what is in it. */
    static Map<String, Object> message(Recipient to, String type, Map<String, Object> content) {
        var json = new LinkedHashMap<String, Object>();
        json.put("messaging_product", "whatsapp");
        json.put("recipient_type", "individual");
        // Never both: Meta then reads "to" only. And never a user id in "to", where it is taken and dropped.
        switch (to) {
            case Recipient.PhoneNumber(var digits) -> json.put("to", digits);
            case Recipient.UserId(var id) -> json.put("recipient", id);
        }
        json.put("type", type);
        json.put(type, content);
        return json;
    }

    /** A header of an interactive message; for a file it is also the parameter of a template's header. */
    static Map<String, Object> header(MessageHeader header) {
        return switch (header) {
            case MessageHeader.Text(var text) -> Map.of("type", "text", "text", text);
            case MessageHeader.Media(var kind, var source, var fileName) -> {
                var media = new LinkedHashMap<String, Object>();
                switch (source) {
                    case MediaSource.Id(var id) -> media.put("id", id);
                    case MediaSource.Link(var uri) -> media.put("link", uri.toString());
                }
                fileName.ifPresent(name -> media.put("filename", name));
                yield Map.of("type", kind.word(), kind.word(), media);
            }
        };
    }

    /** The parameters of a template's header; none if it needs none. */
    static List<Map<String, Object>> parameters(TemplateHeaderValue header) {
        return switch (header) {
            case TemplateHeaderValue.Values(var values) -> parameters(values);
            case TemplateHeaderValue.File(var media) -> List.of(header(media));
        };
    }

    /** The parameters of a template's body; none if it has no placeholders. */
    static List<Map<String, Object>> parameters(TemplateValues values) {
        return switch (values) {
            case TemplateValues.Positional(var texts) ->
                texts.stream()
                        .map(text -> Map.<String, Object>of("type", "text", "text", text))
                        .toList();
            case TemplateValues.Named(var texts) ->
                texts.entrySet().stream()
                        .map(value -> Map.<String, Object>of(
                                "type", "text", "parameter_name", value.getKey(), "text", value.getValue()))
                        .toList();
        };
    }

    /** A button of a template, with its one parameter. */
    static Map<String, Object> button(int index, TemplateButtonValue value) {
        return switch (value) {
            case TemplateButtonValue.LinkEnd(var text) -> button("url", index, Map.of("type", "text", "text", text));
            case TemplateButtonValue.QuickReply(var payload) ->
                button("quick_reply", index, Map.of("type", "payload", "payload", payload));
            case TemplateButtonValue.CouponCode(var code) ->
                button("copy_code", index, Map.of("type", "coupon_code", "coupon_code", code));
        };
    }

    static Map<String, Object> button(String subType, int index, Map<String, Object> parameter) {
        var button = new LinkedHashMap<String, Object>();
        button.put("type", "button");
        button.put("sub_type", subType);
        button.put("index", Integer.toString(index));
        button.put("parameters", List.of(parameter));
        return button;
    }
}
