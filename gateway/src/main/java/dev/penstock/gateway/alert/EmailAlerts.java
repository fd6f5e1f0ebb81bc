package dev.penstock.gateway.alert;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Tells alerts by e-mail, over SMTP. Thread-safe. */
public final class EmailAlerts implements AlertReceiver {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Settings settings;
    private final Session session;
    private final InternetAddress from;
    private final InternetAddress[] to;

    /** How the way to the server is protected. */
    public enum Tls {
        /** It begins in clear and goes on encrypted, or not at all. Usual at port 587. */
        STARTTLS,
        /** Encrypted from the first byte. Usual at port 465. */
        TLS,
        /** In clear: for a server on the same machine or network. */
        NONE;

        /** {@return the name in lower case, as the configuration has it} */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where e-mail is handed over, and for whom it is.
     *
     * @param host the name of the server
     * @param port its port, 1 to 65,535
     * @param tls how the way there is protected
     * @param from the sender's address
     * @param to the addresses of those who are told, at least one
     * @param login with which the server is asked; empty if it wants none
     */
    public record Settings(String host, int port, Tls tls, String from, List<String> to, Optional<Login> login) {

        /**
         * Copies the list, and refuses null.
         *
         * @throws IllegalArgumentException if the port is none, or nobody is told
         */
        public Settings {
            Objects.requireNonNull(host, "host");
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("A port is from 1 to 65535, and not %d.".formatted(port));
            }
            if (to.isEmpty()) {
                throw new IllegalArgumentException("There is nobody who is told by e-mail.");
            }
            Objects.requireNonNull(tls, "tls");
            Objects.requireNonNull(from, "from");
            to = List.copyOf(to);
            Objects.requireNonNull(login, "login");
        }
    }

    /**
     * A user with the password, which {@link #toString()} does not show.
     *
     * @param user the name
     * @param password the password
     */
    public record Login(String user, String password) {

        /** Refuses null. */
        public Login {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    private final String name;

    private EmailAlerts(String name, Settings settings) {
        this.name = Objects.requireNonNull(name, "name");
        this.settings = settings;
        this.from = address(settings.from());
        this.to = settings.to().stream().map(EmailAlerts::address).toArray(InternetAddress[]::new);
        this.session = session(settings);
    }

    /**
     * Tells people by e-mail.
     *
     * @param name of the receiver
     * @param settings where e-mail is handed over, and for whom it is
     * @return the receiver
     * @throws IllegalArgumentException if an address is none
     */
    public static EmailAlerts of(String name, Settings settings) {
        return new EmailAlerts(name, Objects.requireNonNull(settings, "settings"));
    }

    private static InternetAddress address(String text) {
        try {
            return new InternetAddress(text, true);
        } catch (AddressException none) {
            throw new IllegalArgumentException("An address of e-mail is like ops@example.com.", none);
        }
    }

    private static Session session(Settings settings) {
        var properties = new Properties();
        var scheme = settings.tls() == Tls.TLS ? "smtps" : "smtp";
        properties.put("mail.transport.protocol", scheme);
        var prefix = "mail." + scheme + ".";
        properties.put(prefix + "host", settings.host());
        properties.put(prefix + "port", String.valueOf(settings.port()));
        properties.put(prefix + "starttls.enable", String.valueOf(settings.tls() == Tls.STARTTLS));
        properties.put(prefix + "starttls.required", String.valueOf(settings.tls() == Tls.STARTTLS));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "auth", String.valueOf(settings.login().isPresent()));
        for (var wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.put(prefix + wait, String.valueOf(TIMEOUT.toMillis()));
        }
        return Session.getInstance(properties, authenticator(settings));
    }

    private static Authenticator authenticator(Settings settings) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return settings.login()
                        .map(login -> new PasswordAuthentication(login.user(), login.password()))
                        .orElseThrow();
            }
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(AlertMessage message) {
        try {
            var mail = new MimeMessage(session);
            mail.setFrom(from);
            mail.setRecipients(Message.RecipientType.TO, to);
            mail.setSubject("Penstock " + message.subject(), StandardCharsets.UTF_8.name());
            mail.setText(message.text() + "\n", StandardCharsets.UTF_8.name());
            mail.setSentDate(Date.from(InstantSource.system().instant()));
            mail.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(mail);
        } catch (MessagingException failed) { // what a server says may hold anything
            throw new AlertNotSentException(
                    "%s port %d did not take the e-mail (%s)"
                            .formatted(
                                    settings.host(),
                                    settings.port(),
                                    failed.getClass().getSimpleName()),
                    failed);
        }
    }

    @Override
    public String toString() {
        return "EmailAlerts[" + name + "]";
    }
}
