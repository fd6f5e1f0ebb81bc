package dev.penstock.flowjson.internal.schema;

import static dev.penstock.flowjson.internal.schema.ObjectSchema.component;
import static dev.penstock.flowjson.internal.schema.ObjectSchema.since;
import static dev.penstock.flowjson.internal.schema.Property.dynamic;
import static dev.penstock.flowjson.internal.schema.Property.flag;
import static dev.penstock.flowjson.internal.schema.Property.number;
import static dev.penstock.flowjson.internal.schema.Property.objects;
import static dev.penstock.flowjson.internal.schema.Property.oneOf;
import static dev.penstock.flowjson.internal.schema.Property.someOf;
import static dev.penstock.flowjson.internal.schema.Property.text;

import java.util.List;

/** Components that show pictures, and those that take photos and documents. */
final class MediaComponents {

    private static final ObjectSchema SLIDE = ObjectSchema.of(
            "image", dynamic("src", Kind.IMAGE).required(), text("alt-text").required());

    static final List<ObjectSchema> ALL = List.of(
            component(
                    "Image",
                    dynamic("src", Kind.IMAGE).required(),
                    number("width"),
                    number("height"),
                    oneOf("scale-type", "cover", "contain"),
                    number("aspect-ratio"),
                    text("alt-text"),
                    flag("visible")),
            since(
                    7,
                    1,
                    "ImageCarousel",
                    objects("images", SLIDE).required().items(1, 3),
                    oneOf("aspect-ratio", "4:3", "16:9"),
                    oneOf("scale-type", "contain", "cover")),
            since(
                    4,
                    0,
                    "PhotoPicker",
                    text("name").required().fixed(),
                    text("label").required().maxChars(80),
                    text("description").maxChars(300),
                    oneOf("photo-source", "camera_gallery", "camera", "gallery"),
                    number("max-file-size-kb").between(1, 25_600),
                    number("min-uploaded-photos").between(0, 30),
                    number("max-uploaded-photos").between(1, 30),
                    flag("enabled"),
                    flag("visible"),
                    dynamic("error-message", Kind.MESSAGE_OR_MESSAGES)),
            since(
                    4,
                    0,
                    "DocumentPicker",
                    text("name").required().fixed(),
                    text("label").required().maxChars(80),
                    text("description").maxChars(300),
                    number("max-file-size-kb").between(1, 25_600),
                    number("min-uploaded-documents").between(0, 30),
                    number("max-uploaded-documents").between(1, 30),
                    someOf("allowed-mime-types", mimeTypes()),
                    flag("enabled"),
                    flag("visible"),
                    dynamic("error-message", Kind.MESSAGE_OR_MESSAGES)));

    private MediaComponents() {}

    private static String[] mimeTypes() {
        return new String[] {
            "application/gzip",
            "application/msword",
            "application/pdf",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.oasis.opendocument.presentation",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/x-7z-compressed",
            "application/zip",
            "image/avif",
            "image/gif",
            "image/heic",
            "image/heif",
            "image/jpeg",
            "image/png",
            "image/tiff",
            "image/webp",
            "text/plain",
            "video/mp4",
            "video/mpeg"
        };
    }
}
