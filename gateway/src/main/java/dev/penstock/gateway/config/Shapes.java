package dev.penstock.gateway.config;

import dev.penstock.gateway.config.Shape.AtMostOne;
import dev.penstock.gateway.config.Shape.ExactlyOne;
import dev.penstock.gateway.config.Shape.Needs;
import dev.penstock.gateway.config.Type.Choice;
import dev.penstock.gateway.config.Type.Several;
import dev.penstock.gateway.config.Type.Share;
import dev.penstock.gateway.config.Type.Size;
import dev.penstock.gateway.config.Type.Time;
import dev.penstock.gateway.config.Type.Whole;
import dev.penstock.gateway.config.Type.WordOr;
import dev.penstock.gateway.config.Type.Words;
import java.util.List;
import java.util.stream.Stream;

/** All keys that there are. Reader, JSON Schema and reference are made from this. */
final class Shapes {

    private static final Words HOST =
            Words.of("[A-Za-z0-9.:_-]{1,255}", "a name or address such as 127.0.0.1 or 0.0.0.0");
    private static final Whole PORT = new Whole(0, 65_535);
    private static final Words FLOW = Words.of(
            "[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?", "a name of lower-case letters, digits and hyphens, at most 64");
    /** No dots alone between slashes: clients take them for the directory above. */
    private static final Words PATH =
            Words.of("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+", "a path such as /flows/booking");

    private static final Words SCREEN = Words.of("[A-Za-z_]{1,100}", "the id of a screen");

    private static final Shape TLS = Shape.of(
            "server.tls",
            Key.needed("certificate-file", new Type.File(), "The certificate in PEM, then the intermediate ones."),
            Key.needed("private-key-file", new Type.KeptFile(), "Its private key in PEM, not encrypted."));

    private static final Shape SERVER_LIMITS = Shape.of(
            "server.limits",
            Key.of("body", Size.between("1KB", "1GiB"), "14MB", "The largest request."),
            Key.of(
                    "concurrent-requests",
                    new Whole(1, 1_000_000),
                    "1024",
                    "How many requests are answered at the same time."),
            Key.of("waiting-requests-per-core", new Whole(1, 100_000), "64", "How many may wait to be decrypted."),
            Key.of("connections", new Whole(1, 1_000_000), "10000", "How many connections may be open."),
            Key.of("request-deadline", Time.between("100ms", "5m"), "15s", "How long one request may take in all."),
            Key.of("idle-timeout", Time.between("100ms", "1h"), "30s", "How long a connection may be idle."));

    private static final Shape SHUTDOWN = Shape.of(
            "server.shutdown",
            Key.of(
                    "drain",
                    Time.between("0s", "5m"),
                    "5s",
                    "How long requests are still served when it is told to stop."),
            Key.of("timeout", Time.between("0s", "5m"), "10s", "How long requests under way may take then."));

    private static final Shape SERVER = Shape.of(
            "server",
            Key.of("host", HOST, "127.0.0.1", "The address to listen on; 0.0.0.0 in a container."),
            Key.of("port", PORT, "8080", "The port; 0 for any that is free."),
            Key.optional("tls", new Type.Group(TLS), "Serves HTTPS; the files are read again when they change."),
            Key.optional("limits", new Type.Group(SERVER_LIMITS), "How much of everything is taken."),
            Key.optional("shutdown", new Type.Group(SHUTDOWN), "How it stops."));

    private static final Shape ADMIN = Shape.of(
            "admin",
            Key.of("host", HOST, "127.0.0.1", "The address; nobody but probes and operators should reach it."),
            Key.of("port", PORT, "8081", "The port of /live, /ready, /metrics and POST /reload."));

    private static final Shape REPLAY = Shape.of(
            "replay",
            Key.of("keep", Time.between("1m", "1d"), "1h", "How long answers are kept, to be given again."),
            Key.of("memory", Size.between("1MB", "1GB"), "64MB", "What all of them may take, of the whole process."),
            Key.of(
                    "requests",
                    Choice.of("memory", "postgres", "redis"),
                    "memory",
                    "Where the same request is recognised. Memory is right for one process, and for several behind a"
                            + " load balancer that hashes on X-Hub-Signature-256."),
            Key.of(
                    "submissions",
                    Choice.of("memory", "postgres", "redis"),
                    "as requests",
                    "Where a second tap is recognised, which reaches any replica: postgres or redis for more than"
                            + " one."));

