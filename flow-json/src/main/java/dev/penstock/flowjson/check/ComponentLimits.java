package dev.penstock.flowjson.check;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.check.Pictures.Fault;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.ObjectSchema;
import dev.penstock.flowjson.internal.schema.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The documented limits of components, for values that come with an answer. What nobody can use, such as options that
 * cannot be told apart, is an error; what phones cut is a warning.
 *
 * @param optionPictureKilobytes how large the picture of an option may be
 */
record ComponentLimits(int optionPictureKilobytes) {

    private static final int RECOMMENDED_KILOBYTES = 300;
    private static final int MAX_OPTIONS_WITH_PICTURES = 100;

    void check(
            Property property,
            Object value,
            Place place,
            FlowComponent component,
            Map<String, ?> data,
            Violations found) {
        if (property.kind() == Kind.OBJECTS && value instanceof List<?> items) {
            checkCount(property, items, place, component, data, found);
            property.nested().ifPresent(item -> checkItems(item, items, place, component, found));
        } else {
            checkPlain(property, value, place, found);
        }
    }

    private static void checkCount(
            Property property,
            List<?> items,
            Place place,
            FlowComponent component,
            Map<String, ?> data,
            Violations found) {
        int most = property.limits().maxItems();
        boolean hasPictures = component.type().equals("Dropdown")
                && items.stream().anyMatch(item -> item instanceof Map<?, ?> option && option.containsKey("image"));
        int allowed = hasPictures ? Math.min(most, MAX_OPTIONS_WITH_PICTURES) : most;
        if (items.size() > allowed) {
            found.error(
                    place.toString(),
                    "%s takes %d at most%s, and here are %d."
                            .formatted(component.type(), allowed, hasPictures ? " with pictures" : "", items.size()));
        }
        int least = property.limits().minItems();
        if (items.size() < least && Shown.isCertainly(component, data)) {
            found.error(
                    place.toString(),
                    "%s needs %d at least, and here %s. Hide or disable it, or answer with another screen."
                            .formatted(component.type(), least, items.isEmpty() ? "is none" : "is " + items.size()));
        }
    }

    private void checkItems(
            ObjectSchema schema, List<?> items, Place place, FlowComponent component, Violations found) {
        Set<Object> ids = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Map<?, ?> item) {
                checkFields(schema, item, place.item(i), component, found);
                Object id = item.get("id");
                if (id != null && !ids.add(id)) {
                    found.error(
                            place.item(i).field("id").toString(),
                            "Another one has the same ID, so they cannot be told apart.");
                }
            }
        }
    }

    private void checkFields(
            ObjectSchema schema, Map<?, ?> item, Place place, FlowComponent component, Violations found) {
        for (Property field : schema.properties().values()) {
            Object value = item.get(field.name());
            boolean isNeeded = field.requiredSince().isPresent();
            if (value == null) {
                if (isNeeded) {
                    missing(field, place, component, "missing", found);
                }
            } else if (isNeeded && field.kind() == Kind.TEXT && value instanceof String text && text.isBlank()) {
                missing(field, place, component, "blank", found);
            } else if (field.kind() == Kind.OBJECT && value instanceof Map<?, ?> object) {
                field.nested()
                        .ifPresent(nested -> checkFields(nested, object, place.field(field.name()), component, found));
            } else if (isMeasured(field)) {
                checkPlain(field, value, place.field(field.name()), found);
            }
        }
    }

    /** Whether there is a limit to its value, or to what is in it. */
    static boolean isMeasured(Property property) {
        return property.kind() == Kind.OBJECTS
                || property.kind() == Kind.IMAGE
                || property.limits().maxChars() < Integer.MAX_VALUE;
    }

    private static void missing(Property field, Place place, FlowComponent component, String how, Violations found) {
        found.error(
                place.field(field.name()).toString(), "%s needs it, and it is %s.".formatted(component.type(), how));
    }

    private void checkPlain(Property property, Object value, Place place, Violations found) {
        switch (value) {
            case String picture when property.kind() == Kind.IMAGE -> checkPicture(property, picture, place, found);
            case String text -> checkText(property, text, place, found);
            case List<?> texts
            when property.kind() == Kind.TEXTS || property.kind() == Kind.TEXT_OR_TEXTS -> {
                if (texts.size() > property.limits().maxItems()) {
                    found.error(
                            place.toString(),
                            "There may be %d at most, and here are %d."
                                    .formatted(property.limits().maxItems(), texts.size()));
                }
                for (int i = 0; i < texts.size(); i++) {
                    if (texts.get(i) instanceof String text) {
                        checkText(property, text, place.item(i), found);
                    }
                }
            }
            case Map<?, ?> range
            when property.kind() == Kind.TEXT_OR_RANGE ->
                range.forEach((name, part) -> {
                    if (part instanceof String text) {
                        checkText(property, text, place.field(String.valueOf(name)), found);
                    }
                });
            default -> {
                // Numbers and flags have no length.
            }
        }
    }

    private static void checkText(Property property, String text, Place place, Violations found) {
        int most = property.limits().maxChars();
        if (text.length() > most && text.codePointCount(0, text.length()) > most) {
            found.warning(
                    place.toString(),
                    "It has %d characters, and phones show %d of a %s."
                            .formatted(text.codePointCount(0, text.length()), most, property.name()));
        }
    }

    private void checkPicture(Property property, String picture, Place place, Violations found) {
        Optional<Fault> fault = Pictures.fault(picture);
        if (fault.isPresent()) {
            if (fault.get() == Fault.DATA_URI) {
                found.warning(place.toString(), fault.get().words());
            } else {
                found.error(place.toString(), fault.get().words());
            }
        }
        long kilobytes = (picture.length() * 3L / 4 + 1023) / 1024;
        if (property.name().equals("image") && kilobytes > optionPictureKilobytes) {
            found.error(
                    place.toString(),
                    "The picture is larger than %d KB. Make it smaller.".formatted(optionPictureKilobytes));
        } else if (property.name().equals("src") && kilobytes > RECOMMENDED_KILOBYTES) {
            found.warning(
                    place.toString(),
                    "The picture has about %d KB; Meta recommends %d at most. Make it smaller."
                            .formatted(kilobytes, RECOMMENDED_KILOBYTES));
        }
    }
}
