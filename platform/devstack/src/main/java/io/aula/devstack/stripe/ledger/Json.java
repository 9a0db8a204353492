package io.aula.devstack.stripe.ledger;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values as JSON trees. */
public final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** {@code object("enabled", false, "status", null)}; a map of the JDK could not hold the null that Stripe sends. */
    public static ObjectNode object(@Nullable Object... pairs) {
        ObjectNode object = MAPPER.createObjectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            object.set(String.valueOf(pairs[i]), tree(pairs[i + 1]));
        }
        return object;
    }

    /** Text, numbers, truth values, resources, lists and maps of these. */
    public static JsonNode tree(@Nullable Object value) {
        return switch (value) {
            case null -> MAPPER.nullNode();
            case JsonNode node -> node.deepCopy();
            case Resource resource -> resource.sent();
            case Collection<?> many -> {
                ArrayNode array = MAPPER.createArrayNode();
                many.forEach(each -> array.add(tree(each)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = MAPPER.createObjectNode();
                map.forEach((name, each) -> object.set(String.valueOf(name), tree(each)));
                yield object;
            }
            default -> MAPPER.valueToTree(value);
        };
    }

    public static String text(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }
}