    private static final Shape DATABASE = Shape.of(
            "database",
            Key.all(
                    Stream.of(
                                    List.of(
                                            Key.needed(
                                                    "url",
                                                    new Type.JdbcUrl(),
                                                    "The PostgreSQL database that all replicas share."),
                                            Key.optional("user", Words.any("a name"), "Its user.")),
                                    Key.secret("password", "Its password"))
                            .flatMap(List::stream)
                            .toList(),
                    Key.of("pool", new Whole(2, 1_000), "10", "How many connections.")),
            new AtMostOne(List.of("password-file", "password-env")));

    private static final Shape REDIS = Shape.of(
            "redis",
            Key.all(
                    Stream.of(
                                    List.of(
                                            Key.needed(
                                                    "url",
                                                    Words.of(
                                                            "rediss?://[^/@?#\\s]+(/[0-9]{0,4})?",
                                                            "a URL such as redis://127.0.0.1:6379 or"
                                                                    + " rediss://cache.example.com:6379"),
                                                    "The Redis or Valkey that all replicas share; rediss is TLS."),
                                            Key.optional("user", Words.any("a name"), "Its user.")),
                                    Key.secret("password", "Its password"))
                            .flatMap(List::stream)
                            .toList(),
                    Key.optional("ca-file", new Type.File(), "Trusts these authorities instead of Java's."),
                    Key.of(
                            "replicas",
                            new Whole(0, 100),
                            "0",
                            "How many replicas this Redis has: all of them must have an answer before it is given."),
                    Key.of("connections", new Whole(1, 1_000), "16", "How many connections.")),
            new AtMostOne(List.of("password-file", "password-env")));

    private static final Shape KAFKA = Shape.of(
            "kafka",
            Key.needed(
                    "brokers",
                    new Several(
                            Words.of(
                                    "(\\[[0-9A-Fa-f:]+\\]|[A-Za-z0-9._-]+):[0-9]{1,5}",
                                    "a broker with its port, such as kafka.example.com:9092"),
                            1,
                            true),
                    "The brokers that are asked first."),
            Key.needed("topic", Words.of("[A-Za-z0-9._-]{1,249}", "the name of a topic"), "The topic."),
            Key.optional(
                    "properties-file",
                    new Type.SecretFile(),
                    "Further settings of Kafka's producer, such as those for TLS and SASL, as it reads them."));

    private static final Shape DESTINATION = Shape.of(
            "destinations",
            Key.all(
                    List.of(
                            Key.needed(
                                    "name",
                                    Words.of(
                                            "[a-z0-9][a-z0-9-]{0,39}",
                                            "a name of lower-case letters, digits and hyphens, at most 40"),
                                    "Its name in logs and in penstock events."),
                            Key.optional("url", new Type.Url(), "Where events are posted."),
                            Key.optional(
                                    "kafka",
                                    new Type.Group(KAFKA),
                                    "A topic of Kafka instead; needs penstock-kafka.jar beside penstock.jar."),
                            Key.optional(
                                    "events",
                                    new Several(
                                            Words.of("\\*|[a-z]+\\.([a-z]+|\\*)", "the name of an event, or flow.*"),
                                            1,
                                            true),
                                    "Which events; all unless said otherwise."),
                            Key.of("timeout", Time.between("1ms", "2m"), "15s", "How long one delivery may take."),
                            Key.optional(
                                    "signing-secret-file",
                                    new Several(new Type.SecretFile(), 1, true),
                                    "Signs deliveries as Standard Webhooks says (whsec_…), in a file."),
                            Key.optional(
                                    "signing-secret-env",
                                    new Several(new Type.SecretVariable(), 1, true),
                                    "The same in an environment variable."),
                            Key.optional("ca-file", new Type.File(), "Trusts these authorities instead of Java's.")),
                    Key.of(
                            "plain-http",
                            Choice.of("refuse", "allow"),
                            "refuse",
                            "Whether what people typed may leave for a public host in clear.")),
            new ExactlyOne(List.of("url", "kafka")),
            new AtMostOne(List.of("signing-secret-file", "signing-secret-env")),
            new Needs("signing-secret-file", List.of("url")),
            new Needs("signing-secret-env", List.of("url")),
            new Needs("ca-file", List.of("url")));

