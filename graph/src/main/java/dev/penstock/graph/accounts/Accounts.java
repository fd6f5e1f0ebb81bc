package dev.penstock.graph.accounts;

import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.internal.Paging;
import dev.penstock.graph.internal.Required;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.id.WabaId;
import dev.penstock.internal.Fields;
import java.util.List;
import java.util.Optional;

/** Asks about WhatsApp Business Accounts. Thread-safe. */
public final class Accounts {

    private static final String NUMBER_FIELDS = "id,display_phone_number,verified_name,quality_rating";

    private final GraphClient client;

    private Accounts(GraphClient client) {
        this.client = client;
    }

    /**
     * Asks through a client.
     *
     * @param client the client
     * @return the accounts that its token may see
     */
    public static Accounts of(GraphClient client) {
        return new Accounts(client);
    }

    /**
     * Lists the numbers of an account.
     *
     * @param account the account
     * @return all its numbers
     * @throws GraphException if Meta refuses
     */
    public List<PhoneNumber> phoneNumbers(WabaId account) {
        return Paging.all(client, GraphRequest.get(account + "/phone_numbers").with("fields", NUMBER_FIELDS)).stream()
                .map(Accounts::phoneNumber)
                .toList();
    }

    /**
     * Looks a number up.
     *
     * @param id the id, which may turn out to be the id of something else
     * @return the number; empty if Meta knows something else under this id, such as an account
     * @throws GraphException if Meta refuses for another reason
     */
    public Optional<PhoneNumber> phoneNumber(PhoneNumberId id) {
        try {
            var answer = new Fields(client.call(GraphRequest.get(id.value()).with("fields", NUMBER_FIELDS)));
            return answer.has("display_phone_number") ? Optional.of(phoneNumber(answer)) : Optional.empty();
        } catch (GraphException refused) {
            // Code 100: a field that this kind of thing does not have, or an id that the token cannot see.
            if (refused.code().orElse(0) == 100) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /**
     * Lists the apps that get an account's webhooks.
     *
     * @param account the account
     * @return the apps
     * @throws GraphException if Meta refuses
     */
    public List<SubscribedApp> subscribedApps(WabaId account) {
        return Paging.all(client, GraphRequest.get(account + "/subscribed_apps")).stream()
                .map(Accounts::subscribedApp)
                .toList();
    }

    /**
     * Subscribes the app of the access token to an account's webhooks. Safe to repeat. The app must also be subscribed
     * to the fields {@code messages} and {@code flows}, in the App Dashboard.
     *
     * @param account the account
     * @throws GraphException if Meta refuses
     */
    public void subscribe(WabaId account) {
        client.call(GraphRequest.post(account + "/subscribed_apps").repeatable());
    }

    private static PhoneNumber phoneNumber(Fields fields) {
        return new PhoneNumber(
                new PhoneNumberId(Required.text(fields, "id")),
                fields.text("display_phone_number").orElse(""),
                fields.filled("verified_name"),
                fields.filled("quality_rating"));
    }

    private static SubscribedApp subscribedApp(Fields fields) {
        var app = fields.object("whatsapp_business_api_data").orElse(fields);
        return new SubscribedApp(Required.text(app, "id"), app.filled("name"), fields.filled("override_callback_uri"));
    }
}
