package dev.penstock.graph.templates;

import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.internal.Paging;
import dev.penstock.graph.internal.Required;
import dev.penstock.graph.messages.FlowTemplateMessage;
import dev.penstock.id.WabaId;
import dev.penstock.internal.Fields;
import java.util.List;
import java.util.Optional;

/**
 * The templates of an account: make, look at, delete; and the comparison of a message with the template that it is to
 * be sent from. Thread-safe.
 *
 * <p>Every method throws {@link GraphException} if Meta refuses. Source: Meta, "Sending a Flow"; message templates.
 */
public final class Templates {

    private static final String FIELDS = "id,name,language,status,category,parameter_format,components";

    private final GraphClient client;

    private Templates(GraphClient client) {
        this.client = client;
    }

    /**
     * Works through a client.
     *
     * @param client the client
     * @return the templates that its token may see
     */
    public static Templates of(GraphClient client) {
        return new Templates(client);
    }

    /**
     * Makes a template, which Meta then looks at before it can be sent. Not repeated after a failure.
     *
     * @param account where
     * @param template what
     * @return its id, and what Meta says of it
     */
    public CreatedTemplate create(WabaId account, NewTemplate template) {
        var answer = new Fields(
                client.call(GraphRequest.post(account + "/message_templates").json(TemplateJson.write(template))));
        return new CreatedTemplate(
                Required.text(answer, "id"),
                answer.filled("status").orElse("PENDING"),
                TemplateCategory.parse(answer.text("category").orElse("")));
    }

    /**
     * Lists the templates of an account, all pages.
     *
     * @param account the account
     * @return its templates, those without a Flow button too
     */
    public List<Template> list(WabaId account) {
        return read(GraphRequest.get(account + "/message_templates").with("fields", FIELDS));
    }

    /**
     * Looks for a template in all its languages.
     *
     * @param account the account
     * @param name the name
     * @return one for each language; none if there is no such template
     */
    public List<Template> named(WabaId account, String name) {
        // Meta's filter also finds longer names.
        return read(GraphRequest.get(account + "/message_templates")
                        .with("fields", FIELDS)
                        .with("name", name))
                .stream()
                .filter(template -> template.name().equals(name))
                .toList();
    }

    /**
     * Deletes a template in all its languages. Messages that were sent stay.
     *
     * @param account the account
     * @param name the name
     */
    public void delete(WabaId account, String name) {
        client.call(GraphRequest.delete(account + "/message_templates").with("name", name));
    }

    /**
     * Deletes a template in one language.
     *
     * @param account the account
     * @param template the template
     */
    public void delete(WabaId account, Template template) {
        client.call(GraphRequest.delete(account + "/message_templates")
                .with("name", template.name())
                .with("hsm_id", template.id()));
    }

    /**
     * Compares a message with its template before it is sent: header, values, buttons, language, approval.
     *
     * @param account the account of the number that sends
     * @param message the message
     * @return the same message
     * @throws TemplateMismatchException if it does not fit, or there is no such template
     */
    public FlowTemplateMessage checked(WabaId account, FlowTemplateMessage message) {
        var templates = named(account, message.template());
        var problems = templates.stream()
                .filter(template -> template.language().equals(message.language()))
                .findFirst()
                .map(template -> TemplateComparison.problems(template, message))
                .orElseGet(() -> List.of(unknown(message, templates)));
        if (!problems.isEmpty()) {
            throw new TemplateMismatchException(message.template(), problems);
        }
        return message;
    }

    private static String unknown(FlowTemplateMessage message, List<Template> others) {
        if (others.isEmpty()) {
            return "The account has no template of this name.";
        }
        return "It is not there in the language %s, but in: %s."
                .formatted(
                        message.language(),
                        String.join(
                                ", ", others.stream().map(Template::language).toList()));
    }

    private List<Template> read(GraphRequest request) {
        return Paging.all(client, request).stream()
                .map(TemplateJson::read)
                .flatMap(Optional::stream)
                .toList();
    }
}