    private static final Shape EVENTS = Shape.of(
            "events",
            Key.of(
                    "queue",
                    Choice.of("memory", "postgres"),
                    "postgres, if there is a database",
                    "Where events wait until they are delivered; in memory they are lost when the process ends."),
            Key.needed(
                    "destinations",
                    new Several(new Type.Group(DESTINATION), 1, false),
                    "Who is told of completions, errors, alerts and statuses."));

    private static final Shape ALERT_WEBHOOK = Shape.of(
            "alerts.to.webhook",
            Key.all(
                    Key.secret("url", "Where alerts are posted as JSON, if the URL is a secret"),
                    Key.optional("url", new Type.Url(), "Where alerts are posted as JSON."),
                    Key.optional(
                            "signing-secret-file",
                            new Several(new Type.SecretFile(), 1, true),
                            "Signs alerts as Standard Webhooks says (whsec_…), in a file; a list while it is"
                                    + " exchanged."),
                    Key.optional(
                            "signing-secret-env",
                            new Several(new Type.SecretVariable(), 1, true),
                            "The same in an environment variable.")),
            new ExactlyOne(List.of("url", "url-file", "url-env")),
            new AtMostOne(List.of("signing-secret-file", "signing-secret-env")));

    private static final Shape ALERT_SLACK = Shape.of(
            "alerts.to.slack",
            Key.secret("url", "The URL of an incoming webhook of Slack"),
            new ExactlyOne(List.of("url-file", "url-env")));

    private static final Shape ALERT_EMAIL = Shape.of(
            "alerts.to.email",
            Key.all(
                    Key.secret("password", "Its password"),
                    Key.needed("host", HOST, "The server that takes e-mail."),
                    Key.of("port", new Whole(1, 65_535), "587", "Its port."),
                    Key.of(
                            "tls",
                            Choice.of("starttls", "tls", "none"),
                            "starttls",
                            "starttls, usual at port 587; tls, at 465; none for a server on the same machine or"
                                    + " network."),
                    Key.optional("user", Words.any("a name"), "With which the server is asked."),
                    Key.needed("from", Words.any("an address"), "The sender."),
                    Key.needed("to", new Several(Words.any("an address"), 1, true), "Who is told.")),
            new AtMostOne(List.of("password-file", "password-env")),
            new Needs("user", List.of("password-file", "password-env")),
            new Needs("password-file", List.of("user")),
            new Needs("password-env", List.of("user")));

    private static final Shape ALERT_RECEIVER = Shape.of(
            "alerts.to",
            List.of(
                    Key.of("name", FLOW, "webhook, slack or email", "Its name in the log and in metrics."),
                    Key.of(
                            "severity",
                            Choice.of("warning", "critical"),
                            "warning",
                            "What is less severe is not told here."),
                    Key.optional("webhook", new Type.Group(ALERT_WEBHOOK), "A webhook of your own."),
                    Key.optional("slack", new Type.Group(ALERT_SLACK), "A channel of Slack."),
                    Key.optional("email", new Type.Group(ALERT_EMAIL), "People by e-mail.")),
            new ExactlyOne(List.of("webhook", "slack", "email")));

    private static final Shape ALERTS = Shape.of(
            "alerts",
            Key.of("repeat", Time.between("1m", "7d"), "12h", "After which time what lasts is told again."),
            Key.needed("to", new Several(new Type.Group(ALERT_RECEIVER), 1, false), "Who is told what is wrong."));

    private static final Shape FUNNEL = Shape.of(
            "funnel", Key.of("keep", Time.between("1h", "3650d"), "90d", "How long is known what people did."));

    private static final Key GRAPH_URL = Key.of(
            "graph-url", new Type.Url(), "https://graph.facebook.com", "The Graph API; another one for trying out.");

