package dev.penstock.flowjson.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A record to be written: its name, its sentence of Javadoc, and its fields by their names in JSON. */
record RecordSource(String name, String javadoc, Map<String, JavaTypes.Value> fields) {

    RecordSource {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
