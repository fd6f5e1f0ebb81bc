package dev.penstock.gateway.config;

import dev.penstock.crypto.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a configuration is read with: its environment, where relative paths begin, and which files were looked at, so
 * that somebody can see whether they change. Not thread-safe.
 */
final class Source {

    private static final int MAX_SECRET_BYTES = 65_536;
    private static final int MAX_CONTENT_BYTES = 16 * 1_024 * 1_024;

    final Variables variables;
    final Path directory;
    final boolean allowsReadableSecrets;
    final Mistakes mistakes;
    final Set<Path> files;
    /** What stands for files; without it files are files. */
    private final Optional<Map<String, String>> documents;

    Source(Map<String, String> environment, Path directory, boolean allowsReadableSecrets, Mistakes mistakes) {
        this(new Variables(environment), directory, allowsReadableSecrets, mistakes, new TreeSet<>(), Optional.empty());
    }

    Source(
            Map<String, String> environment,
            Path directory,
            boolean allowsReadableSecrets,
            Mistakes mistakes,
            Set<Path> files) {
        this(new Variables(environment), directory, allowsReadableSecrets, mistakes, files, Optional.empty());
    }

    private Source(
            Variables variables,
            Path directory,
            boolean allowsReadableSecrets,
            Mistakes mistakes,
            Set<Path> files,
            Optional<Map<String, String>> documents) {
        this.variables = variables;
        this.directory = directory;
        this.allowsReadableSecrets = allowsReadableSecrets;
        this.mistakes = mistakes;
        this.files = files;
        this.documents = documents;
    }

    /** For what is in a database: its documents are the only files, and its secrets the only variables. */
    static Source ofDocuments(Map<String, String> secrets, Map<String, String> documents) {
        return new Source(
                new Variables(secrets), Path.of("/"), false, new Mistakes(), new TreeSet<>(), Optional.of(documents));
    }

    /** What a file holds. */
    byte[] content(Path file) throws IOException {
        var document = documents.map(all -> all.get(String.valueOf(file.getFileName())));
        return document.isPresent() ? document.get().getBytes(StandardCharsets.UTF_8) : contentOf(file);
    }

    /** A device never ends. */
    private static byte[] contentOf(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_CONTENT_BYTES + 1);
            if (bytes.length > MAX_CONTENT_BYTES) {
                throw new IOException("The file has more than 16 MiB.");
            }
            return bytes;
        }
    }

    Optional<Path> path(String text, Where where) {
        if (text.indexOf('\0') >= 0 || text.isBlank()) {
            mistakes.add(where, "This is no name of a file.");
            return Optional.empty();
        }
        return Optional.of(directory.resolve(text).normalize());
    }

    Optional<Path> file(String text, Where where) {
        if (documents.isPresent()) {
            if (documents.get().containsKey(text)) {
                return Optional.of(Path.of("/").resolve(text));
            }
            mistakes.add(
                    where,
                    "There is no document %s with this tenant; it has no other files.".formatted(QuotedText.of(text)));
            return Optional.empty();
        }
        return path(text, where).filter(path -> {
            files.add(path);
            if (Files.isDirectory(path)) {
                mistakes.add(where, "%s is a directory, and a file is needed.".formatted(path));
                return false;
            }
            if (!Files.exists(path)) {
                mistakes.add(
                        where,
                        "There is no file %s: check the name; a relative one begins at %s."
                                .formatted(QuotedText.of(text), directory));
                return false;
            }
            if (!Files.isReadable(path)) {
                mistakes.add(
                        where,
                        "%s may not be read by this user: check who owns it and its mode (ls -l).".formatted(path));
                return false;
            }
            return true;
        });
    }

    Optional<Path> folder(String text, Where where) {
        if (documents.isPresent()) {
            mistakes.add(where, "A tenant in a database has no directories.");
            return Optional.empty();
        }
        return path(text, where).filter(path -> {
            if (!Files.isDirectory(path)) {
                mistakes.add(
                        where,
                        "There is no directory %s: check the name; a relative one begins at %s."
                                .formatted(QuotedText.of(text), directory));
                return false;
            }
            return true;
        });
    }

    /** What a secret file holds, without the line end that editors put behind it. */
    Optional<SecretText> secretFile(String text, Where where) {
        if (documents.isPresent()) {
            mistakes.add(where, "A tenant in a database has no secret files: name one of its secrets, with -env.");
            return Optional.empty();
        }
        return file(text, where).filter(path -> isKept(path, where)).flatMap(path -> secretIn(path, where));
    }

    boolean isKept(Path path, Where where) {
        if (!allowsReadableSecrets && OwnerOnly.isOpenToOthers(path)) {
            mistakes.add(
                    where,
                    ("Other users of this machine may read the secret in %1$s: chmod 600 %1$s, or allow it with"
                                    + " --allow-readable-secrets.")
                            .formatted(path));
            return false;
        }
        return true;
    }

    private Optional<SecretText> secretIn(Path path, Where where) {
        try (var in = Files.newInputStream(path)) {
            var bytes = in.readNBytes(MAX_SECRET_BYTES + 1);
            if (bytes.length > MAX_SECRET_BYTES) {
                mistakes.add(where, "%s has more than 64 KiB, which no secret has.".formatted(path));
                return Optional.empty();
            }
            return text(bytes, path, where).flatMap(text -> secret(text, path.toString(), where));
        } catch (IOException failed) {
            mistakes.add(where, "%s cannot be read.".formatted(path));
            return Optional.empty();
        }
    }

    private Optional<String> text(byte[] bytes, Path path, Where where) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.chars().noneMatch(Source::isUnseen)) {
                return Optional.of(text);
            }
        } catch (CharacterCodingException binary) {
            // said below
        }
        mistakes.add(
                where,
                "%s is not plain text in UTF-8, or begins with a byte order mark: save it as UTF-8 without one."
                        .formatted(path));
        return Optional.empty();
    }

    private static boolean isUnseen(int character) {
        return character == '\uFEFF'
                || (Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t');
    }

    Optional<SecretText> secretVariable(String name, Where where) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,127}")) {
            mistakes.add(where, "This takes the name of an environment variable, not the secret itself.");
            return Optional.empty();
        }
        var value = variables.environment().get(name);
        if (value == null) {
            mistakes.add(where, "The environment variable %s is not set.".formatted(QuotedText.of(name)));
            return Optional.empty();
        }
        return secret(value, "The environment variable " + name, where);
    }

    private Optional<SecretText> secret(String text, String from, Where where) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            mistakes.add(where, "%s is empty, and should hold a secret.".formatted(from));
            return Optional.empty();
        }
        return Optional.of(new SecretText(stripped, where));
    }
}