    private static final Shape META_KEYS = Shape.of(
            "meta-keys",
            Key.all(
                    Key.secret("access-token", "A token that may read the business public keys"),
                    Key.needed(
                            "phone-number-ids",
                            new Several(Words.of("[0-9]{1,30}", "the id of a phone number"), 1, true),
                            "The numbers whose key is looked at."),
                    GRAPH_URL),
            new ExactlyOne(List.of("access-token-file", "access-token-env")));

    private static final Shape SUMMARY = Shape.of(
            "webhooks.summary",
            Key.all(
                    Key.secret("access-token", "The token with which messages are sent"),
                    Key.needed(
                            "text",
                            new Several(Words.any("a text with places such as {{booking_id}}"), 1, true),
                            "What people are told after a Flow. Of several, the first whose places all have a"
                                    + " value."),
                    GRAPH_URL),
            new ExactlyOne(List.of("access-token-file", "access-token-env")));

    private static final Shape BREAKER = Shape.of(
            "backend.breaker",
            Key.of("failures", new Share(), "50%", "How many of the last requests must have failed."),
            Key.of("of", new Whole(1, 1_000), "20", "How many requests are looked back at."),
            Key.of("open-for", Time.between("100ms", "5m"), "10s", "How long the backend is left alone then."));

    private static final Shape BACKEND = Shape.of(
            "backend",
            Key.all(List.of(
                    Key.needed("url", new Type.Url(), "Where people's requests are sent as plain JSON."),
                    Key.of("timeout", Time.between("1ms", "10s"), "5s", "How long one try may take."),
                    Key.of("connect-timeout", Time.between("1ms", "10s"), "1s", "How long connecting may take."),
                    Key.optional(
                            "signing-secret-file",
                            new Several(new Type.SecretFile(), 1, true),
                            "Signs requests as Standard Webhooks says (whsec_…), in a file; a list while it is"
                                    + " exchanged."),
                    Key.optional(
                            "signing-secret-env",
                            new Several(new Type.SecretVariable(), 1, true),
                            "The same in an environment variable."),
                    Key.optional("headers", new Type.Headers(), "Headers of your own; secrets as ${NAME}."),
                    Key.of(
                            "plain-http",
                            Choice.of("refuse", "allow"),
                            "refuse",
                            "Whether what people type may leave for a public host in clear."),
                    Key.optional(
                            "unix-socket", Words.any("the path of a socket"), "Connects to this socket, not the host."),
                    Key.optional("ca-file", new Type.File(), "Trusts these authorities instead of Java's."),
                    Key.optional("client-certificate-file", new Type.File(), "Shown to the backend, in PEM."),
                    Key.optional("client-private-key-file", new Type.KeptFile(), "Its key, in PEM."),
                    Key.of("max-answer", Size.between("1KB", "10MiB"), "1MiB", "The largest answer."),
                    Key.of("connections", new Whole(1, 10_000), "64", "How many requests may be under way."),
                    Key.of("idle-connection", Time.between("1ms", "10m"), "4s", "How long an idle connection is kept."),
                    Key.of(
                            "retry",
                            Choice.of("unsent", "idempotent"),
                            "unsent",
                            "When a request is sent a second time."),
                    Key.optional(
                            "breaker",
                            new WordOr("off", BREAKER),
                            "When a failing backend is left alone; off for never."),
                    Key.of(
                            "media",
                            Choice.of("as-sent", "open"),
                            "as-sent",
                            "What it gets of photos and documents: what the phone sent, or a link to the clear file."),
                    Key.optional(
                            "once-per-submission",
                            new Several(SCREEN, 1, false),
                            "Screens on which a second tap gets the first answer."))),
            new AtMostOne(List.of("signing-secret-file", "signing-secret-env")),
            new Needs("client-certificate-file", List.of("client-private-key-file")),
            new Needs("client-private-key-file", List.of("client-certificate-file")));

    private static final Shape APP_SECRET = Shape.of(
                    "app-secrets",
                    List.of(
                            Key.optional("file", new Type.SecretFile(), "The file that holds the secret."),
                            Key.optional("env", new Type.SecretVariable(), "The environment variable that holds it."),
                            Key.optional("until", new Type.Moment(), "When an earlier secret is no longer accepted.")),
                    new ExactlyOne(List.of("file", "env")))
            .asSecret();

