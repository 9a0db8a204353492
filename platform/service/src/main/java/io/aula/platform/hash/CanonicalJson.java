package io.aula.platform.hash;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was asked, as a text that is the same whenever the same was asked: no blanks, names in order at every depth, as in
 * RFC 8785. A {@code toString} is no such text: it changes with the order of a set and the name of a record.
 */
public final class CanonicalJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private CanonicalJson() {}

    public static String of(Object request) {
        return MAPPER.writeValueAsString(request);
    }

    /** What to keep beside an idempotency key, so that the key used for something else is noticed. */
    public static String hash(Object request) {
        return Sha256.hex(of(request));
    }
}
