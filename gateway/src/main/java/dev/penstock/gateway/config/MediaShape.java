package dev.penstock.gateway.config;

import dev.penstock.gateway.config.Shape.AtMostOne;
import dev.penstock.gateway.config.Type.Choice;
import dev.penstock.gateway.config.Type.Several;
import dev.penstock.gateway.config.Type.Size;
import dev.penstock.gateway.config.Type.Time;
import dev.penstock.gateway.config.Type.Whole;
import dev.penstock.gateway.config.Type.Words;
import dev.penstock.media.MediaDecryptor;
import java.util.List;

/** The keys of {@code media}. */
final class MediaShape {

    private static final Words HOST = Words.of(
            "(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]([a-z0-9-]*[a-z0-9])?",
            "a host name in lower case such as mmg.whatsapp.net or *.whatsapp.net");

    static final Shape MEDIA = Shape.of(
                    "media",
                    Key.all(
                            List.of(Key.needed(
                                    "url",
                                    new Type.Url(),
                                    "Where backends reach /media of this gateway, such as"
                                            + " http://127.0.0.1:8080/media.")),
                            Key.secret(
                                            "key",
                                            "What links are sealed with, the same for all replicas: the Base64 of"
                                                    + " 32 bytes, as openssl rand -base64 32 makes it. Without it links"
                                                    + " end with the process")
                                    .toArray(Key[]::new)),
                    new AtMostOne(List.of("key-file", "key-env")))
            .and(List.of(
                    Key.of("lifetime", Time.between("1s", "1d"), "15m", "How long a link can be used."),
                    Key.of("time-limit", Time.between("100ms", "8s"), "3s", "How long the files of a picker may take."),
                    Key.of("max-file", Size.between("1KB", "25MiB"), "25MiB", "The largest file."),
                    Key.of(
                            "max-together",
                            Size.between("1KB", "750MiB"),
                            "100MiB",
                            "How large the files of a picker may be together, encrypted."),
                    Key.of(
                            "at-once",
                            new Whole(1, 1_000),
                            "4",
                            "How many pickers and files are opened at the same time; each takes up to four times"
                                    + " max-together of memory."),
                    Key.of(
                            "hosts",
                            new Several(HOST, 1, true),
                            MediaDecryptor.DOCUMENTED_HOST,
                            "From which hosts files are downloaded."),
                    Key.of(
                            "loopback",
                            Choice.of("refuse", "allow"),
                            "refuse",
                            "Also downloads from this machine, for trying out with penstock's own phone."),
                    Key.of(
                            "plain-http",
                            Choice.of("refuse", "allow"),
                            "refuse",
                            "Whether files may be given out to a public host in clear.")));

    private MediaShape() {}
}