    private static final Shape WEBHOOKS = Shape.of(
            "webhooks",
            Key.all(
                    Key.secret("verify-token", "The verify token of the subscription at Meta"),
                    Key.needed(
                            "path",
                            Words.of(PATH.form().pattern(), "a path such as /webhooks/meta"),
                            "The path of the callback URL."),
                    Key.needed(
                            "app-secrets",
                            new Several(new Type.Group(APP_SECRET), 1, false),
                            "The secret of the Meta app, then earlier ones."),
                    Key.optional(
                            "summary",
                            new Type.Group(SUMMARY),
                            "Sends people a message when they have completed a Flow.")),
            new ExactlyOne(List.of("verify-token-file", "verify-token-env")));

    private static final Shape RESPONSE_CHECK = Shape.of(
            "response-check",
            Key.of(
                    "policy",
                    Choice.of("refuse", "report", "off"),
                    "refuse",
                    "What becomes of an answer that a phone would refuse."),
            Key.of(
                    "missing-keys",
                    Choice.of("refuse", "allow"),
                    "refuse",
                    "Whether an answer may leave out what its screen declares."));

    private static final List<Key> RULES = List.of(
            Key.of("time-budget", Time.between("100ms", "9s"), "8s", "How long people wait for an answer."),
            Key.of(
                    "flow-token-signature",
                    Choice.of("off", "if-present", "required"),
                    "if-present",
                    "Whether requests must carry a flow token signature."),
            Key.of(
                    "flow-tokens",
                    Choice.of("any", "unique", "issued"),
                    "any",
                    "any; unique if each message has one of its own; issued for those of penstock send only."),
            Key.optional("response-check", new Type.Group(RESPONSE_CHECK), "Checks answers against the Flow JSON."));

    private static final Shape DEFAULTS = Shape.of("defaults", RULES);

    /** Keys and secrets of one business. */
    private static final List<Key> BUSINESS = Key.all(
            Stream.of(
                            List.of(Key.optional(
                                    "key-dir",
                                    new Type.Folder(),
                                    "The directory of penstock keys, whose rotation it follows.")),
                            Key.secret("private-key", "The business private key in PEM"),
                            List.of(
                                    Key.optional(
                                            "previous-private-key-file",
                                            new Several(new Type.SecretFile(), 1, true),
                                            "Keys under which requests still come after an exchange, in files."),
                                    Key.optional(
                                            "previous-private-key-env",
                                            new Several(new Type.SecretVariable(), 1, true),
                                            "The same in environment variables.")),
                            Key.secret("passphrase", "What the private key is encrypted with"))
                    .flatMap(List::stream)
                    .toList(),
            Key.needed(
                    "app-secrets",
                    new Several(new Type.Group(APP_SECRET), 1, false),
                    "The secret of the Meta app, then earlier ones."));

    private static final Shape.Rule[] BUSINESS_RULES = {
        new ExactlyOne(List.of("key-dir", "private-key-file", "private-key-env")),
        new AtMostOne(List.of("passphrase-file", "passphrase-env")),
        new AtMostOne(List.of("previous-private-key-file", "previous-private-key-env")),
        new Needs("previous-private-key-file", List.of("private-key-file", "private-key-env")),
        new Needs("previous-private-key-env", List.of("private-key-file", "private-key-env"))
    };

    private static final List<Key> SERVED = Key.all(
            Stream.concat(
                            Stream.of(Key.optional(
                                    "flow-json", new Type.File(), "The Flow JSON, against which answers are checked.")),
                            RULES.stream())
                    .toList(),
            Key.needed("backend", new Type.Group(BACKEND), "Who decides what people see next."));

    private static final Shape ENDPOINT = Shape.of(
                    "endpoints",
                    Key.needed("path", PATH, "The path of its URL."),
                    Key.of("flow", FLOW, "last part of the path", "The name of the Flow."))
            .and(BUSINESS, BUSINESS_RULES)
            .and(SERVED);

    private static final Shape TENANT_FLOW = Shape.of(
                    "flows",
                    Key.needed("flow", FLOW, "The name of the Flow, the last part of its path /flows/TENANT/FLOW."))
            .and(SERVED);

