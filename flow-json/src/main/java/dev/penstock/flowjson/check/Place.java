package dev.penstock.flowjson.check;

import org.jspecify.annotations.Nullable;

/** A place in an answer, written out only when something is wrong there. */
record Place(@Nullable Place outer, String name, int index) {

    static Place of(String path) {
        return new Place(null, path, -1);
    }

    Place item(int number) {
        return new Place(this, "", number);
    }

    Place field(String field) {
        return new Place(this, field, -1);
    }

    /** The path, such as {@code data.doctors[2].title}. */
    @Override
    public String toString() {
        if (index >= 0) {
            return outer + "[" + index + "]";
        }
        return outer == null ? name : outer + "." + Violations.shown(name);
    }
}
