package dev.penstock.cli.meta;

import dev.penstock.graph.messages.MediaSource;
import dev.penstock.graph.messages.MessageHeader;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands above the text of a message. */
public final class HeaderOptions {

    @ArgGroup
    private @Nullable Kind kind;

    static final class Kind {

        @Option(
                names = "--header",
                paramLabel = "TEXT",
                description =
                        "A line above the text, at most 60 characters; of a template, the value for the placeholder in"
                                + " its header.")
        private @Nullable String text;

        @Option(
                names = "--header-image",
                paramLabel = "URL|ID",
                description = "A picture above the text: its https URL, or its media id at Meta.")
        private @Nullable String image;

        @Option(names = "--header-video", paramLabel = "URL|ID", description = "A video above the text.")
        private @Nullable String video;

        @Option(names = "--header-document", paramLabel = "URL|ID", description = "A document above the text.")
        private @Nullable String document;
    }

    @Option(
            names = "--document-name",
            paramLabel = "NAME",
            description = "The file name that phones show for the document; default the last part of its URL.")
    private @Nullable String documentName;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    Optional<String> text() {
        return Optional.ofNullable(kind).flatMap(given -> Optional.ofNullable(given.text));
    }

    Optional<MessageHeader.Media> file() {
        if (documentName != null && (kind == null || kind.document == null)) {
            throw new ParameterException(mixee.commandLine(), "--document-name belongs to --header-document.");
        }
        if (kind == null) {
            return Optional.empty();
        }
        if (kind.image != null) {
            return Optional.of(MessageHeader.image(source(kind.image)));
        }
        if (kind.video != null) {
            return Optional.of(MessageHeader.video(source(kind.video)));
        }
        return Optional.ofNullable(kind.document).map(where -> MessageHeader.document(source(where), nameOf(where)));
    }

    private String nameOf(String where) {
        if (documentName != null) {
            return documentName;
        }
        var last = where.replaceFirst("[?#].*$", "").replaceFirst("^.*/", "");
        return last.isBlank() ? "document" : last;
    }

    private MediaSource source(String where) {
        try {
            return where.contains("/") ? MediaSource.link(URI.create(where)) : MediaSource.id(where);
        } catch (IllegalArgumentException neither) {
            throw new ParameterException(
                    mixee.commandLine(),
                    "The file of the header is a whole URL that begins with https://, or a media id at Meta.");
        }
    }
}