    /** A file of its own for each tenant. */
    static final Shape TENANT = Shape.of(
                    "",
                    Key.optional(
                            "waba",
                            Words.of("[0-9]{1,20}", "the id of a WhatsApp Business Account"),
                            "Its account at Meta, for penstock keys watch."),
                    Key.optional("defaults", new Type.Group(DEFAULTS), "With what each of its Flows begins."),
                    Key.needed(
                            "flows", new Several(new Type.Group(TENANT_FLOW), 1, false), "The Flows of this business."))
            .and(BUSINESS, BUSINESS_RULES);

    private static final Shape TENANT_LIMITS = Shape.of(
            "tenants.limits",
            Key.of(
                    "under-way",
                    new Whole(1, 100_000),
                    "128",
                    "How many requests of one tenant are answered at the same time."),
            Key.of("waiting", new Whole(0, 100_000), "256", "How many more of one tenant may wait."));

    private static final Shape POSTGRES = Shape.of(
            "tenants.postgres",
            Key.all(
                    Stream.of(
                                    List.of(
                                            Key.needed("url", new Type.JdbcUrl(), "The database."),
                                            Key.optional("user", Words.any("a name"), "Its user.")),
                                    Key.secret("password", "Its password"),
                                    Key.secret(
                                            "key-encryption-key",
                                            "What keys and secrets are sealed with, as penstock tenants init makes it"))
                            .flatMap(List::stream)
                            .toList(),
                    Key.optional(
                            "previous-key-encryption-keys",
                            new Several(new Type.SecretFile(), 1, true),
                            "Earlier ones, while rows are still sealed with them."),
                    Key.of("pool", new Whole(1, 100), "4", "How many connections.")),
            new AtMostOne(List.of("password-file", "password-env")),
            new ExactlyOne(List.of("key-encryption-key-file", "key-encryption-key-env")));

    private static final Shape TENANTS = Shape.of(
            "tenants",
            List.of(
                    Key.optional(
                            "directory", new Type.Folder(), "One file a tenant, NAME.yaml, followed while running."),
                    Key.optional("postgres", new Type.Group(POSTGRES), "Tenants in PostgreSQL, see penstock tenants."),
                    Key.of("cache", new Whole(1, 1_000_000), "10000", "How many tenants are kept in memory."),
                    Key.optional("limits", new Type.Group(TENANT_LIMITS), "What one tenant may take.")),
            new ExactlyOne(List.of("directory", "postgres")));

    /** The whole file. */
    static final Shape CONFIGURATION = Shape.of(
            "",
            Key.optional("server", new Type.Group(SERVER), "Where it listens, and how much it takes."),
            Key.optional("admin", new Type.Group(ADMIN), "A second port for probes and operators."),
            Key.optional("replay", new Type.Group(REPLAY), "What recognises a repeated request."),
            Key.optional("database", new Type.Group(DATABASE), "What replicas share: guards and queues."),
            Key.optional("redis", new Type.Group(REDIS), "What replicas share instead to recognise repeats."),
            Key.optional("events", new Type.Group(EVENTS), "Who else is told what happens."),
            Key.optional("webhooks", new Type.Group(WEBHOOKS), "What Meta tells beside requests."),
            Key.optional(
                    "answers",
                    new Type.Group(AnswersShape.ANSWERS),
                    "Keeps what people sent by completing Flows; without it nothing is kept."),
            Key.optional(
                    "meta-keys",
                    new Type.Group(META_KEYS),
                    "Looks each 10 minutes whether Meta holds a key that is served here, for metrics and alerts."),
            Key.optional("alerts", new Type.Group(ALERTS), "Who is told what is wrong, without a Prometheus."),
            Key.optional(
                    "funnel",
                    new Type.Group(FUNNEL),
                    "Keeps how far people get, see penstock flow funnel; without it nothing is kept."),
            Key.optional(
                    "media",
                    new Type.Group(MediaShape.MEDIA),
                    "Opens photos and documents for backends that have media: open."),
            Key.optional("defaults", new Type.Group(DEFAULTS), "With what each endpoint begins; its own keys win."),
            Key.optional("endpoints", new Several(new Type.Group(ENDPOINT), 1, false), "The endpoints."),
            Key.optional("tenants", new Type.Group(TENANTS), "Many businesses, at /flows/TENANT/FLOW."));

    private Shapes() {}
}
