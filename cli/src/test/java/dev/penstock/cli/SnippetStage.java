package dev.penstock.cli;

import dev.penstock.Flow;
import dev.penstock.FlowToken;
import dev.penstock.crypto.Keyset;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.graph.GraphClient;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.id.WabaId;
import dev.penstock.keyring.KeyRing;
import dev.penstock.metrics.PenstockMetrics;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.event.FlowCompletion;
import io.opentelemetry.api.OpenTelemetry;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import tools.jackson.databind.module.SimpleModule;

/**
 * What the snippets of the documentation take for granted: names that a reader understands from the text around them.
 */
public abstract class SnippetStage {

    protected Flow flow;
    protected FlowEndpoint endpoint;
    protected WebhookEndpoint webhooks;
    protected KeyRing ring;
    protected GraphClient client;
    protected PhoneNumberId from;
    protected WabaId account;
    protected FlowCompletion completion;
    protected AppSecrets secrets;
    protected AppSecrets appSecrets;
    protected String appSecret;
    protected String newSecret;
    protected String oldSecret;
    protected String verifyToken;
    protected String token;
    protected String flowToken;
    protected String text;
    protected char[] passphrase;
    protected DataSource dataSource;
    protected ConnectionPool pool;
    protected Logger log;
    protected Bookings bookings;
    protected FlowClient phone;
    protected byte[] bytes;
    protected PenstockMetrics metrics;
    protected OpenTelemetry openTelemetry;
    protected Keyset keyset;
    protected String method;
    protected String rawQuery;
    protected byte[] bodyBytes;
    protected String signatureHeader;

    /** Connections to somebody's database. */
    public interface ConnectionPool {

        void open();

        void close();
    }

    /** Somebody's bookings. */
    public interface Bookings {

        void confirm(FlowCompletion completion);
    }

    /** Somebody who keeps photos of damages. */
    public interface ClaimDesk {

        void keep(String name, byte[] photo);
    }

    /** Somebody's calendar. */
    public interface Calendar {

        List<String> departments();

        boolean isFree(Object choice);

        LocalDate today();

        String book(FlowToken token);
    }

    /** What a screen sends whose amount only a module of Jackson can make. */
    public record Payment(Object amount) {}

    /** The module of somebody's library of money. */
    public static final class MoneyModule extends SimpleModule {

        private static final long serialVersionUID = 1;
    }
}
