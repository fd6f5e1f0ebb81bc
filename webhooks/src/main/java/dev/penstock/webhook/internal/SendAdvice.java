package dev.penstock.webhook.internal;

import org.jspecify.annotations.Nullable;

/** What to do about the codes that a send gives, at once or later by webhook; Source: Meta, "WhatsApp error codes". */
public final class SendAdvice {

    private SendAdvice() {}

    public static @Nullable String of(int code) {
        return switch (code) {
            case 131000 ->
                "Meta failed without saying why: try again. If it goes on, look at the health status of the Flow and"
                        + " of the number, which name a check that fails.";
            case 131005 -> permission();
            case 131008 ->
                "A parameter that Meta needs is missing. Of a template, every placeholder in header, body and buttons"
                        + " needs a value, and a header with a picture, video or document needs the file.";
            case 131009 ->
                "A parameter has a value that Meta does not take. Of a template with a Flow button, the message must"
                        + " name the button (sub_type flow) at its place among the buttons, from 0; compare the"
                        + " message with the template.";
            case 131016 -> "A service of Meta's is away: try again later.";
            case 131021 -> "A number cannot write to itself: send to another one.";
            case 131026 ->
                "The message cannot be delivered: the number is not on WhatsApp, or its app is too old for this Flow.";
            case 131030 ->
                "The app's test number sends only to people on its list: add the person's number in the App Dashboard,"
                        + " WhatsApp, API Setup, or send from a number of your own.";
            case 131031 -> "The account is locked: look in WhatsApp Manager for what Meta found.";
            case 131042 -> "The account cannot pay: look at its payment method in WhatsApp Manager.";
            case 131047 ->
                "More than 24 hours have passed since the person wrote last, so only a template can be sent: send one"
                        + " with a Flow button.";
            case 131051 ->
                "Meta does not take a message of this type. A Flow is sent as type interactive, or by the button of a"
                        + " template.";
            case 131052 -> "The file that the person sent cannot be downloaded: ask for it again.";
            case 131053 ->
                "The file cannot be used: check that its type is one that Meta takes, its size, and that its link"
                        + " answers to everybody over https.";
            case 131062 ->
                "This message cannot be sent to a business-scoped user id; an authentication template cannot. Send it"
                        + " to the person's phone number.";
            case 132000 ->
                "The message gives more or fewer values than the template has placeholders: give each placeholder in"
                        + " header, body and buttons one value.";
            case 132001 ->
                "There is no such template in this language, or it is not approved: check its name and the code of the"
                        + " language, which must be exactly that of the template, such as en_US rather than en.";
            case 132005 -> "The text with its values is too long for the template: shorten the values.";
            case 132007 -> "The template's text breaks a rule of Meta's: change the template.";
            case 132012 ->
                "A value is of another kind than the template has there: text, picture, video and document each need"
                        + " their own, and a template with named placeholders needs named values.";
            case 132015 -> "The template is paused for its low quality: change it, and have it approved again.";
            case 132016 -> "The template was paused too often and is disabled for good: make a new one.";
            case 133010 ->
                "The number is not registered with the Cloud API: register it (POST /PHONE_NUMBER_ID/register with its"
                        + " PIN), then its business public key must be uploaded again.";
            default -> null;
        };
    }

    private static String permission() {
        return "The access token lacks a permission: give the system user whatsapp_business_management and"
                + " whatsapp_business_messaging, and assign it the WhatsApp Business Account.";
    }
}
