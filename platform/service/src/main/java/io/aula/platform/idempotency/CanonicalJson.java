package io.aula.platform.idempotency;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One text for one content, whatever the order of its fields: names sorted, no blanks (as RFC 8785 orders members; numbers are
 * Jackson's). Unlike {@code toString}, two requests with the same text have the same content.
 */
final class CanonicalJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private CanonicalJson() {}

    static String of(Object content) {
        return JSON.writeValueAsString(content);
    }
}
