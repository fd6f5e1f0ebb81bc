package dev.penstock.media;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The types of files that are recognised by their contents: those that Meta's pickers offer.
 *
 * <p>Not among them are the old binary formats of Word, Excel and PowerPoint, and Office documents with macros: they
 * are refused.
 *
 * <p>Source: Meta, "Media upload components", {@code allowed-mime-types} of {@code DocumentPicker}.
 */
public enum FileType {
    /** A JPEG picture. */
    JPEG("image/jpeg", "jpg", "jpeg"),
    /** A PNG picture. */
    PNG("image/png", "png"),
    /** A GIF picture. */
    GIF("image/gif", "gif"),
    /** A WebP picture. */
    WEBP("image/webp", "webp"),
    /** A picture in HEIF with HEVC, as iPhones take them. */
    HEIC("image/heic", "heic", "heif"),
    /** Another picture in HEIF. */
    HEIF("image/heif", "heif", "heic"),
    /** A picture in HEIF with AV1. */
    AVIF("image/avif", "avif"),
    /** A TIFF picture. */
    TIFF("image/tiff", "tif", "tiff"),
    /** A PDF document. */
    PDF("application/pdf", "pdf"),
    /** A Word document without macros. */
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    /** An Excel workbook without macros. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    /** A PowerPoint presentation without macros. */
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    /** An OpenDocument text. */
    ODT("application/vnd.oasis.opendocument.text", "odt"),
    /** An OpenDocument spreadsheet. */
    ODS("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    /** An OpenDocument presentation. */
    ODP("application/vnd.oasis.opendocument.presentation", "odp"),
    /** A text in UTF-8 that does not begin like HTML or XML. */
    TEXT("text/plain", "txt", "text", "log", "csv", "md"),
    /** A ZIP archive that is none of the documents above. What is in it is not looked at. */
    ZIP("application/zip", "zip"),
    /** A gzip file. What is in it is not looked at. */
    GZIP("application/gzip", "gz", "tgz"),
    /** A 7z archive. What is in it is not looked at. */
    SEVEN_ZIP("application/x-7z-compressed", "7z"),
    /** An MPEG-4 film. */
    MP4("video/mp4", "mp4", "m4v"),
    /** An MPEG film. */
    MPEG("video/mpeg", "mpeg", "mpg");

    private final String mimeType;
    private final List<String> endings;

    FileType(String mimeType, String... endings) {
        this.mimeType = mimeType;
        this.endings = List.of(endings);
    }

    /** {@return the MIME type, as Flow JSON names it} */
    public String mimeType() {
        return mimeType;
    }

    /** {@return the endings that names of such files have, the usual one first, without the dot} */
    public List<String> endings() {
        return endings;
    }

    /** {@return all pictures} */
    public static Set<FileType> pictures() {
        return EnumSet.of(JPEG, PNG, GIF, WEBP, HEIC, HEIF, AVIF, TIFF);
    }

    /**
     * Recognises the type of a file by its contents.
     *
     * @param bytes the whole file
     * @return the type; empty for what is none of these, or is damaged where that can be seen
     */
    public static Optional<FileType> of(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return TypeRecognition.typeOf(bytes);
    }
}
