package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.FileKinds;
import dev.penstock.simulator.internal.PlainValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which files media pickers take, and how many a completed Flow may carry (Meta's documentation of components). */
final class FileRules {

    private static final int MAX_FILE_SIZE_KB = 25_600;
    private static final int MAX_FILES = 30;
    private static final int MAX_FILES_OF_RESPONSE = 10;
    private static final long MAX_BYTES_OF_RESPONSE = 100L * 1024 * 1024;

    private FileRules() {}

    static int maxKilobytes(ObjectNode picker, Resolver resolver) {
        return Math.clamp(resolver.whole(picker, "max-file-size-kb").orElse(MAX_FILE_SIZE_KB), 1, MAX_FILE_SIZE_KB);
    }

    /** {@code min} or {@code max} that the picker says, in its own word for what it picks. */
    static int least(Placed picker, Resolver resolver) {
        return resolver.whole(picker.node(), "min-uploaded-" + many(picker)).orElse(0);
    }

    static int most(Placed picker, Resolver resolver) {
        return Math.clamp(
                resolver.whole(picker.node(), "max-uploaded-" + many(picker)).orElse(MAX_FILES), 1, MAX_FILES);
    }

    /** The types that a document picker takes; empty for a photo picker, which takes any image. */
    static Set<String> types(Placed picker, Resolver resolver) {
        if (picker.type().equals("PhotoPicker")) {
            return Set.of();
        }
        Set<String> allowed = PlainValue.list(
                        resolver.value(picker.node(), "allowed-mime-types").orElse(null))
                .stream()
                .map(PlainValue::text)
                .collect(Collectors.toSet());
        return allowed.isEmpty() ? FileKinds.DOCUMENTS : allowed;
    }

    /** Why a picker does not take a file, if it does not. */
    static Optional<String> refusal(Placed picker, int picked, String type, long size, Resolver resolver) {
        int most = most(picker, resolver);
        if (picked >= most) {
            return Optional.of("You can add %s at most.".formatted(count(picker, most)));
        }
        Set<String> types = types(picker, resolver);
        if (types.isEmpty() && !type.startsWith("image/")) {
            return Optional.of("This is not a photo.");
        }
        if (!types.isEmpty() && !types.contains(type)) {
            return Optional.of(
                    "This type of file is not allowed. Choose one of these: %s.".formatted(FileKinds.endings(types)));
        }
        int limit = maxKilobytes(picker.node(), resolver);
        return size > limit * 1024L ? Optional.of("The file is larger than %d KB.".formatted(limit)) : Optional.empty();
    }

    /** What is wrong with the number of files in a picker, once a footer is tapped. */
    static Optional<String> problem(Placed picker, int picked, Resolver resolver) {
        int least = least(picker, resolver);
        if (picked < least) {
            return Optional.of("Add at least %s.".formatted(count(picker, least)));
        }
        int most = most(picker, resolver);
        return picked > most ? Optional.of("Add at most %s.".formatted(count(picker, most))) : Optional.empty();
    }

    /** Why files cannot leave with the response message of a completed Flow, if they cannot. */
    static Optional<String> responseProblem(Map<String, Object> payload) {
        List<PickedFile> files = payload.values().stream()
                .<Object>mapMulti((value, all) -> {
                    if (value instanceof Collection<?> many) {
                        many.forEach(all::accept);
                    }
                })
                .filter(PickedFile.class::isInstance)
                .map(PickedFile.class::cast)
                .toList();
        long bytes = files.stream().mapToLong(PickedFile::size).sum();
        if (files.size() <= MAX_FILES_OF_RESPONSE && bytes <= MAX_BYTES_OF_RESPONSE) {
            return Optional.empty();
        }
        return Optional.of("A response can carry %d files and 100 MB at most.".formatted(MAX_FILES_OF_RESPONSE));
    }

    private static String many(Placed picker) {
        return picker.type().equals("PhotoPicker") ? "photos" : "documents";
    }

    private static String count(Placed picker, int number) {
        String many = many(picker);
        return number + " " + (number == 1 ? many.substring(0, many.length() - 1) : many);
    }
}
